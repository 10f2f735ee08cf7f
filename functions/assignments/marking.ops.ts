/** Endpoints of marking: works in an order that says nothing of whose they are, one work, its mark, its files. */
import {
  type assignmentMarking as contract,
  type MarkedSubmission,
  type MarkedWork,
  type WorkRow,
} from '#contracts/assignment-marking.ts';
import { endingOf } from '#contracts/assignment-work.ts';
import { AppError } from '#contracts/errors.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { aliasOf, momentOf, namesOf, taught, type Held, type Names, type Place } from './access.ops.ts';
import { isVeiled } from './assignment.ts';
import { savedAs } from './files.ops.ts';
import { isSameMark, marked, requireMark } from './marks.ts';
import * as own from './submissions.store.ts';
import type { Work } from './work.ts';
import * as works from './works.store.ts';

type Of<Name extends 'works' | 'work' | 'workFileContent' | 'markWork'> = Input<(typeof contract)[Name]>;

const pageSize = 100;

export const markingHandlers: Pick<Handlers<typeof contract>, 'works' | 'work' | 'workFileContent' | 'markWork'> = {
  async works(ctx, { params, query }) {
    const held = await taught(ctx, params);
    const scope = `works ${params.assignmentId} ${ctx.person.id}`;
    const after = (await openCursor(query.cursor, scope, ctx.now))?.['after'] as string | undefined;
    const all = await worksToMark(ctx, held);
    const left = all.filter(({ id }) => after === undefined || id > after);
    const page = left.slice(0, pageSize);
    const names = await namesOf(page.map(({ personId }) => personId));
    return {
      items: page.map((each) => rowOf(held, each, names)),
      next: await sealCursor(left.length > pageSize ? { after: page.at(-1)!.id } : undefined, scope, ctx.now),
    };
  },

  async work(ctx, { params }) {
    const found = await foundWork(ctx, params);
    return workShown(ctx, found.held, found.work);
  },

  async workFileContent(ctx, { params }) {
    const { held, work } = await foundWork(ctx, params);
    const submission = await own.submission(work, Number(params.number));
    const file = submission?.files[Number(params.index)];
    if (!file) throw new AppError('notFound');
    return savedAs(file.sha256, { ...file, name: fileName(held, work, file, Number(params.index)) });
  },

  markWork,
};

/** What has come, by its ids: these follow from a secret, and so in no order anybody knows. One’s own is not among it. */
export async function worksToMark(ctx: Context, { assignment }: Held): Promise<Work[]> {
  const all = await works.worksIn(assignment.id);
  return all
    .filter(({ state, personId }) => state !== 'none' && personId !== ctx.person.id)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A work as a row: without names being marked, nothing by which its learner could be told. */
function rowOf({ assignment }: Held, work: Work, names: Names): WorkRow {
  const veiled = isVeiled(assignment);
  return {
    workId: work.id,
    alias: aliasOf(work.id),
    learner: veiled ? null : names(work.personId),
    state: work.state === 'none' ? 'handedIn' : work.state,
    late: veiled ? null : (work.late ?? false),
    points: work.points ?? null,
  };
}

export async function foundWork(ctx: Context, params: Place & { workId: string }) {
  const held = await taught(ctx, params);
  const personId = await works.ownerOf(params.assignmentId, params.workId);
  const work = personId === undefined ? undefined : await works.work(params.assignmentId, personId);
  if (!work || work.id !== params.workId) throw new AppError('notFound');
  if (work.personId === ctx.person.id) throw new AppError('ownWork');
  return { held, work };
}

/** Names of files often begin with a name of a person. */
const fileName = ({ assignment }: Held, work: Work, file: { name: string; type: string }, index: number): string =>
  isVeiled(assignment) ? `${aliasOf(work.id)}-${index + 1}.${endingOf(file.type)}` : file.name;

async function workShown(ctx: Context, held: Held, work: Work): Promise<MarkedWork> {
  const [sent, marks] = await Promise.all([own.submissionsOf(work), own.marksOf(work)]);
  const names = await namesOf([work.personId, ...marks.map(({ by }) => by)]);
  const veiled = isVeiled(held.assignment);
  const submissionShown = ({ number, text, files, at, late }: own.StoredSubmission): MarkedSubmission => ({
    ...{ number, text, at: veiled ? null : at, late: veiled ? null : late },
    files: files.map((file, index) => ({
      ...{ name: fileName(held, work, file, index), type: file.type, bytes: file.bytes },
    })),
  });
  return {
    ...rowOf(held, work, names),
    submissions: sent.map(submissionShown).reverse(),
    marks: marks.map(({ personId: _, assignmentId: __, by, ...mark }) => ({ ...mark, by: names(by) })).reverse(),
  };
}

async function markWork(ctx: Context, { params, body }: Of<'markWork'>): Promise<MarkedWork> {
  const { held, work } = await foundWork(ctx, params);
  const { revision, ...given } = body;
  requireMark(given, held.assignment, held.assignment.releasedAt !== undefined && work.points !== undefined);
  if (work.marks > revision) {
    const there = (await own.marksOf(work)).find((each) => each.revision === revision + 1);
    const isRepeat = work.marks === revision + 1 && there?.by === ctx.person.id && isSameMark(there, given);
    if (isRepeat) return workShown(ctx, held, work);
  }
  // marked by somebody else meanwhile, or handed in anew: both are looked at before anything is overwritten
  if (work.marks !== revision || work.submissions !== body.number) throw new AppError('conflict');
  const after = marked(work, given);
  const mark = { ...given, revision: after.marks, by: ctx.person.id, at: momentOf(ctx) };
  const { personId, assignmentId } = work;
  try {
    await transact(
      works.workPut(after),
      own.markPut({ ...mark, personId, assignmentId }),
      ...recordsOf(ctx, held, after),
    );
  } catch (error) {
    throw isConditionFailure(error) ? new AppError('conflict') : error;
  }
  return workShown(ctx, held, after);
}

/** The fact names the work, never whose it is: who administers reads facts too. What goes back is told its learner. */
function recordsOf(ctx: Context, { assignment }: Held, { id, marks, state, personId, cohortId }: Work) {
  const fact: NewRecord = {
    ...{ kind: 'fact' as const, type: 'assignments.marked', subjectId: assignment.id, actorId: ctx.person.id },
    ...{ objectId: assignment.organisationId, data: { cohortId, workId: id, revision: marks, outcome: state } },
  };
  const signal: NewRecord = {
    ...{ kind: 'signal' as const, type: 'assignments.returned', subjectId: personId, actorId: ctx.person.id },
    objectId: assignment.id,
  };
  return [recordPut(fact, ctx.now), ...(state === 'returned' ? [recordPut(signal, ctx.now)] : [])];
}
