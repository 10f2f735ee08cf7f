/** Quizzes as they are shown. */
import type { Quiz, QuizCard } from '#contracts/quizzes.ts';
import type { z } from '#contracts/z.ts';
import type { Named } from '#contracts/blocks.ts';
import { peopleById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { may, type Access } from './access.ops.ts';
import { bankView } from './bank.ops.ts';
import { behindOf } from './freezing.ts';
import { isOwnWork, noteOf, type QuizHead } from './quiz.ts';
import { problemsOf } from './readiness.ts';
import { frozenQuizByHash } from './quizzes.reads.ts';
import * as store from './quizzes.store.ts';

type NameOf = (personId: string) => z.infer<typeof Named>;

/** Looks up who is named; somebody nobody knows any more has no name. */
export async function namesOf(personIds: readonly string[]): Promise<NameOf> {
  const found = await peopleById(personIds);
  return (id) => {
    const { givenName = '', familyName = '' } = found.get(id) ?? {};
    return { id, givenName, familyName };
  };
}

export function cardView(quiz: QuizHead, nameOf: NameOf): QuizCard {
  const { id, organisationId, title, languages, use, state, version = null, changed, archived, questions } = quiz;
  const { changedAt, changedBy } = quiz;
  return {
    ...{ id, organisationId, title, languages, use, state, version, changed, archived, questions, changedAt },
    changedBy: nameOf(changedBy),
  };
}

export async function cardViews(quizzes: readonly QuizHead[]): Promise<QuizCard[]> {
  const nameOf = await namesOf(quizzes.map(({ changedBy }) => changedBy));
  return quizzes.map((quiz) => cardView(quiz, nameOf));
}

/** May the asker answer the review of a quiz in the academy with this path? */
export const mayDecide = (ctx: Context, path: readonly string[], quiz: QuizHead): boolean =>
  quiz.submitted !== undefined && may(ctx, 'reviewQuestions', path) && !isOwnWork(quiz, ctx.person);

/** A quiz with its draft, as it stands now. */
export async function quizView(ctx: Context, { quiz, path }: Access): Promise<Quiz> {
  const [written, nameOf] = await Promise.all([store.content(quiz.id), namesOf([quiz.changedBy])]);
  const { content } = written!;
  const bank = await bankView(quiz.organisationId, content);
  const newest = quiz.hash === undefined ? undefined : await frozenQuizByHash(quiz.hash);
  return {
    ...cardView(quiz, nameOf),
    content,
    bank: bank.fixed.map(({ id, kind, ask, use, difficulty, version }) => ({
      id,
      kind,
      ask,
      use,
      difficulty,
      version,
    })),
    behind: newest ? behindOf(newest, bank.fixed) : 0,
    revision: quiz.revision,
    note: noteOf(quiz),
    problems: problemsOf(content, bank),
    mayChange: may(ctx, 'writeQuestions', path) && !quiz.archived,
    mayDecide: mayDecide(ctx, path, quiz),
  };
}
