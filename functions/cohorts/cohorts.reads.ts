/** What other rooms may ask of cohorts. */
import { AppError } from '#contracts/errors.ts';
import type { Membership } from '#contracts/permissions.ts';
import { shiftedDue as shifted, type DueCalendar } from '#contracts/shifted-due.ts';
import { organisation } from '../identity/identity.reads.ts';
import { inParallel } from '../platform/parallel.ts';
import { attendanceDataOf } from './attendance.reads.ts';
import { mayTeach, type CohortHead } from './cohort.ts';
import * as store from './cohorts.store.ts';
import { isCurrent, lastPeriod, type MemberItem } from './member.ts';
import * as members from './members.store.ts';
import { isInForce } from './postponing.ts';
import { postponedOf } from './postponing.store.ts';

export interface Cohort {
  id: string;
  organisationId: string;
  branchId: string;
  name: string;
  /** YYYY-MM-DD, by its time zone; both included */
  startsOn: string;
  endsOn: string;
  timeZone: string;
  state: 'active' | 'archived';
  revision: number;
}

/** Moments of the present or the last stretch. */
export interface CohortMember {
  cohortId: string;
  personId: string;
  joinedAt: string;
  leftAt?: string;
}

interface Person {
  id: string;
  memberships: readonly Membership[];
}
type Key = Record<string, unknown>;

const presented = ({ instructors: _, join: __, createdAt: ___, createdBy: ____, ...cohort }: CohortHead): Cohort =>
  cohort;

function memberOf({ cohortId, personId, ...item }: MemberItem): CohortMember {
  const { joinedAt, leftAt } = lastPeriod(item);
  return { cohortId, personId, joinedAt, ...(leftAt === undefined ? {} : { leftAt }) };
}

export async function cohort(cohortId: string): Promise<Cohort | undefined> {
  const found = await store.cohort(cohortId);
  return found && presented(found);
}

/** By id, as a map; unknown ids are absent. */
export async function cohortsById(ids: readonly string[]): Promise<Map<string, Cohort>> {
  return new Map((await store.cohortsById(ids)).map((each) => [each.id, presented(each)]));
}

/** Cohorts somebody learns in, or learned in: then with `leftAt`. */
export const cohortsOf = async (personId: string): Promise<LearnedIn[]> => (await cohortsOfAll([personId]))[0]!;

export interface LearnedIn {
  cohort: Cohort;
  member: CohortMember;
}

const atOnce = 16;

/** The same of many, in their order: one query a person, each cohort once. */
export async function cohortsOfAll(personIds: readonly string[]): Promise<LearnedIn[][]> {
  const all = await inParallel(personIds, atOnce, members.membershipsOf);
  const found = await cohortsById(all.flat().map(({ cohortId }) => cohortId));
  return all.map((items) =>
    items.flatMap((item) => {
      const of = found.get(item.cohortId);
      return of ? [{ cohort: of, member: memberOf(item) }] : [];
    }),
  );
}

/** Cohorts in which somebody is named as an instructor, archived ones too. */
export async function taughtBy(personId: string): Promise<Cohort[]> {
  return [...(await cohortsById(await store.taughtBy(personId))).values()];
}

export async function instructorsOf(cohortId: string): Promise<string[]> {
  return (await store.cohort(cohortId))?.instructors ?? [];
}

/** One page of who learns there now, by name. */
export async function membersPage(cohortId: string, from: Key | undefined, limit: number) {
  const { items, lastKey } = await members.placesIn(cohortId, { limit }, from);
  return { items: items.map(placed), lastKey };
}

const placed = ({ cohortId, personId, joinedAt }: CohortMember): CohortMember => ({ cohortId, personId, joinedAt });

const pageSize = 500;

/** All who learn there now, by name; 1,000 at most. */
export async function membersOf(cohortId: string): Promise<CohortMember[]> {
  const all: CohortMember[] = [];
  let from: Key | undefined;
  do {
    const { items, lastKey } = await members.placesIn(cohortId, { limit: pageSize }, from);
    all.push(...items.map(placed));
    from = lastKey;
  } while (from);
  return all;
}

/** Somebody’s present or last stretch in a cohort; undefined for who never learned there. */
export async function memberIn(cohortId: string, personId: string): Promise<CohortMember | undefined> {
  const found = await members.member(cohortId, personId);
  return found && memberOf(found);
}

/** Does somebody learn there now? */
export async function isMember(cohortId: string, personId: string): Promise<boolean> {
  return isCurrent(await members.member(cohortId, personId));
}

/** The cohort, for who teaches it: named there, or managing cohorts in its organisation; else `notFound`. */
export async function cohortForTeacher(person: Person, cohortId: string): Promise<Cohort> {
  const found = await store.cohort(cohortId);
  if (!found || !(await teaches(person, found))) throw new AppError('notFound');
  return presented(found);
}

/** The cohort, for who learns there now or teaches it; else `notFound`. */
export async function cohortForMember(person: Person, cohortId: string): Promise<Cohort> {
  const [found, is] = await Promise.all([store.cohort(cohortId), isMember(cohortId, person.id)]);
  if (!found || !(is || (await teaches(person, found)))) throw new AppError('notFound');
  return presented(found);
}

async function teaches(person: Person, found: CohortHead): Promise<boolean> {
  // named ones are told without looking where it stands
  return mayTeach(person, found, []) || mayTeach(person, found, (await organisation(found.organisationId)).path);
}

/** All that `shiftedDue` of the contracts asks for: for who reckons with many dues of one cohort. */
export async function dueCalendar(cohortId: string): Promise<DueCalendar | undefined> {
  const [found, days] = await Promise.all([store.cohort(cohortId), postponedOf(cohortId)]);
  return found && { timeZone: found.timeZone, endsOn: found.endsOn, postponed: days.filter(isInForce) };
}

/** A moment by which something is due, after the days that were postponed. */
export async function shiftedDue(cohortId: string, dueAt: string): Promise<string> {
  const known = await dueCalendar(cohortId);
  return known ? shifted(dueAt, known) : dueAt;
}

/** Everything kept here about a person: where they learned, from when to when, and where they are named as an instructor. */
export async function dataOf(personId: string) {
  const [learned, taught, attended] = await Promise.all([
    members.membershipsOf(personId),
    store.taughtBy(personId),
    attendanceDataOf(personId),
  ]);
  const found = await cohortsById([...learned.map(({ cohortId }) => cohortId), ...taught]);
  const name = (id: string) => found.get(id)?.name ?? '';
  return {
    cohorts: learned.flatMap(({ cohortId, periods }) =>
      periods.map((period) => ({ cohortId, name: name(cohortId), ...period })),
    ),
    taughtCohorts: taught.map((cohortId) => ({ cohortId, name: name(cohortId) })),
    ...attended,
  };
}
