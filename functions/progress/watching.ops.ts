/** Position and watched stretches of a lecture: read, credit, save; and what that means for the lesson. */
import type { Spans, WatchState } from '#contracts/progress.ts';
import { AppError } from '#contracts/errors.ts';
import { courseForLearner, lessonsOf, type Manifest } from '../courses/courses.reads.ts';
import { lectureVersion } from '../lectures/lectures.reads.ts';
import type { Person } from '../platform/session.ts';
import { lectureWatched } from './completion.ts';
import * as store from './progress.store.ts';
import { allowance, credit, secondsOf, spareAfter, tenth, type Span } from './spans.ts';
import { applyChange, placeOf } from './tracking.ops.ts';

const attemptsMax = 6;
/** what a first report may bring where the lesson was never opened */
const firstReportSeconds = 30;

interface Params {
  courseId: string;
  lessonId: string;
  lectureId: string;
}

/** Where the person stopped and what is credited; zero where they never watched. */
export async function watchState(person: Person, params: Params): Promise<WatchState> {
  const { manifest } = await courseForLearner(person, params.courseId);
  const lecture = declaredLecture(manifest, params);
  return present(lecture, await store.watch(person.id, lecture.id, lecture.version));
}

/** Credits a report and, from 90 % on, marks the lecture as watched in its lesson. */
export async function reportWatch(
  person: Person,
  params: Params,
  report: { positionSeconds: number; spans: Spans },
  now: number,
): Promise<WatchState> {
  const place = await placeOf(person, params.courseId, params.lessonId);
  const lecture = declaredLecture(place.manifest, params);
  const [stored, lesson] = await Promise.all([
    lectureVersion(lecture.id, lecture.version),
    store.lesson(person.id, params.lessonId),
  ]);
  if (stored?.state !== 'ready') throw new AppError('lectureNotReady');
  const openedAt = lesson ? Date.parse(lesson.openedAt) : now - firstReportSeconds * 1000;
  const after = await saveReport(person.id, lecture, report, openedAt, now);
  const state = present(lecture, after);
  const shareBefore = lesson?.watchedShare ?? 0;
  // the lesson is written when it matters: at the threshold, or once a tenth more is watched
  const matters = state.completed ? !lectureWatched(shareBefore) : state.watchedShare - shareBefore >= 0.1;
  if (matters) await applyChange(place, { watchedShare: state.watchedShare }, now);
  return state;
}

type Lecture = Manifest['lectures'][number];

async function saveReport(
  personId: string,
  lecture: Lecture,
  report: { positionSeconds: number; spans: Spans },
  openedAt: number,
  now: number,
): Promise<store.Watch> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const before = await store.watch(personId, lecture.id, lecture.version);
    const allowed = allowance((now - (before?.reportedAt ?? openedAt)) / 1000, before?.spareSeconds);
    const known = (before?.spans ?? []) as Span[];
    const spans = credit(known, report.spans as Span[], lecture.durationSeconds, allowed);
    const after: store.Watch = {
      personId,
      lectureId: lecture.id,
      version: lecture.version,
      positionSeconds: tenth(Math.min(report.positionSeconds, lecture.durationSeconds)),
      spans,
      // two reports in one millisecond must still differ
      reportedAt: Math.max(now, (before?.reportedAt ?? 0) + 1),
      spareSeconds: spareAfter(allowed, secondsOf(spans) - secondsOf(known)),
    };
    if (await store.saveWatch(before, after)) return after;
  }
  throw new AppError('conflict');
}

/** The lecture, which must belong to this very lesson. */
function declaredLecture(manifest: Manifest, { lessonId, lectureId }: Params): Lecture {
  const lesson = lessonsOf(manifest).find((each) => each.id === lessonId);
  const lecture = manifest.lectures.find((each) => each.id === lectureId);
  if (!lesson || !lecture || !Object.values(lesson.lectures).includes(lectureId)) throw new AppError('notFound');
  return lecture;
}

function present(lecture: Lecture, stored: store.Watch | undefined): WatchState {
  const spans = (stored?.spans ?? []) as Span[];
  const watchedSeconds = secondsOf(spans);
  const watchedShare = Math.min(1, watchedSeconds / lecture.durationSeconds);
  return {
    lectureId: lecture.id,
    positionSeconds: stored?.positionSeconds ?? 0,
    watchedSeconds,
    watchedShare,
    spans,
    completed: lectureWatched(watchedShare),
    savedAt: stored ? new Date(stored.reportedAt).toISOString() : null,
  };
}
