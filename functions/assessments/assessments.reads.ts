/** What other rooms may ask assessments. */
import { derivedId } from '../platform/ids.ts';
import { frozenQuizByHash, quizVersion } from '../quizzes/quizzes.reads.ts';
import * as store from './attempts.store.ts';
import { answersOf, sharesOf } from './lecture-answers.store.ts';
import type { RunHead } from './run.ts';
import { run } from './runs.store.ts';
import { standingsIn, standingsOf } from './standings.store.ts';

export { changesOfRecords } from './changes.store.ts';
export { lectureQuestionsLeft } from './lecture-questions.reads.ts';

/** A test in a lesson, in the version that the course names. */
export interface LessonTest {
  quizId: string;
  version: number;
}
export type LessonOfRun = NonNullable<RunHead['place']>;

/** The run of a test in a lesson: the same for all who learn that version. */
export const lessonRunId = ({ courseId, lessonId }: LessonOfRun, { quizId, version }: LessonTest): string =>
  derivedId('run', courseId, lessonId, quizId, String(version));

/** Which lesson a run belongs to; undefined of one that stands alone. That never changes: asked for once per function instance. */
export async function lessonOfRun(runId: string): Promise<LessonOfRun | undefined> {
  if (!placed.has(runId)) remember(placed, runId, (await run(runId))?.place);
  return placed.get(runId);
}
const placed = new Map<string, LessonOfRun | undefined>();

/** How many tests of a lesson a person has still to pass. Practice, and tests without a pass mark, are none of them. */
export async function testsLeft(personId: string, lesson: LessonOfRun, tests: readonly LessonTest[]): Promise<number> {
  const asked = await Promise.all(tests.map(async (test) => ((await mustBePassed(test)) ? [test] : [])));
  const runIds = asked.flat().map((test) => lessonRunId(lesson, test));
  if (!runIds.length) return 0;
  const standings = await standingsIn(personId, runIds);
  const heads = await store.heads(standings.flatMap(({ attempts }) => attempts.map((id) => ({ personId, id }))));
  const passed = new Set(heads.filter((head) => head.passed === true).map(({ runId }) => runId));
  return runIds.filter((id) => !passed.has(id)).length;
}

/** versions never change either */
const known = new Map<string, boolean>();
const knownMax = 2_000;

function remember<Value>(cache: Map<string, Value>, key: string, value: Value): Value {
  if (cache.size >= knownMax) cache.clear();
  cache.set(key, value);
  return value;
}

async function mustBePassed({ quizId, version }: LessonTest): Promise<boolean> {
  const key = `${quizId} ${version}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const quiz = await quizVersion(quizId, version);
  if (!quiz) return false;
  const { practice, passShare } = (await frozenQuizByHash(quiz.hash)).settings;
  return remember(known, key, !practice && passShare !== null);
}

/** What assessments keeps about a person: tests, attempts with every answer that came. Marks are shown by the review, when the quiz lets it. */
export async function dataOf(personId: string) {
  const [standings, lectures, answered] = await Promise.all([
    standingsOf(personId),
    sharesOf(personId),
    answersOf(personId),
  ]);
  const ids = standings.flatMap(({ attempts }) => attempts);
  const attempts = await Promise.all(ids.map((id) => store.everythingOf(personId, id)));
  return {
    tests: standings.map(({ runId, attempts: made, extraMinutes, extraAttempts }) => ({
      ...{ runId, attempts: made.length, extraMinutes, extraAttempts },
    })),
    lectures: lectures.map(({ lectureId, courseId, shares }) => ({
      ...{ lectureId, courseId, shares },
      answers: answered
        .filter((each) => each.lectureId === lectureId)
        .map(({ questionId, tries, first, best }) => ({ questionId, tries, first, best })),
    })),
    attempts: attempts.flatMap(({ head, batches }) => {
      if (!head) return [];
      const { id, runId, number, state, openedAt, endedAt } = head;
      return [
        {
          ...{ id, runId, number, state, openedAt, endedAt },
          answers: batches.map(({ device, seq, receivedAt, entries }) => ({
            ...{ device, seq, receivedAt: new Date(receivedAt).toISOString(), entries },
          })),
        },
      ];
    }),
  };
}
