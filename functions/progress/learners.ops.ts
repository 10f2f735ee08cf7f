/** Whose learners somebody may look at, and in which course. */
import { AppError } from '#contracts/errors.ts';
import { newestCourse } from '../courses/courses.reads.ts';
import { branchOf, organisation } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';

/** The course must be one the asker can see, the organisation an academy or region whose learners they may see. */
export async function requireLearnersOf(ctx: Context, courseId: string, organisationId: string): Promise<void> {
  const { path } = await organisation(organisationId);
  requireIn(ctx, 'seeLearners', path);
  if (branchOf(path) !== organisationId) throw new AppError('invalid', { field: 'organisationId', reason: 'branch' });
  await newestCourse(ctx.person, courseId);
}
