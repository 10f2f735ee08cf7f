/** Position and watched stretches of a lecture: read, credit, save; and what that means for the lesson. */
import type { WatchReport, WatchState } from '#contracts/progress.ts';
import { AppError } from '#contracts/errors.ts';
import { courseForLearner, lessonsOf, type Manifest } from '../courses/courses.reads.ts';
import { lectureFilm, lectureRules } from '../lectures/lectures.reads.ts';
import type { Person } from '../platform/session.ts';
import { lectureWatched } from './completion.ts';
import * as store from './progress.store.ts';
import { secondsOf } from './spans.ts';
import { applyChange, placeOf } from './tracking.ops.ts';
import { saveWatch, watch } from './watch.store.ts';
import { afterReport, type Crediting, type WatchItem } from './watched.ts';

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
  return present(lecture, await watch(person.id, lecture.id, lecture.version));
}

/** Credits a report and, from 90 % on, marks the lecture as watched in its lesson. */
export async function reportWatch(
  person: Person,
  params: Params,
  report: WatchReport,
  now: number,
): Promise<WatchState> {
  const place = await placeOf(person, params.courseId, params.lessonId);
  const lecture = declaredLecture(place.manifest, params);
  const [stored, lesson] = await Promise.all([lectureFilm(lecture), store.lesson(person.id, params.lessonId)]);
  if (stored?.state !== 'ready') throw new AppError('lectureNotReady');
  const openedAt = lesson ? Date.parse(lesson.openedAt) : now - firstReportSeconds * 1000;
  const { noSkipping } = await lectureRules(lecture);
  const after = await saveReport(person.id, lecture, report, { openedAt, now, noSkipping });
  const state = present(lecture, after);
  const shareBefore = lesson?.watchedShare ?? 0;
  // the lesson is written when it matters: at the threshold, or once a tenth more is watched
  const matters = state.completed ? !lectureWatched(shareBefore) : state.watchedShare - shareBefore >= 0.1;
  if (matters) await applyChange(place, { watchedShare: state.watchedShare }, now);
  return state;
}

type Lecture = Manifest['lectures'][number];

async function saveReport(personId: string, lecture: Lecture, report: WatchReport, how: Crediting): Promise<WatchItem> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const before = await watch(personId, lecture.id, lecture.version);
    const changed = afterReport(before, report, lecture.durationSeconds, how);
    const after = { personId, lectureId: lecture.id, version: lecture.version, ...changed };
    if (await saveWatch(before, after)) return after;
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

function present(lecture: Lecture, stored: WatchItem | undefined): WatchState {
  const spans = stored?.spans ?? [];
  const watchedSeconds = secondsOf(spans);
  const watchedShare = Math.min(1, watchedSeconds / lecture.durationSeconds);
  return {
    lectureId: lecture.id,
    positionSeconds: stored?.positionSeconds ?? 0,
    watchedSeconds,
    watchedShare,
    spans,
    again: stored?.again ?? [],
    completed: lectureWatched(watchedShare),
    savedAt: stored ? new Date(stored.reportedAt).toISOString() : null,
  };
}
