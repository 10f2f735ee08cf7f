/** Marks that tests have come to are taken over into rows. Safe to run again: it re-reads what the test says now. */
import { reachedIn } from '../assessments/assessments.reads.ts';
import { cohortsOf, membersOf } from '../cohorts/cohorts.reads.ts';
import { inParallel } from '../platform/parallel.ts';
import * as store from './gradebook.store.ts';
import { scaled, withTaken, type Row } from './marks.ts';
import type { PlannedColumn } from './plan.ts';

const attemptsMax = 6;
const atOnce = 8;

/** All columns of a cohort that stand for a test, for all its learners. */
export async function takeAll(cohortId: string, now: number): Promise<void> {
  const [{ columns }, members] = await Promise.all([store.plan(cohortId), membersOf(cohortId)]);
  const learners = members.map(({ personId }) => personId);
  for (const [runId, own] of Map.groupBy(columns, runOf)) {
    if (runId !== undefined) await takeRun(runId, { cohortId, columns: own, learners, now });
  }
}

/** What a person has reached in a test, into the gradebooks where it counts. */
export async function takeTest(personId: string, runId: string, now: number): Promise<void> {
  for (const { cohort, member } of await cohortsOf(personId)) {
    if (member.leftAt !== undefined) continue;
    const columns = (await store.plan(cohort.id)).columns.filter((column) => runOf(column) === runId);
    if (columns.length) await takeRun(runId, { cohortId: cohort.id, columns, learners: [personId], now });
  }
}

const runOf = ({ source }: PlannedColumn): string | undefined => (source.kind === 'run' ? source.runId : undefined);

interface Taking {
  cohortId: string;
  columns: readonly PlannedColumn[];
  learners: readonly string[];
  now: number;
}

async function takeRun(runId: string, { cohortId, columns, learners, now }: Taking): Promise<void> {
  const reached = await reachedIn(runId, learners);
  await inParallel(learners, atOnce, async (personId) => {
    const result = reached.get(personId);
    const change = (row: Row): Row =>
      columns.reduce((after, { id, pointsMax }) => withTaken(after, id, result && scaled(result, pointsMax)), row);
    await changeRow(cohortId, personId, change, now);
  });
}

/** Marks that are given at that very moment are seen when it is tried again. */
async function changeRow(cohortId: string, personId: string, change: (row: Row) => Row, now: number): Promise<void> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const [row] = await store.rows(cohortId, [personId]);
    const before = row ?? { cohortId, personId, cells: {}, revision: 0 };
    const after = change(before);
    if (after === before || (await store.saveRow(after, [], [], now))) return;
  }
  throw new Error('row kept changing');
}
