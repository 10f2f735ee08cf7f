/** An assignment as somebody comes to it: for who teaches the cohort, for who learns in it; and names of people. */
import { AppError } from '#contracts/errors.ts';
import { cohortForMember, cohortForTeacher, isMember, type Cohort } from '../cohorts/cohorts.reads.ts';
import { peopleById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { derivedToken } from '../platform/derived-token.ts';
import { derivedId } from '../platform/ids.ts';
import type { Terms } from './assignment.ts';
import { termsOf } from './assignment-terms.reads.ts';
import * as store from './assignments.store.ts';

export interface Place {
  cohortId: string;
  assignmentId: string;
}
export interface Held {
  cohort: Cohort;
  assignment: store.WholeAssignment;
  /** after postponed days */
  terms: Terms;
}

export const momentOf = ({ now }: Pick<Context, 'now'>): string => new Date(now).toISOString();
export const cohortShown = ({ id, name, timeZone }: Cohort) => ({ id, name, timeZone });

/** For who teaches the cohort; else `notFound`. */
export async function taught(ctx: Context, { cohortId, assignmentId }: Place): Promise<Held> {
  const cohort = await cohortForTeacher(ctx.person, cohortId);
  const assignment = await store.assignment(cohortId, assignmentId);
  if (!assignment) throw new AppError('notFound');
  return { cohort, assignment, terms: await termsOf(assignment) };
}

/** For who learns in the cohort now, or teaches it; what was taken back is there for nobody. */
export async function learned(ctx: Context, { cohortId, assignmentId }: Place): Promise<Held> {
  const cohort = await cohortForMember(ctx.person, cohortId);
  const assignment = await store.assignment(cohortId, assignmentId);
  if (!assignment || assignment.removedAt !== undefined) throw new AppError('notFound');
  return { cohort, assignment, terms: await termsOf(assignment) };
}

/** For who may hand in: learners of the cohort alone; `notAllowed` for its teachers. */
export async function handing(ctx: Context, place: Place): Promise<Held> {
  const held = await learned(ctx, place);
  if (!(await isMember(place.cohortId, ctx.person.id))) throw new AppError('notAllowed');
  return held;
}

/** The id of a person’s work: it says nothing of the person to who does not know the academy’s secret. */
export async function workIdOf(assignmentId: string, personId: string): Promise<string> {
  return derivedId('work', await derivedToken('work', `${assignmentId} ${personId}`));
}

/** What tells works apart without a name. */
export const aliasOf = (workId: string): string => workId.slice(-5);

/** Names by id; who was erased has an empty one. */
export async function namesOf(ids: readonly string[]) {
  const found = await peopleById([...new Set(ids)]);
  return (id: string) => {
    const { givenName = '', familyName = '' } = found.get(id) ?? {};
    return { id, givenName, familyName };
  };
}
export type Names = Awaited<ReturnType<typeof namesOf>>;
