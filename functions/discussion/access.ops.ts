/** Who comes to which discussion, and which thread there is for them. To anybody else it does not exist. */
import { AppError } from '#contracts/errors.ts';
import { mayAnywhere } from '#contracts/permissions.ts';
import { mentionsIn } from '#contracts/mentions.ts';
import { cohortForMember, cohortForTeacher, instructorsOf, isMember, type Cohort } from '../cohorts/cohorts.reads.ts';
import type { Context } from '../platform/context.ts';
import { inParallel } from '../platform/parallel.ts';
import { isSeenBy, type Asker, type ThreadItem } from './thread.ts';
import * as store from './threads.store.ts';

export interface Access {
  cohort: Cohort;
  asker: Asker;
}

/** The cohort for who learns there now or teaches it. */
export async function accessTo(ctx: Context, cohortId: string): Promise<Access> {
  const cohort = await cohortForMember(ctx.person, cohortId);
  const mayTeach = mayAnywhere(ctx.person.memberships, 'teachCohorts');
  const teaches = mayTeach && (await isTaught(ctx, cohortId));
  return { cohort, asker: { id: ctx.person.id, teaches } };
}

const isTaught = (ctx: Context, cohortId: string): Promise<boolean> =>
  cohortForTeacher(ctx.person, cohortId).then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'notFound') return false;
      throw error;
    },
  );

/** For who teaches it; a learner there, who may know it, is not allowed. */
export async function accessForTeacher(ctx: Context, cohortId: string): Promise<Access> {
  const access = await accessTo(ctx, cohortId);
  if (!access.asker.teaches) throw new AppError('notAllowed');
  return access;
}

/** Into a cohort that was put away nobody writes any more. */
export function requireActive({ cohort }: Access): void {
  if (cohort.state === 'archived') throw new AppError('cohortArchived');
}

/** A thread that exists for the asker. */
export async function threadFor(access: Access, threadId: string): Promise<ThreadItem> {
  const found = await store.thread(threadId);
  if (!found || found.cohortId !== access.cohort.id || !isSeenBy(found, access.asker)) throw new AppError('notFound');
  return found;
}

/** Only who belongs to the cohort is mentioned there. */
export async function requireMentionable(cohortId: string, text: string): Promise<void> {
  const ids = mentionsIn(text);
  if (ids.length === 0) return;
  const instructors = new Set(await instructorsOf(cohortId));
  const known = await inParallel(ids, 5, async (id) => instructors.has(id) || (await isMember(cohortId, id)));
  if (known.includes(false)) throw new AppError('mentionUnknown');
}

export const place = ({ cohort, asker }: Access) => ({
  cohort: { id: cohort.id, name: cohort.name, archived: cohort.state === 'archived' },
  teaches: asker.teaches,
});
