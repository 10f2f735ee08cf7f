/** Rules of a cohort: its days, its archive, who teaches it. Pure. */
import { daysMax, instructorsMax } from '#contracts/cohorts.ts';
import { AppError } from '#contracts/errors.ts';
import { mayAnywhere, mayIn, type Membership } from '#contracts/permissions.ts';
import type { JoinCode } from './join-code.ts';

export interface CohortHead {
  id: string;
  /** whose it is, and the academy or region above (or itself) */
  organisationId: string;
  branchId: string;
  name: string;
  /** first and last day, by its time zone */
  startsOn: string;
  endsOn: string;
  timeZone: string;
  state: 'active' | 'archived';
  instructors: string[];
  /** with which learners enrol themselves */
  join?: JoinCode | undefined;
  createdAt: string;
  createdBy: string;
  revision: number;
}

export interface CohortChange {
  name?: string | undefined;
  startsOn?: string | undefined;
  endsOn?: string | undefined;
  timeZone?: string | undefined;
}
type NewCohort = Pick<CohortHead, 'id' | 'organisationId' | 'branchId' | 'name' | 'startsOn' | 'endsOn' | 'timeZone'>;
interface Teacher {
  id: string;
  memberships: readonly Membership[];
}

/** Who teaches and begins a cohort is its first instructor. */
export function newCohort(asked: NewCohort, by: Teacher, at: string): CohortHead {
  requireDays(asked);
  const instructors = mayAnywhere(by.memberships, 'teachCohorts') ? [by.id] : [];
  return { ...asked, state: 'active', instructors, createdAt: at, createdBy: by.id, revision: 0 };
}

/** The cohort after a change, one revision on. */
export function changed(cohort: CohortHead, change: CohortChange): CohortHead {
  requireActive(cohort);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const after = { ...cohort, ...(given as Partial<CohortHead>), revision: cohort.revision + 1 };
  requireDays(after);
  return after;
}

/** Is everything as the change asks? Then it was made before. */
export const isSo = (cohort: CohortHead, change: CohortChange): boolean =>
  Object.entries(change).every(
    ([field, value]) => value === undefined || cohort[field as keyof CohortChange] === value,
  );

export const archivedSo = (cohort: CohortHead, archived: boolean): CohortHead => ({
  ...cohort,
  state: archived ? 'archived' : 'active',
  revision: cohort.revision + 1,
});

export function withInstructor(cohort: CohortHead, personId: string): CohortHead {
  requireActive(cohort);
  if (cohort.instructors.length >= instructorsMax) throw new AppError('tooManyInstructors');
  return { ...cohort, instructors: [...cohort.instructors, personId], revision: cohort.revision + 1 };
}

export const withoutInstructor = (cohort: CohortHead, personId: string): CohortHead => ({
  ...cohort,
  instructors: cohort.instructors.filter((id) => id !== personId),
  revision: cohort.revision + 1,
});

/** A merged instructor goes on under the name that was kept; once. */
export const withInstructorInstead = (cohort: CohortHead, personId: string, keptId: string): CohortHead => ({
  ...cohort,
  instructors: [...new Set(cohort.instructors.map((id) => (id === personId ? keptId : id)))],
  revision: cohort.revision + 1,
});

export function withJoinCode({ join: _, ...cohort }: CohortHead, join: JoinCode | undefined): CohortHead {
  return { ...cohort, ...(join ? { join } : {}), revision: cohort.revision + 1 };
}

/** In another academy or region, with its unit. */
export const movedTo = (cohort: CohortHead, branchId: string): CohortHead => ({
  ...cohort,
  branchId,
  revision: cohort.revision + 1,
});

/** What is archived is looked at, not changed. */
export function requireActive({ state }: Pick<CohortHead, 'state'>): void {
  if (state === 'archived') throw new AppError('cohortArchived');
}

/** May this person teach the cohort? Named in it and still teaching somewhere, or managing cohorts where it stands. */
export const mayTeach = (person: Teacher, cohort: Pick<CohortHead, 'instructors'>, path: readonly string[]): boolean =>
  (cohort.instructors.includes(person.id) && mayAnywhere(person.memberships, 'teachCohorts')) ||
  mayIn(person.memberships, 'manageCohorts', path);

const dayMs = 24 * 3600 * 1000;

function requireDays({ startsOn, endsOn }: Pick<CohortHead, 'startsOn' | 'endsOn'>): void {
  const days = (Date.parse(endsOn) - Date.parse(startsOn)) / dayMs;
  if (days < 0) throw new AppError('invalid', { field: 'body.endsOn', reason: 'beforeStart' });
  if (days > daysMax) throw new AppError('invalid', { field: 'body.endsOn', reason: 'tooLong' });
}
