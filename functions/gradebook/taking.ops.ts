/**
 * Marks that tests and assignments have come to are taken over into rows. Safe to run again: it re-reads what they say now.
 */
import type { GradeSource } from '#contracts/gradebook.ts';
import { reachedIn } from '../assessments/assessments.reads.ts';
import { assignmentIn, standingsIn } from '../assignments/assignments.reads.ts';
import { cohortsOf, membersOf } from '../cohorts/cohorts.reads.ts';
import { inParallel } from '../platform/parallel.ts';
import * as store from './gradebook.store.ts';
import { scaled, withTaken, type Row } from './marks.ts';
import type { PlannedColumn } from './plan.ts';

const attemptsMax = 6;
const atOnce = 8;

/** All columns of a cohort whose marks come by themselves, for all its learners. */
export async function takeAll(cohortId: string, now: number): Promise<void> {
  const { columns } = await store.plan(cohortId);
  await takeColumns({ cohortId, columns, learners: await learnersOf(cohortId), now });
}

/** What a person has reached in a test, into the gradebooks where it counts. */
export async function takeTest(personId: string, runId: string, now: number): Promise<void> {
  for (const { cohort, member } of await cohortsOf(personId)) {
    if (member.leftAt !== undefined) continue;
    const columns = (await store.plan(cohort.id)).columns.filter(({ source }) => sourceId(source) === runId);
    await takeColumns({ cohortId: cohort.id, columns, learners: [personId], now });
  }
}

/** What the learners of a cohort have reached in an assignment, once it is released; nothing where that was undone. */
export async function takeAssignment(cohortId: string, assignmentId: string, now: number): Promise<void> {
  const columns = (await store.plan(cohortId)).columns.filter(({ source }) => sourceId(source) === assignmentId);
  if (columns.length) await takeColumns({ cohortId, columns, learners: await learnersOf(cohortId), now });
}

const learnersOf = async (cohortId: string) => (await membersOf(cohortId)).map(({ personId }) => personId);

interface Taking {
  cohortId: string;
  columns: readonly PlannedColumn[];
  learners: readonly string[];
  now: number;
}

async function takeColumns({ columns, ...taking }: Taking): Promise<void> {
  for (const own of Map.groupBy(columns, ({ source }) => sourceId(source)).values())
    await takeSource(own[0]!.source, { ...taking, columns: own });
}

async function takeSource(source: GradeSource, { columns, ...taking }: Taking): Promise<void> {
  const { cohortId, learners, now } = taking;
  const reached = await reachedAt(source, taking);
  if (!reached) return;
  await inParallel(learners, atOnce, async (personId) => {
    const result = reached.get(personId);
    const change = (row: Row): Row =>
      columns.reduce((after, { id, pointsMax }) => withTaken(after, id, result && scaled(result, pointsMax)), row);
    await changeRow(cohortId, personId, change, now);
  });
}

type Reached = Map<string, { points: number; pointsMax: number }>;

/** What each of these people has reached there; undefined where marks are given by hand alone. */
async function reachedAt(
  source: GradeSource,
  { cohortId, learners, now }: Omit<Taking, 'columns'>,
): Promise<Reached | undefined> {
  if (source.kind === 'run') return reachedIn(source.runId, learners);
  if (source.kind === 'assignment') return releasedIn(source.assignmentId, { cohortId, learners, now });
  return undefined;
}

async function releasedIn(
  assignmentId: string,
  { cohortId, learners, now }: Omit<Taking, 'columns'>,
): Promise<Reached> {
  const set = await assignmentIn(cohortId, assignmentId);
  if (!set) return new Map();
  const standings = await standingsIn(set, learners, new Date(now).toISOString());
  return new Map(
    standings.flatMap(({ personId, points }) =>
      points === undefined ? [] : [[personId, { points, pointsMax: set.pointsMax }] as const],
    ),
  );
}

function sourceId(source: GradeSource): string | undefined {
  if (source.kind === 'hand') return undefined;
  return source.kind === 'run' ? source.runId : source.assignmentId;
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
