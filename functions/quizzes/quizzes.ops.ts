/** Endpoints of quizzes as they are written: list, begin, one, save, put away. */
import { AppError } from '#contracts/errors.ts';
import type { quizzes as contract, Quiz, QuizContent } from '#contracts/quizzes.ts';
import { organisationsById, requireOpen } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact, type Write } from '../platform/table.ts';
import { accessFor, accessTo, bankFor, may, type Access } from './access.ops.ts';
import { poolsFor } from './bank.ops.ts';
import { contentSignal, quizFact } from './facts.ts';
import { fixedIn } from './paper.ts';
import { archivedSo, changed, newQuiz, saysTheSame, type By, type QuizHead } from './quiz.ts';
import { cardViews, quizView } from './quiz-view.ops.ts';
import * as store from './quizzes.store.ts';
import { usesOf } from './uses.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const byOf = (ctx: Context): By => ({ personId: ctx.person.id, at: new Date(ctx.now).toISOString() });

export async function list(ctx: Context, { params: { organisationId }, query }: Of<'quizzes'>) {
  await bankFor(ctx, 'useQuestions', organisationId);
  const archived = query.archived === 'true';
  const scope = `quizzes ${organisationId} ${archived} ${ctx.person.id}`;
  const from = await openCursor(query.cursor, scope, ctx.now);
  const { items, lastKey } = await store.quizzesOf(organisationId, archived, from);
  return { items: await cardViews(items), next: await sealCursor(lastKey, scope, ctx.now) };
}

/** What can be held, also for who holds tests without writing them. */
export async function usable(ctx: Context, { params: { organisationId }, query }: Of<'usableQuizzes'>) {
  await bankFor(ctx, 'runQuizzes', organisationId);
  const scope = `usable quizzes ${organisationId} ${ctx.person.id}`;
  const from = await openCursor(query.cursor, scope, ctx.now);
  const { items, lastKey } = await store.quizzesOf(organisationId, false, from);
  const released = items.filter(({ version }) => version !== undefined);
  return { items: await cardViews(released), next: await sealCursor(lastKey, scope, ctx.now) };
}

export const one = async (ctx: Context, { params }: Of<'quiz'>): Promise<Quiz> =>
  quizView(ctx, await accessTo(ctx, params.quizId));

export async function create(ctx: Context, { params, body: { id, content } }: Of<'createQuiz'>): Promise<Quiz> {
  const { path, ...organisation } = await bankFor(ctx, 'writeQuestions', params.organisationId);
  requireOpen(organisation);
  const quiz = newQuiz(id, params.organisationId, content, byOf(ctx));
  try {
    await transact(
      store.quizPut(quiz, undefined),
      store.contentPut(id, quiz.revision, content),
      store.handPut(id, ctx.person.id),
      recordPut(quizFact(quiz, 'created', ctx.person.id), ctx.now),
      ...(fixedIn(content).length ? [recordPut(contentSignal(quiz, ctx.person.id), ctx.now)] : []),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return made(ctx, await store.quiz(id), { ...quiz, content }, path);
  }
  return quizView(ctx, { quiz, path });
}

/** The quiz that this request began before; `idTaken` where it was another. */
async function made(
  ctx: Context,
  found: QuizHead | undefined,
  asked: { organisationId: string; content: QuizContent },
  path: string[],
): Promise<Quiz> {
  const written = found && (await store.content(found.id));
  const isSame =
    found?.organisationId === asked.organisationId &&
    found.changedBy === ctx.person.id &&
    saysTheSame(written?.content, asked.content);
  if (!found || !isSame) throw new AppError('idTaken');
  return quizView(ctx, { quiz: found, path });
}

export async function change(ctx: Context, { params: { quizId }, body }: Of<'changeQuiz'>): Promise<Quiz> {
  const access = await accessFor(ctx, 'writeQuestions', quizId);
  const { quiz } = access;
  if (quiz.archived) throw new AppError('notAllowed');
  const before = (await store.content(quizId))!.content;
  // sent once more, or nothing that would make a difference
  if (saysTheSame(before, body.content) && body.revision <= quiz.revision) return quizView(ctx, access);
  if (body.revision !== quiz.revision) throw new AppError('conflict');
  const after = changed(quiz, body.content, byOf(ctx));
  const isOthers = !saysTheSame(fixedIn(before), fixedIn(body.content));
  return written(ctx, access, after, [
    store.contentPut(quizId, after.revision, body.content),
    ...(quiz.writers.includes(ctx.person.id) ? [] : [store.handPut(quizId, ctx.person.id)]),
    ...(isOthers ? [recordPut(contentSignal(quiz, ctx.person.id), ctx.now)] : []),
  ]);
}

export async function archive(ctx: Context, { params: { quizId }, body }: Of<'archiveQuiz'>): Promise<Quiz> {
  const access = await accessFor(ctx, 'writeQuestions', quizId);
  if (access.quiz.archived === body.archived) return quizView(ctx, access);
  const after = archivedSo(access.quiz, body.archived, byOf(ctx));
  const fact = quizFact(after, body.archived ? 'archived' : 'restored', ctx.person.id);
  return written(ctx, access, after, [recordPut(fact, ctx.now)]);
}

/** Writes the quiz as it is after, with what belongs to it; `conflict` when somebody was quicker. */
export async function written(
  ctx: Context,
  { quiz, path }: Access,
  after: QuizHead,
  along: readonly Write[],
): Promise<Quiz> {
  try {
    await transact(store.quizPut(after, quiz), ...along);
  } catch (error) {
    if (isConditionFailure(error)) throw new AppError('conflict');
    throw error;
  }
  return quizView(ctx, { quiz: after, path });
}

export async function countPool(ctx: Context, { params: { organisationId }, query }: Of<'countPool'>) {
  await bankFor(ctx, 'useQuestions', organisationId);
  const { folderId = null, tag = null, competence = null, difficulty, use, languages } = query;
  const draw = { id: 'a', folderId, tag, competence, difficulty: difficulty === undefined ? null : Number(difficulty) };
  const wanted = { isPractice: use === 'practice', languages: languages.split(','), without: [] };
  const pools = await poolsFor(organisationId, [draw], wanted);
  return { questions: pools.get(draw.id)?.length ?? 0 };
}

export async function questionUses(ctx: Context, { params }: Of<'questionUses'>) {
  const uses = await usesOf(params.questionId);
  const found = new Map((await store.quizzesById(uses.map(({ quizId }) => quizId))).map((quiz) => [quiz.id, quiz]));
  const places = await organisationsById([...found.values()].map(({ organisationId }) => organisationId));
  const isSeen = ({ organisationId }: QuizHead) => may(ctx, 'useQuestions', places.get(organisationId)?.path ?? []);
  return {
    quizzes: uses.flatMap(({ quizId, version = null }) => {
      const quiz = found.get(quizId);
      return quiz && isSeen(quiz) ? [{ id: quiz.id, title: quiz.title, version }] : [];
    }),
  };
}
