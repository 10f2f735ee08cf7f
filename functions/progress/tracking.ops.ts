/** Applies a change to a lesson's progress: reads, asks the rule, writes; again when someone else was quicker. */
import type { LessonProgress } from '#contracts/progress.ts';
import { AppError } from '#contracts/errors.ts';
import { lectureQuestionsLeft, testsLeft, type LessonTest } from '../assessments/assessments.reads.ts';
import { enrolledCourse, enrolmentOf, lessonsOf, manifestOfVersion, type Manifest } from '../courses/courses.reads.ts';
import type { NewRecord } from '../platform/record.ts';
import type { Person } from '../platform/session.ts';
import { changedSince, standing, type Enrolled } from './arrivals.reads.ts';
import { questionsLeftOf } from './completion.ts';
import { changeLesson, type Change, type Changed, type LessonPlace } from './lesson-progress.ts';
import * as store from './progress.store.ts';
import { secondsOf } from './spans.ts';
import { watch } from './watch.store.ts';

const attemptsMax = 6;

export type Place = LessonPlace & {
  manifest: Manifest;
  enrolment: Enrolled;
  tests: readonly LessonTest[];
  films: readonly Film[];
};
type Film = Manifest['lectures'][number];

/** The lesson in the version the person is enrolled in; `notEnrolled`, or `notFound` where the version has no such lesson. */
export async function placeOf(person: Person, courseId: string, lessonId: string): Promise<Place> {
  const { manifest, enrolment } = await enrolledCourse(person, courseId);
  return placeIn(manifest, enrolment, lessonId);
}

/** The same for a learner who does nothing at the moment: what somebody or something else did is about their lesson. */
export async function placeOfLearner(personId: string, courseId: string, lessonId: string): Promise<Place | undefined> {
  const enrolment = await enrolmentOf(personId, courseId);
  if (!enrolment) return undefined;
  const manifest = await manifestOfVersion(courseId, enrolment.version);
  return lessonsOf(manifest).some(({ id }) => id === lessonId) ? placeIn(manifest, enrolment, lessonId) : undefined;
}

function placeIn(manifest: Manifest, enrolment: Enrolled, lessonId: string): Place {
  const lessons = lessonsOf(manifest);
  const lesson = lessons.find((each) => each.id === lessonId);
  if (!lesson) throw new AppError('notFound');
  return {
    manifest,
    enrolment,
    personId: enrolment.personId,
    courseId: manifest.courseId,
    version: manifest.version,
    lessonId,
    hasLecture: Object.keys(lesson.lectures).length > 0,
    tests: lesson.quizzes ?? [],
    films: manifest.lectures.filter(({ id }) => Object.values(lesson.lectures).includes(id)),
    lessonIds: lessons.map((each) => each.id),
  };
}

/** Saves the change with its facts and answers the lesson's progress. */
export async function applyChange(place: Place, change: Change, now: number): Promise<LessonProgress> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const [lesson, { kept, summary }, left, unanswered] = await Promise.all([
      store.lesson(place.personId, place.lessonId),
      standing(place.enrolment),
      testsLeft(place.personId, place, place.tests),
      questionsLeft(place),
    ]);
    // where all that was left is gone, the first step says that the course is completed
    const before = kept ?? (summary && { ...summary, completedAt: undefined });
    const changed = changeLesson(
      place,
      { lesson, summary: before },
      { ...change, testsLeft: left, questionsLeft: unanswered },
      new Date(now).toISOString(),
    );
    const records = changed.facts.map((type) => factOf(type, place));
    if (!summary) records.push(begun(place));
    const save = {
      lessonBefore: lesson,
      lesson: changed.lesson,
      summaryBefore: kept,
      summary: changed.summary,
      records,
    };
    if (await store.saveLesson(save, now)) return presentLesson(changed.lesson, place);
  }
  throw new AppError('conflict');
}

/** Required questions of the film that counts. Read only where one asks something. */
async function questionsLeft({ personId, manifest, films }: Place): Promise<number> {
  if (!films.some(({ questions }) => questions !== undefined)) return 0;
  const each = films.map(async (film) => {
    const [watched, left] = await Promise.all([
      watch(personId, film.id, film.version),
      lectureQuestionsLeft(personId, manifest, film),
    ]);
    return { watchedShare: watched ? secondsOf(watched.spans) / film.durationSeconds : 0, questionsLeft: left };
  });
  return questionsLeftOf(await Promise.all(each));
}

function factOf(type: Changed['facts'][number], place: LessonPlace): NewRecord {
  const objectId = type === 'progress.courseCompleted' ? place.courseId : place.lessonId;
  const data = { courseId: place.courseId, version: place.version };
  return { kind: 'fact', type, subjectId: place.personId, actorId: place.personId, objectId, data };
}

/** The first lesson of the course is opened: from now on the learner stays on their version. */
const begun = ({ personId, courseId, version }: LessonPlace): NewRecord => ({
  ...{ kind: 'signal', type: 'progress.begun', subjectId: personId, actorId: personId, objectId: courseId },
  data: { version },
});

/** A lesson's progress as the learner sees it. */
export async function presentLesson(
  stored: Changed['lesson'],
  { hasLecture, manifest }: Pick<Place, 'hasLecture' | 'manifest'>,
): Promise<LessonProgress> {
  return {
    lessonId: stored.lessonId,
    state: stored.completedAt ? 'completed' : 'open',
    read: stored.read,
    watchedShare: hasLecture ? stored.watchedShare : null,
    testsLeft: stored.testsLeft ?? 0,
    questionsLeft: stored.questionsLeft ?? 0,
    openedAt: stored.openedAt,
    completedAt: stored.completedAt ?? null,
    changed: await changedSince(stored, manifest),
  };
}
