/** How the people of a cohort stand in its courses, read for many at once. */
import { failuresNeeded } from '#contracts/stuck.ts';
import { momentAt } from '#contracts/local-time.ts';
import { failedAmong } from '../assessments/assessments.reads.ts';
import type { Cohort, CohortMember } from '../cohorts/cohorts.reads.ts';
import type { Assigned } from '../courses/assigned.reads.ts';
import { enrolmentsAmong, lessonsOf, manifestOfVersion, type Manifest } from '../courses/courses.reads.ts';
import { standings } from './arrivals.reads.ts';
import { continueAt } from './completion.ts';
import type { Summary } from './progress.store.ts';
import { secondsOf } from './spans.ts';
import { later, openSince, type CourseStanding, type LastSign } from './stuck.ts';
import { watchesAmong } from './watch.store.ts';

/** Of one person in one course. */
export interface InCourse {
  personId: string;
  manifest: Manifest;
  standing: CourseStanding;
}

/** Versions as they are looked up: each once for an answer. */
export type Manifests = (courseId: string, version: number) => Promise<Manifest>;

export function manifestsOnce(): Manifests {
  const asked = new Map<string, Promise<Manifest>>();
  return (courseId, version) => {
    const key = `${courseId} ${version}`;
    const found = asked.get(key) ?? manifestOfVersion(courseId, version);
    asked.set(key, found);
    return found;
  };
}

interface Asked {
  cohort: Cohort;
  courses: readonly Assigned[];
  people: readonly CohortMember[];
  manifests: Manifests;
}

/** A person beside a course of their cohort. */
interface Place {
  member: CohortMember;
  course: Assigned;
  /** of the version they are on */
  manifest: Manifest;
  summary: Summary | undefined;
  completed: boolean;
  /** when the courses before it were completed */
  before: (string | undefined)[];
}

/**
 * Every read takes a hundred items a call. Per person and course (those before it too): the enrolment, the summary; per course
 * under way: the film of the lesson they were in last, and each test of a lesson that is not completed; then attempts, of who
 * has made two of them. A thousand people in ten courses, two of them under way with four tests open in each: some 300 calls.
 */
export async function inCourses(asked: Asked): Promise<InCourse[]> {
  const places = await placesOf(asked);
  const underWay = places.flatMap(({ summary, completed, manifest }) =>
    summary && !completed ? [{ summary, manifest }] : [],
  );
  const [films, failed] = await Promise.all([
    filmsOf(underWay),
    failedAmong(underWay.flatMap(testsOf), failuresNeeded),
  ]);
  const givenAt = new Map(asked.courses.map((course) => [course, given(asked.cohort, course)]));
  const failedIn = Map.groupBy(failed, ({ personId, lesson }) => nameOf({ personId, courseId: lesson.courseId }));
  return places.map(({ member, course, manifest, summary, completed, before }) => {
    const name = nameOf({ personId: member.personId, courseId: course.courseId });
    return {
      personId: member.personId,
      manifest,
      standing: {
        openSince: openSince([givenAt.get(course)!, member.joinedAt], before, { begun: summary !== undefined }),
        completed,
        last: summary && lastSign(summary, manifest, films.get(name)),
        failed: (failedIn.get(name) ?? []).map(({ lesson, failedAt }) => ({ lessonId: lesson.lessonId, failedAt })),
      },
    };
  });
}

const nameOf = ({ personId, courseId }: { personId: string; courseId: string }): string => `${personId} ${courseId}`;

