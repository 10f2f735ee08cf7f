/** Marks as they are given: learner by learner, each mark judged by itself. */
import { AppError } from '#contracts/errors.ts';
import type { gradebook as contract, MarkChange, MarkOutcome } from '#contracts/gradebook.ts';
import { cohortForTeacher, membersOf } from '../cohorts/cohorts.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { inParallel } from '../platform/parallel.ts';
import type { NewRecord } from '../platform/record.ts';
import * as store from './gradebook.store.ts';
import { givenMarks, type GivenMark, type Row } from './marks.ts';
import { presentCell } from './presenting.ts';
import type { PlannedColumn } from './plan.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const attemptsMax = 6;
const atOnce = 8;

export async function giveMarks(ctx: Context, { params: { cohortId }, body }: Of<'giveMarks'>) {
  await cohortForTeacher(ctx.person, cohortId);
  const [{ columns }, members] = await Promise.all([store.plan(cohortId), membersOf(cohortId)]);
  const learners = new Set(members.map(({ personId }) => personId));
  const known = body.marks.filter(({ personId }) => learners.has(personId));
  const outcomes = await inParallel(parts(known), atOnce, (marks) => giveTo(ctx, { cohortId, columns, marks }));
  const byId = new Map(outcomes.flat().map((each) => [each.id, each]));
  return {
    outcomes: body.marks.map(({ id }): MarkOutcome => byId.get(id) ?? { id, outcome: 'unknown', cell: null }),
  };
}

/** By learner, no more than one transaction takes. The parts of one learner meet: each is tried again. */
function parts(marks: readonly MarkChange[]): MarkChange[][] {
  const byPerson = Map.groupBy(marks, ({ personId }) => personId);
  return [...byPerson.values()].flatMap((own) =>
    Array.from({ length: Math.ceil(own.length / store.marksAtOnce) }, (_, index) =>
      own.slice(index * store.marksAtOnce, (index + 1) * store.marksAtOnce),
    ),
  );
}

interface Giving {
  cohortId: string;
  columns: readonly PlannedColumn[];
  /** of one learner */
  marks: readonly MarkChange[];
}

async function giveTo(ctx: Context, { cohortId, columns, marks }: Giving): Promise<MarkOutcome[]> {
  const { personId } = marks[0]!;
  const by = { by: ctx.person.id, at: new Date(ctx.now).toISOString() };
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const [[row], known] = await Promise.all([store.rows(cohortId, [personId]), store.knownMarks(cohortId, marks)]);
    const before = row ?? { cohortId, personId, cells: {}, revision: 0 };
    const { after, given, outcomes } = givenMarks(before, marks, { columns, known, ...by });
    if (!given.length || (await store.saveRow(after, given, given.map(recordOf(after)), ctx.now)))
      return outcomes.map(({ cell, ...each }) => ({ ...each, cell: cell ? presentCell(cell) : null }));
  }
  throw new AppError('conflict');
}

const recordOf =
  ({ cohortId, personId }: Row) =>
  ({ by, columnId, points, flag }: GivenMark): NewRecord => ({
    ...{ kind: 'fact', type: 'gradebook.marked', subjectId: personId, actorId: by, objectId: cohortId },
    data: { columnId, points: points ?? null, flag: flag ?? null },
  });
