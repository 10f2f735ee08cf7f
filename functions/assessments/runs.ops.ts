/** Runs as who holds tests sets them, changes them and finds them. */
import type { runs as contract, Run } from '#contracts/runs.ts';
import type { Localised } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { cardsById, isFor } from '../courses/courses.reads.ts';
import { branchOf, organisation, organisationsById, peopleById, requireOpen } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { quizVersion, releasedQuiz } from '../quizzes/quizzes.reads.ts';
import { heldRun } from './access.ops.ts';
import { frozenQuiz } from './paper.ops.ts';
import { runCard } from './presenting.ts';
import { changedRun, mayChangeRun, requireWindow, runState, type RunHead } from './run.ts';
import * as store from './runs.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const pageSize = 30;

export async function organisationRuns(ctx: Context, { params, query }: Of<'organisationRuns'>) {
  const { path } = await organisation(params.organisationId);
  requireIn(ctx, 'runQuizzes', path);
  const scope = `runs ${params.organisationId} ${ctx.person.id}`;
  const from = await openCursor(query.cursor, scope, ctx.now);
  // a test of those above is sat here as well
  const { runs, last } = await listed(path, from);
  const concerned = runs.filter(
    ({ organisationId, audience }) =>
      [params.organisationId, branchOf(path)].includes(organisationId) || audience.some((id) => path.includes(id)),
  );
  return { items: await present(ctx, concerned), next: await sealCursor(last, scope, ctx.now) };
}

/** A page of the runs in these lists, the latest first. */
async function listed(ids: readonly string[], from: Record<string, unknown> | undefined) {
  const places = await store.placesOf(ids, from?.['before'] as string | undefined, pageSize);
  const found = new Map((await store.runs(places.map(({ runId }) => runId))).map((run) => [run.id, run]));
  const last = places.length === pageSize ? { before: places.at(-1)!.place } : undefined;
  return { runs: places.flatMap(({ runId }) => found.get(runId) ?? []), last };
}

/** Each academy sees the tests of a course that is for it, and of those who sit them its own people. */
export async function courseRuns(ctx: Context, { params: { courseId }, query }: Of<'courseRuns'>) {
  const card = (await cardsById([courseId])).get(courseId);
  if (!card || !(await isFor(ctx.person, card))) throw new AppError('notFound');
  const scope = `courseRuns ${courseId} ${ctx.person.id}`;
  const from = await openCursor(query.cursor, scope, ctx.now);
  const { runs, last } = await listed([courseId], from);
  return { items: await present(ctx, runs), next: await sealCursor(last, scope, ctx.now) };
}

/** Runs with the names of everything in them. */
export async function present(ctx: Context, found: readonly RunHead[]): Promise<Run[]> {
  const ids = found.flatMap(({ organisationId, audience }) => [organisationId, ...audience]);
  const [organisations, people] = await Promise.all([
    organisationsById([...new Set(ids)]),
    peopleById([...new Set(found.map(({ createdBy }) => createdBy))]),
  ]);
  return found.map((run) => {
    const { givenName = '', familyName = '' } = people.get(run.createdBy) ?? {};
    return {
      ...runCard(run, organisations),
      ...{ quizId: run.quizId, quizVersion: run.quizVersion, code: run.code ?? null, revision: run.revision },
      audience: run.audience.map((id) => ({ id, name: organisations.get(id)?.name ?? {} })),
      state: runState(run, ctx.now),
      releasedAt: run.releasedAt ?? null,
      createdBy: run.place ? null : { id: run.createdBy, givenName, familyName },
      mayChange: mayChangeRun(ctx.person.memberships, run, organisations),
    };
  });
}

const presentOne = async (ctx: Context, run: RunHead): Promise<Run> => (await present(ctx, [run]))[0]!;

export const run = async (ctx: Context, { params }: Of<'run'>): Promise<Run> =>
  presentOne(ctx, (await heldRun(ctx.person, params.runId)).run);

