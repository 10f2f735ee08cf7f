/** Whose statements somebody may see, issue and revoke. */
import { AppError } from '#contracts/errors.ts';
import { mayIn, type Action } from '#contracts/permissions.ts';
import type { Statement } from '#contracts/statements.ts';
import { cohortForTeacher } from '../cohorts/cohorts.reads.ts';
import { newestCourse } from '../courses/courses.reads.ts';
import { branchOf, organisation, organisationsById } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';
import type { StoredStatement } from './statement.ts';
import * as store from './statements.store.ts';

/** The academy or region, where the asker may do this there. */
export async function requireBranch(ctx: Context, action: Action, organisationId: string) {
  const found = await organisation(organisationId);
  requireIn(ctx, action, found.path);
  if (branchOf(found.path) !== organisationId)
    throw new AppError('invalid', { field: 'organisationId', reason: 'branch' });
  return found;
}

/** As `requireBranch`, about a course that the asker can see. */
export async function requireCourseIn(ctx: Context, organisationId: string, courseId: string) {
  const found = await requireBranch(ctx, 'issueStatements', organisationId);
  await newestCourse(ctx.person, courseId);
  return found;
}

/** As `requireCourseIn`; about a cohort, it is one of that academy or region that the asker teaches. */
export async function requireOrder(
  ctx: Context,
  { organisationId, courseId, cohortId }: { organisationId: string; courseId: string; cohortId?: string | undefined },
): Promise<void> {
  await requireCourseIn(ctx, organisationId, courseId);
  if (cohortId === undefined) return;
  const { branchId } = await cohortForTeacher(ctx.person, cohortId);
  if (branchId !== organisationId) throw new AppError('notFound');
}

/** A statement of one’s own, or of an academy or region whose statements one may see; else there is none. */
export async function visibleStatement(ctx: Context, statementId: string): Promise<StoredStatement> {
  const found = await store.statement(statementId);
  if (!found) throw new AppError('notFound');
  if (found.personId === ctx.person.id) return found;
  const path = await pathOf(found);
  if (!path || !mayIn(ctx.person.memberships, 'seeStatements', path)) throw new AppError('notFound');
  return found;
}

/** One that the asker may revoke, or put another one in its place. */
export async function requireRevocable(ctx: Context, statementId: string): Promise<StoredStatement> {
  const found = await visibleStatement(ctx, statementId);
  if (found.personId === ctx.person.id) throw new AppError('ownStatement');
  requireIn(ctx, 'issueStatements', (await pathOf(found)) ?? []);
  return found;
}

const pathOf = async ({ organisationId }: StoredStatement) =>
  (await organisationsById([organisationId])).get(organisationId)?.path;

/** Statements as the asker sees them. */
export async function present(ctx: Context, found: readonly StoredStatement[]): Promise<Statement[]> {
  const organisations = await organisationsById([...new Set(found.map((each) => each.organisationId))]);
  return found.map((each) => {
    const { id, organisationId, personId, courseId, issuedAt, revokedAt, reason, replacedBy, code } = each;
    const mayIssue = mayIn(ctx.person.memberships, 'issueStatements', organisations.get(organisationId)?.path ?? []);
    return {
      ...each.printed,
      ...{ id, organisationId, personId, courseId, issuedAt, code },
      state: revokedAt === undefined ? 'valid' : 'revoked',
      revokedAt: revokedAt ?? null,
      reason: reason ?? null,
      replacedBy: replacedBy ?? null,
      mayRevoke: revokedAt === undefined && mayIssue && personId !== ctx.person.id,
    };
  });
}

export const presentOne = async (ctx: Context, found: StoredStatement): Promise<Statement> =>
  (await present(ctx, [found]))[0]!;
