/** Who comes to which cohort. To anybody else it does not exist. */
import { AppError } from '#contracts/errors.ts';
import { mayIn } from '#contracts/permissions.ts';
import { organisation } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';
import { mayTeach, type CohortHead } from './cohort.ts';
import * as store from './cohorts.store.ts';

export interface Access {
  cohort: CohortHead;
  /** of its organisation, root first */
  path: string[];
  mayManage: boolean;
}

/** The cohort, for who teaches it or manages cohorts where it stands; else `notFound`. */
export async function accessTo(ctx: Context, cohortId: string): Promise<Access> {
  const cohort = await store.cohort(cohortId);
  if (!cohort) throw new AppError('notFound');
  const { path } = await organisation(cohort.organisationId);
  if (!mayTeach(ctx.person, cohort, path)) throw new AppError('notFound');
  return { cohort, path, mayManage: mayIn(ctx.person.memberships, 'manageCohorts', path) };
}

/** As `accessTo`, for what a guest instructor sees but does not change: `notAllowed`. */
export async function managed(ctx: Context, cohortId: string): Promise<Access> {
  const access = await accessTo(ctx, cohortId);
  requireIn(ctx, 'manageCohorts', access.path);
  return access;
}