export async function createRun(ctx: Context, { params, body }: Of<'createRun'>): Promise<Run> {
  const asked = await organisation(params.organisationId);
  requireIn(ctx, 'runQuizzes', asked.path);
  const branch = await organisation(branchOf(asked.path));
  const audience = [...new Set(body.audience)];
  await requireAudience(ctx, audience);
  const before = await store.run(body.id);
  if (before) return repeated(ctx, before, branch.id, body);
  requireOpen(branch);
  requireWindow(body.opensAt ?? undefined, body.closesAt ?? undefined);
  const made = await newRun(ctx, branch, { ...body, audience });
  const data = {
    quizId: made.quizId,
    version: made.quizVersion,
    organisationId: branch.id,
    audience: audience.join(' '),
  };
  try {
    await store.putRun(made, { ...factAbout(ctx, made, 'assessments.runSet'), data }, ctx.now);
  } catch (error) {
    const there = isConditionFailure(error) ? await store.run(body.id) : undefined;
    if (!there) throw error;
    return repeated(ctx, there, branch.id, body);
  }
  return presentOne(ctx, made);
}

const factAbout = (ctx: Context, { id, quizId }: RunHead, type: string): NewRecord => ({
  ...{ kind: 'fact', type, subjectId: id, actorId: ctx.person.id, objectId: quizId },
});

/** The same request twice makes one run; another one under this id is refused. */
async function repeated(ctx: Context, before: RunHead, branchId: string, body: Of<'createRun'>['body']): Promise<Run> {
  const same =
    before.createdBy === ctx.person.id && before.organisationId === branchId && before.quizId === body.quizId;
  if (!same) throw new AppError('idTaken');
  return presentOne(ctx, before);
}

/** Each must be there, and the asker hold tests in it. */
async function requireAudience(ctx: Context, audience: readonly string[]): Promise<void> {
  const found = await organisationsById(audience);
  for (const id of audience) {
    const one = found.get(id);
    if (!one) throw new AppError('notFound');
    requireIn(ctx, 'runQuizzes', one.path);
    requireOpen(one);
  }
}

type Wanted = Of<'createRun'>['body'];

async function newRun(ctx: Context, branch: { id: string; path: readonly string[] }, wanted: Wanted): Promise<RunHead> {
  const quiz = await releasedQuiz(wanted.quizId);
  // a test may be one of those above as well
  if (!quiz || !branch.path.includes(quiz.organisationId)) throw new AppError('quizNotReleased');
  const { settings } = await frozenQuiz(quiz.hash);
  return {
    ...{ id: wanted.id, organisationId: branch.id, quizId: quiz.quizId, quizVersion: quiz.version, hash: quiz.hash },
    ...{ title: wanted.title ?? quiz.title, ownTitle: wanted.title !== null },
    ...{ languages: quiz.languages, questions: quiz.questions, settings, audience: wanted.audience },
    ...(wanted.opensAt === null ? {} : { opensAt: wanted.opensAt }),
    ...(wanted.closesAt === null ? {} : { closesAt: wanted.closesAt }),
    ...(wanted.code === null ? {} : { code: wanted.code }),
    ...{ createdAt: new Date(ctx.now).toISOString(), createdBy: ctx.person.id },
    ...{ extensions: [], extraMost: 0, revision: 1 },
  };
}

export async function changeRun(ctx: Context, { params, body }: Of<'changeRun'>): Promise<Run> {
  const { run: before, mayChange } = await heldRun(ctx.person, params.runId);
  if (!mayChange) throw new AppError('notAllowed');
  const begun = await store.hasBegun(before.id);
  const at = new Date(ctx.now).toISOString();
  const after = changedRun(before, body, { at, begun, quizTitle: await quizTitle(before) });
  if (body.revision !== before.revision) {
    // a repeat finds what it asked for
    if (saysTheSame(before, after)) return presentOne(ctx, before);
    throw new AppError('conflict');
  }
  const type = body.cancelled ? 'assessments.runCancelled' : 'assessments.runChanged';
  await transact(store.runPut(after, before), recordPut(factAbout(ctx, after, type), ctx.now)).catch(
    conflictWhenChanged,
  );
  return presentOne(ctx, after);
}

const quizTitle = async ({ quizId, quizVersion: version, title }: RunHead): Promise<Localised> =>
  (await quizVersion(quizId, version))?.title ?? title;

const saysTheSame = (one: RunHead, other: RunHead): boolean => {
  const said = ({ title, opensAt, closesAt, code, cancelledAt }: RunHead) =>
    JSON.stringify([title, opensAt, closesAt, code, cancelledAt !== undefined]);
  return said(one) === said(other);
};

export function conflictWhenChanged(error: unknown): never {
  throw isConditionFailure(error) ? new AppError('conflict') : error;
}