async function placesOf({ courses, people, manifests }: Asked): Promise<Place[]> {
  const courseIds = [...new Set(courses.flatMap(({ courseId, after }) => [courseId, ...after]))];
  const keys = people.flatMap(({ personId }) => courseIds.map((courseId) => ({ personId, courseId })));
  const enrolled = await enrolmentsAmong(keys);
  const [enrolments, summaries] = [byName(enrolled), byName(await standings(enrolled))];
  /** undefined: not completed; an earlier version counts as well */
  const completedAt = (key: (typeof keys)[number]) => {
    const name = nameOf(key);
    return summaries.get(name)?.completedAt ?? (enrolments.get(name)?.completed === undefined ? undefined : '');
  };
  const pairs = people.flatMap((member) => courses.map((course) => ({ member, course })));
  return Promise.all(
    pairs.map(async ({ member, course }) => {
      const key = { personId: member.personId, courseId: course.courseId };
      const version = enrolments.get(nameOf(key))?.version ?? course.version;
      return {
        ...{ member, course, summary: summaries.get(nameOf(key)), completed: completedAt(key) !== undefined },
        manifest: await manifests(course.courseId, version),
        before: course.after.map((courseId) => completedAt({ ...key, courseId })),
      };
    }),
  );
}

const byName = <Item extends { personId: string; courseId: string }>(items: readonly Item[]): Map<string, Item> =>
  new Map(items.map((each) => [nameOf(each), each]));

/** It is assigned, and the cohort and the course have begun, by the days of its zone. */
function given({ startsOn, timeZone }: Cohort, course: Assigned): string {
  const first = later(startsOn, course.startsOn ?? '');
  return later(course.assignedAt, new Date(momentAt(first, '00:00', timeZone)).toISOString());
}

interface UnderWay {
  summary: Summary;
  manifest: Manifest;
}

const testsOf = ({ summary, manifest }: UnderWay) => {
  const { personId, courseId } = summary;
  const completed = new Set(summary.completedLessons);
  return lessonsOf(manifest).flatMap(({ id: lessonId, quizzes: tests = [] }) =>
    tests.length && !completed.has(lessonId) ? [{ personId, lesson: { courseId, lessonId }, tests }] : [],
  );
};

/** What somebody has seen of the film of a lesson, in the language they saw most of. */
interface Seen {
  watchedShare: number;
  reportedAt: string;
}

/** By person and course: the film of the lesson they were in last, where it is begun and the lesson not completed. */
async function filmsOf(underWay: readonly UnderWay[]): Promise<Map<string, Seen>> {
  const wanted = underWay.flatMap(({ summary, manifest }) => {
    const { personId, lastLessonId, completedLessons } = summary;
    const lesson = lessonsOf(manifest).find(({ id }) => id === lastLessonId);
    if (!lesson || completedLessons.includes(lastLessonId)) return [];
    const ids = Object.values(lesson.lectures);
    return manifest.lectures
      .filter(({ id }) => ids.includes(id))
      .map(({ id: lectureId, version, durationSeconds }) => ({
        key: { personId, lectureId, version },
        name: nameOf(summary),
        durationSeconds,
      }));
  });
  const watches = await watchesAmong(wanted.map(({ key }) => key));
  const byFilm = new Map(watches.map((each) => [`${each.personId} ${each.lectureId}`, each]));
  const found = new Map<string, Seen>();
  for (const { key, name, durationSeconds } of wanted) {
    const watch = byFilm.get(`${key.personId} ${key.lectureId}`);
    if (!watch?.spans.length) continue;
    const known = found.get(name);
    const reportedAt = new Date(watch.reportedAt).toISOString();
    found.set(name, {
      watchedShare: Math.max(known?.watchedShare ?? 0, secondsOf(watch.spans) / durationSeconds),
      reportedAt: later(known?.reportedAt ?? '', reportedAt),
    });
  }
  return found;
}

/** While a film plays the summary hears only of every tenth of it. */
function lastSign(summary: Summary, manifest: Manifest, seen: Seen | undefined): LastSign {
  const ids = lessonsOf(manifest).map(({ id }) => id);
  return {
    at: later(summary.lastAt, seen?.reportedAt ?? ''),
    lessonId: continueAt(ids, new Set(summary.completedLessons), summary.lastLessonId),
    film: seen && { lessonId: summary.lastLessonId, watchedShare: seen.watchedShare },
  };
}
