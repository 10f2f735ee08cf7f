/** Endpoints of the review: given to reviewers, taken back, waiting, looked at, answered. */
import { AppError } from '#contracts/errors.ts';
import type { Question, questions as contract } from '#contracts/questions.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { transact, type Write, unlessRefused } from '../platform/table.ts';
import { accessFor, bankFor } from './access.ops.ts';
import * as rules from './question.ts';
import * as store from './questions.store.ts';
import { faultOf } from './submittable.ts';
import { tracePut } from './traces.store.ts';
import { versionOf, versionPut } from './versions.store.ts';
import { questionView, versionsShown, waitingShown } from './view.ops.ts';
import { questionFact, questionWrites } from './writes.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
type Submitted = Awaited<ReturnType<typeof submitOne>>;

const attemptsMax = 5;
const byOf = (ctx: Context): rules.By => ({ personId: ctx.person.id, at: new Date(ctx.now).toISOString() });

export async function submitQuestions(ctx: Context, { params: { organisationId }, body }: Of<'submitQuestions'>) {
  await bankFor(ctx, 'writeQuestions', organisationId);
  const outcomes: { id: string; outcome: Submitted }[] = [];
  for (const id of new Set(body.ids)) outcomes.push({ id, outcome: await submitOne(organisationId, id, byOf(ctx)) });
  return { outcomes };
}

async function submitOne(organisationId: string, id: string, by: rules.By) {
  for (let attempt = 1; ; attempt += 1) {
    const question = await store.question(id);
    if (question?.organisationId !== organisationId || question.archived) return 'gone' as const;
    if (question.state === 'inReview') return 'submitted' as const;
    if (question.hash === question.versionHash) return 'nothingChanged' as const;
    const fault = faultOf(await store.draftOf(id));
    if (fault) return fault;
    if (await isWritten(question, rules.submitted(question, by), by, [questionFact('submitted', question, by)]))
      return 'submitted' as const;
    if (attempt === attemptsMax) throw new AppError('conflict');
  }
}

/** False: somebody was quicker. */
async function isWritten(
  before: store.StoredQuestion,
  after: store.StoredQuestion,
  by: rules.By,
  along: readonly Write[],
): Promise<boolean> {
  return unlessRefused(transact(...questionWrites(before, after, { by }), ...along));
}

export async function withdrawQuestion(ctx: Context, { params }: Of<'withdrawQuestion'>): Promise<Question> {
  const by = byOf(ctx);
  for (let attempt = 1; ; attempt += 1) {
    const access = await accessFor(ctx, 'writeQuestions', params.questionId);
    const { question, path } = access;
    if (rules.isWithdrawn(question)) return questionView(ctx, access);
    const after = rules.withdrawn(question);
    if (await isWritten(question, after, by, [questionFact('withdrawn', question, by)]))
      return questionView(ctx, { question: after, path });
    if (attempt === attemptsMax) throw new AppError('conflict');
  }
}

export async function questionQueue(ctx: Context, { params: { organisationId }, query }: Of<'questionQueue'>) {
  const { path } = await bankFor(ctx, 'reviewQuestions', organisationId);
  const scope = `question queue ${organisationId} ${ctx.person.id}`;
  const { items, lastKey } = await store.waiting(organisationId, await openCursor(query.cursor, scope, ctx.now));
  return { items: await waitingShown(ctx, items, path), next: await sealCursor(lastKey, scope, ctx.now) };
}

export async function questionReview(ctx: Context, { params }: Of<'questionReview'>) {
  const access = await accessFor(ctx, 'reviewQuestions', params.questionId);
  const { question } = access;
  if (question.state !== 'inReview') throw new AppError('reviewEnded');
  const [candidate, before] = await Promise.all([
    store.draftOf(question.id),
    question.version === undefined ? undefined : versionOf(question.id, question.version),
  ]);
  const [shown = null] = before ? await versionsShown([before]) : [];
  return { question: await questionView(ctx, access, candidate), candidate, hash: question.hash, before: shown };
}

export async function decideQuestion(ctx: Context, { params, body }: Of<'decideQuestion'>): Promise<Question> {
  const by = byOf(ctx);
  const access = await accessFor(ctx, 'reviewQuestions', params.questionId);
  const { question, path } = access;
  if (rules.isDecided(question, body, by)) return questionView(ctx, access);
  if (question.state === 'inReview' && rules.hasWritten(question, ctx.person)) throw new AppError('ownWork');
  const after = rules.decided(question, body, by);
  const writes = body.decision === 'approve' ? await approval(question, after, by) : [returned(question, by)];
  if (await isWritten(question, after, by, [...writes, tracePut(question.id, by)]))
    return questionView(ctx, { question: after, path });
  // answered or taken back in the same moment
  const now = await store.question(question.id);
  if (now && rules.isDecided(now, body, by)) return questionView(ctx, { question: now, path });
  throw new AppError('reviewEnded');
}

async function approval(before: store.StoredQuestion, after: store.StoredQuestion, by: rules.By): Promise<Write[]> {
  const version = after.version!;
  const content = await store.draftOf(before.id);
  return [
    versionPut({ questionId: before.id, version, content, approvedAt: by.at, approvedBy: by.personId }),
    questionFact('approved', before, by, { version }),
  ];
}

const returned = (question: store.StoredQuestion, by: rules.By): Write => questionFact('returned', question, by);
