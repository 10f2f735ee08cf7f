/** Who asks, and what they may do with a question. To whom a bank is closed, nothing in it exists. */
import { AppError } from '#contracts/errors.ts';
import { mayIn, type Action } from '#contracts/permissions.ts';
import { branchOf, organisation, organisationsById } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';
import * as store from './questions.store.ts';

export interface Access {
  question: store.StoredQuestion;
  /** of the academy or region, root first */
  path: string[];
}

/** The bank of an academy or region, for who may do this with it; units below use that of theirs. */
export async function bankFor(ctx: Context, action: Action, organisationId: string) {
  const home = await organisation(organisationId);
  requireIn(ctx, action, home.path);
  if (branchOf(home.path) === organisationId) return home;
  throw new AppError('invalid', { field: 'params.organisationId', reason: 'branch' });
}

/** The question, for who sees its bank; else `notFound`. */
export async function accessTo(ctx: Context, questionId: string): Promise<Access> {
  const question = await store.question(questionId);
  if (!question) throw new AppError('notFound');
  const { path } = await organisation(question.organisationId);
  if (!mayIn(ctx.person.memberships, 'useQuestions', path)) throw new AppError('notFound');
  return { question, path };
}

/** As `accessTo`, for who may do this: `notAllowed` otherwise. */
export async function accessFor(ctx: Context, action: Action, questionId: string): Promise<Access> {
  const access = await accessTo(ctx, questionId);
  requireIn(ctx, action, access.path);
  return access;
}

/** Academies and regions whose bank the asker sees by a role held there: what is shared with these is shared with them. */
export async function ownBranches({ person: { memberships } }: Context): Promise<string[]> {
  const held = await organisationsById(memberships.map(({ organisationId }) => organisationId));
  return [...held.values()]
    .filter(({ id, path }) => branchOf(path) === id && mayIn(memberships, 'useQuestions', path))
    .map(({ id }) => id);
}
