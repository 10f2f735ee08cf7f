/** Who asks, and what they may do with a quiz. To anybody outside its academy or region, it does not exist. */
import { AppError } from '#contracts/errors.ts';
import { mayIn, type Action } from '#contracts/permissions.ts';
import { branchOf, organisation } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';
import type { QuizHead } from './quiz.ts';
import * as store from './quizzes.store.ts';

export interface Access {
  quiz: QuizHead;
  /** of the academy or region, root first */
  path: string[];
}

/** The quiz, for who may see it; else `notFound`. */
export async function accessTo(ctx: Context, quizId: string): Promise<Access> {
  const quiz = await store.quiz(quizId);
  if (!quiz) throw new AppError('notFound');
  const { path } = await organisation(quiz.organisationId);
  if (!may(ctx, 'useQuestions', path)) throw new AppError('notFound');
  return { quiz, path };
}

/** As `accessTo`, for who may do this: `notAllowed` otherwise. */
export async function accessFor(ctx: Context, action: Action, quizId: string): Promise<Access> {
  const access = await accessTo(ctx, quizId);
  requireIn(ctx, action, access.path);
  return access;
}

export const may = (ctx: Context, action: Action, path: readonly string[]): boolean =>
  mayIn(ctx.person.memberships, action, path);

/** An academy or region whose quizzes the asker may see, write or answer; units below have none of their own. */
export async function bankFor(ctx: Context, action: Action, organisationId: string) {
  const found = await organisation(organisationId);
  requireIn(ctx, action, found.path);
  if (branchOf(found.path) !== organisationId) {
    throw new AppError('invalid', { field: 'organisationId', reason: 'branch' });
  }
  return found;
}
