/** Marking by people: what waits for them, their marks. */
import type { marking as contract, Mark as ShownMark, ToMark } from '#contracts/marking.ts';
import { AppError } from '#contracts/errors.ts';
import type { FrozenQuiz } from '#contracts/quizzes.ts';
import { peopleById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { inParallel } from '../platform/parallel.ts';
import { isConditionFailure } from '../platform/table.ts';
import { termsOf } from './attempt.ts';
import * as store from './attempts.store.ts';
import { everythingOf, remarked, type Everything } from './closing.ops.ts';
import { corrected } from './corrections.ops.ts';
import { fold } from './fold.ts';
import type { Mark as Given } from './marking.ts';
import { marksOf, type StoredMark } from './kept.ts';
import { aliasOf, attemptToMark, endedIn, markedRun, pointsFor, type Marked } from './marking-access.ops.ts';
import { byAlias, isToMark, knownLevels, questionsIn, sameLevels } from './marking-order.ts';
import { openAppeals } from './appeals.store.ts';
import { frozenQuiz } from './paper.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const answersPerPage = 20;
const atOnce = 8;

export async function markingQuestions(ctx: Context, { params }: Of<'markingQuestions'>) {
  const held = await markedRun(ctx, params.runId);
  const [frozen, ended, appeals] = await Promise.all([
    frozenQuiz(held.run.hash).then((quiz) => corrected(quiz, held.run)),
    endedIn(held),
    openAppeals(held.run.id),
  ]);
  const results = await store.results(ended);
  const own = new Set(ended.map(({ id }) => id));
  const waiting = new Map<string, number>();
  for (const result of results) {
    for (const { questionId, share } of marksOf(result)) {
      if (isToMark(frozen, questionId)) add(waiting, `${questionId} ${share === null ? 'waits' : 'done'}`);
    }
  }
  return {
    anonymous: held.run.anonymous ?? false,
    releasedAt: held.run.releasedAt ?? null,
    shownWhen: held.run.settings.show.when,
    questions: questionsToMark(frozen).map(({ questionId, points, content }) => ({
      ...{ questionId, points, content },
      waiting: waiting.get(`${questionId} waits`) ?? 0,
      marked: waiting.get(`${questionId} done`) ?? 0,
    })),
    appeals: appeals.filter((id) => own.has(id)).length,
  };
}

const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

const questionsToMark = (frozen: FrozenQuiz) =>
  questionsIn(frozen).filter(({ questionId }) => isToMark(frozen, questionId));

export async function toMark(ctx: Context, { params, query }: Of<'toMark'>) {
  const held = await markedRun(ctx, params.runId);
  const scope = `marking ${params.runId} ${ctx.person.id}`;
  const after = (await openCursor(query.cursor, scope, ctx.now))?.['after'] as string | undefined;
  const ended = (await endedIn(held))
    .filter((head) => (query.waiting ? head.marking : true))
    .filter(({ id }) => query.attemptId === undefined || id === query.attemptId);
  const inOrder = byAlias(ended, ({ id }) => aliasOf(held.run, id)).filter(
    ({ alias }) => after === undefined || alias > after,
  );
  const page = inOrder.slice(0, answersPerPage);
  const frozen = await corrected(await frozenQuiz(held.run.hash), held.run);
  const people = held.run.anonymous ? undefined : await peopleById(page.map(({ of }) => of.personId));
  const answers = await inParallel(page, atOnce, async ({ of: head, alias }) => {
    const all = await everythingOf(head.personId, head.id);
    const only = query.waiting ? waits : anyOf;
    return shownAnswers(all, frozen, { alias, learner: people?.get(head.personId) }, only);
  });
  const items = answers
    .flat()
    .filter(({ questionId }) => query.questionId === undefined || questionId === query.questionId);
  const last = inOrder.length > page.length ? { after: page.at(-1)!.alias } : undefined;
  return { items: await withMarkers(items), next: await sealCursor(last, scope, ctx.now) };
}

interface Shown {
  alias: string;
  learner: { id: string; givenName: string; familyName: string } | undefined;
}
type Unnamed = Omit<ToMark, 'mark'> & { mark: StoredMark | null };

/** A blank answer brings 0 without anybody’s doing. */
const waits = ({ share }: Given): boolean => share === null;
const anyOf: typeof waits = () => true;

function shownAnswers(all: Everything, frozen: FrozenQuiz, { alias, learner }: Shown, only = anyOf): Unnamed[] {
  const folded = fold(all.batches, termsOf(all.head));
  const marks = new Map(all.marks.map((mark) => [mark.questionId, mark]));
  const given = all.result ? marksOf(all.result) : [];
  return given
    .filter((each) => isToMark(frozen, each.questionId) && only(each))
    .map(({ questionId, pointsMax }) => ({
      ...{ attemptId: all.head.id, questionId, alias: alias.slice(0, 6), pointsMax },
      learner: learner ? { id: learner.id, givenName: learner.givenName, familyName: learner.familyName } : null,
      answer: folded.get(questionId)?.kept?.answer ?? null,
      mark: marks.get(questionId) ?? null,
      revision: marks.get(questionId)?.revision ?? 0,
    }))
    .filter(({ answer, mark }) => answer !== null || mark !== null);
}

/** Marks with the names of who gave them. */
async function withMarkers(items: readonly Unnamed[]): Promise<ToMark[]> {
  const people = await peopleById([...new Set(items.flatMap(({ mark }) => (mark ? [mark.by] : [])))]);
  return items.map((each) => {
    if (!each.mark) return { ...each, mark: null };
    const { points, levels, comment = null, by, at } = each.mark;
    const { givenName = '', familyName = '' } = people.get(by) ?? {};
    const mark: ShownMark = { points, levels, comment, by: { id: by, givenName, familyName }, at };
    return { ...each, mark };
  });
}

export async function mark(ctx: Context, { params, body }: Of<'mark'>): Promise<ToMark> {
  const { all, held } = await attemptToMark(ctx, params.attemptId);
  const frozen = await corrected(await frozenQuiz(held.run.hash), held.run);
  const pointsMax = await pointsFor(all, params.questionId);
  if (!isToMark(frozen, params.questionId)) throw new AppError('notFound');
  if (body.points > pointsMax) throw new AppError('invalid', { field: 'body.points', reason: 'too_big' });
  if (!knownLevels(frozen, params.questionId, body.levels))
    throw new AppError('invalid', { field: 'body.levels', reason: 'unknown' });
  const before = all.marks.find(({ questionId }) => questionId === params.questionId);
  const isRepeat = before?.revision === body.revision + 1 && isSame(before, body, ctx.person.id);
  const after = isRepeat ? all : await given(ctx, { all, held }, params.questionId, body);
  const alias = aliasOf(held.run, all.head.id);
  const learner = held.run.anonymous ? undefined : (await peopleById([all.head.personId])).get(all.head.personId);
  const [shown] = (await withMarkers(shownAnswers(after, frozen, { alias, learner }))).filter(
    ({ questionId }) => questionId === params.questionId,
  );
  return shown!;
}

const isSame = (before: StoredMark, body: Of<'mark'>['body'], by: string): boolean =>
  before.by === by &&
  before.points === body.points &&
  (before.comment ?? null) === body.comment &&
  sameLevels(before.levels, body.levels);

async function given(ctx: Context, { all, held }: Marked, questionId: string, body: Of<'mark'>['body']) {
  const { revision, points, levels, comment } = body;
  const before = all.marks.find((each) => each.questionId === questionId);
  if ((before?.revision ?? 0) !== revision) throw new AppError('conflict');
  return keepMark(
    ctx,
    { all, held },
    {
      ...{ questionId, points, levels, revision: revision + 1 },
      ...(comment === null ? {} : { comment }),
    },
  );
}

/** Keeps a mark with the result it leads to and its record; `conflict` where somebody was quicker. */
export async function keepMark(
  ctx: Context,
  { all, held }: Marked,
  given: Pick<StoredMark, 'questionId' | 'points' | 'levels' | 'comment' | 'revision'>,
  why = 'assessments.marked',
  writes: Parameters<typeof remarked>[3] = [],
): Promise<Everything> {
  const at = new Date(ctx.now).toISOString();
  const after: StoredMark = { ...given, personId: all.head.personId, id: all.head.id, by: ctx.person.id, at };
  const marks = [...all.marks.filter(({ questionId }) => questionId !== given.questionId), after];
  try {
    const reason = { type: why, now: ctx.now, by: ctx.person.id, questionId: given.questionId };
    return await remarked({ ...all, marks }, held.run, reason, [store.markPut(after), ...writes]);
  } catch (error) {
    if (isConditionFailure(error)) throw new AppError('conflict');
    throw error;
  }
}
