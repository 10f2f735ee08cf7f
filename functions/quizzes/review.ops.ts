/** Endpoints of the review of quizzes: freeze and submit, take back, the queue, what was frozen, the answer. */
import { AppError } from '#contracts/errors.ts';
import type { quizReviews as contract } from '#contracts/quiz-reviews.ts';
import { frozenBytesMax, type Quiz, type QuizContent } from '#contracts/quizzes.ts';
import { putContent } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { accessFor, accessTo, bankFor } from './access.ops.ts';
import { approvedQuestions } from '../questions/questions.reads.ts';
import { bankView } from './bank.ops.ts';
import { quizFact } from './facts.ts';
import { frozenOf, frozenText } from './freezing.ts';
import { allQuestions } from './paper.ts';
import { picturesOf } from './pictures.reads.ts';
import { decided, isDecided, isOwnWork, submitted, withdrawn, type Decision, type QuizHead } from './quiz.ts';
import { cardView, mayDecide, namesOf, quizView } from './quiz-view.ops.ts';
import { byOf, written } from './quizzes.ops.ts';
import { frozenQuizByHash } from './quizzes.reads.ts';
import * as store from './quizzes.store.ts';
import { problemsOf } from './readiness.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export async function submit(ctx: Context, { params: { quizId }, body }: Of<'submitQuiz'>): Promise<Quiz> {
  const access = await accessFor(ctx, 'writeQuestions', quizId);
  const { quiz } = access;
  if (quiz.archived) throw new AppError('notAllowed');
  // sent once more
  if (quiz.submitted?.by === ctx.person.id && body.revision === quiz.revision - 1) return quizView(ctx, access);
  if (quiz.state === 'inReview') throw new AppError('reviewOpen');
  if (body.revision !== quiz.revision) throw new AppError('conflict');
  const { content } = (await store.content(quizId))!;
  const text = await frozenFrom(quiz, content);
  const after = submitted(quiz, await putContent(text, 'application/json'), byOf(ctx));
  return written(ctx, access, after, [
    store.handPut(quizId, ctx.person.id),
    recordPut(quizFact(quiz, 'submitted', ctx.person.id, { version: (quiz.version ?? 0) + 1 }), ctx.now),
  ]);
}

/** The bytes of the quiz as it is frozen now; `notReady` with the first of what stands in the way. */
async function frozenFrom(quiz: QuizHead, content: QuizContent): Promise<string> {
  const bank = await bankView(quiz.organisationId, content);
  const [problem] = problemsOf(content, bank);
  if (problem) throw new AppError('notReady', { problem: problem.code });
  const approved = await approvedQuestions(quiz.organisationId, allQuestions(content, bank.pools));
  const pictures = await picturesOf([content.intro, ...[...approved.values()].map((each) => each.content)]);
  const text = frozenText(frozenOf({ quiz, content, approved, pools: bank.pools, pictures }));
  if (Buffer.byteLength(text) > frozenBytesMax) throw new AppError('tooLarge', { maxBytes: String(frozenBytesMax) });
  return text;
}

export async function withdraw(ctx: Context, { params: { quizId } }: Of<'withdrawQuiz'>): Promise<Quiz> {
  const access = await accessFor(ctx, 'writeQuestions', quizId);
  // taken back already, and not answered
  const isBack = access.quiz.state !== 'inReview' && access.quiz.changed && access.quiz.state !== 'returned';
  if (isBack) return quizView(ctx, access);
  const fact = quizFact(access.quiz, 'withdrawn', ctx.person.id);
  return written(ctx, access, withdrawn(access.quiz), [recordPut(fact, ctx.now)]);
}

export async function queue(ctx: Context, { params: { organisationId }, query }: Of<'quizQueue'>) {
  const { path } = await bankFor(ctx, 'reviewQuestions', organisationId);
  const scope = `quiz queue ${organisationId} ${ctx.person.id}`;
  const from = await openCursor(query.cursor, scope, ctx.now);
  const { items, lastKey } = await store.waitingIn(organisationId, from);
  const nameOf = await namesOf(items.flatMap(({ changedBy, submitted: by }) => [changedBy, ...(by ? [by.by] : [])]));
  return {
    items: items.flatMap((quiz) =>
      quiz.submitted
        ? [
            {
              ...cardView(quiz, nameOf),
              submittedAt: quiz.submitted.at,
              submittedBy: nameOf(quiz.submitted.by),
              mayDecide: mayDecide(ctx, path, quiz),
            },
          ]
        : [],
    ),
    next: await sealCursor(lastKey, scope, ctx.now),
  };
}

export async function frozen(ctx: Context, { params: { quizId }, query }: Of<'frozenQuiz'>) {
  const { quiz } = await accessTo(ctx, quizId);
  const asked = query.version === undefined ? undefined : Number(query.version);
  const { hash, version } =
    asked !== undefined
      ? { hash: (await store.version(quizId, asked))?.hash, version: asked }
      : quiz.submitted
        ? { hash: quiz.submitted.hash, version: null }
        : { hash: quiz.hash, version: quiz.version ?? null };
  if (hash === undefined) throw new AppError('notFound');
  return { hash, version, quiz: await frozenQuizByHash(hash) };
}

export async function versions(ctx: Context, { params: { quizId }, query }: Of<'quizVersions'>) {
  await accessTo(ctx, quizId);
  const scope = `quiz versions ${quizId} ${ctx.person.id}`;
  const { items, lastKey } = await store.versionsOf(quizId, await openCursor(query.cursor, scope, ctx.now));
  const nameOf = await namesOf(items.map(({ approvedBy }) => approvedBy));
  return {
    items: items.map(({ version, hash, questions, approvedAt, approvedBy }) => ({
      ...{ version, hash, questions, approvedAt },
      approvedBy: nameOf(approvedBy),
    })),
    next: await sealCursor(lastKey, scope, ctx.now),
  };
}

export async function decide(ctx: Context, { params: { quizId }, body }: Of<'decideQuiz'>): Promise<Quiz> {
  const access = await accessFor(ctx, 'reviewQuestions', quizId);
  const { quiz } = access;
  const { personId: by, at } = byOf(ctx);
  const decision: Decision = {
    ...{ decision: body.decision, hash: body.hash, by, at },
    ...(body.note?.trim() ? { note: body.note } : {}),
  };
  if (!quiz.submitted && isDecided(quiz, decision)) return quizView(ctx, access);
  if (quiz.submitted && isOwnWork(quiz, ctx.person)) throw new AppError('ownWork');
  const after = decided(quiz, decision);
  const hand = store.handPut(quizId, by);
  if (body.decision === 'return') {
    return written(ctx, access, after, [hand, recordPut(quizFact(quiz, 'returned', by), ctx.now)]);
  }
  return written(ctx, access, after, [
    hand,
    store.versionPut(await versionOf(after, decision)),
    recordPut(quizFact(quiz, 'approved', by, { version: after.version!, hash: decision.hash }), ctx.now),
  ]);
}

/** The version that an approved quiz has become: told by what was frozen, since the draft may not be it any more. */
async function versionOf(quiz: QuizHead, { hash, at, by }: Decision): Promise<store.StoredVersion> {
  const { title, languages, settings, organisationId } = await frozenQuizByHash(hash);
  return {
    ...{ quizId: quiz.id, version: quiz.version!, hash, organisationId, title, languages, questions: quiz.questions },
    ...(settings.minutes === null ? {} : { minutes: settings.minutes }),
    ...{ approvedAt: at, approvedBy: by },
  };
}
