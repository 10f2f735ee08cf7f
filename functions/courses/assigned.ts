/**
 * Rules of assigned courses. One item says that a cohort, or an organisation with everything below it, learns a course;
 * who has to follows from it and from who was there when. Nothing is written per person until they begin. Pure.
 */
import { AppError } from '#contracts/errors.ts';

/** From a moment to another one; without an end it lasts. */
export interface Period {
  from: string;
  to?: string | undefined;
}

export interface Terms {
  version: number;
  /** YYYY-MM-DD, where it is not self-paced */
  startsOn?: string | undefined;
  dueOn?: string | undefined;
  /** courses to be completed before */
  after: string[];
  /** its modules are learned one after the other */
  inOrder?: boolean | undefined;
}

export interface Assigned extends Terms {
  /** `coh_…` or `org_…` */
  targetId: string;
  courseId: string;
  assignedAt: string;
  assignedBy: string;
  withdrawnAt?: string | undefined;
  /** stretches before the present or last one */
  earlier: Period[];
  revision: number;
}

/** A deadline before the start is refused; both may be the same day. */
export function requireDays({ startsOn, dueOn }: Pick<Terms, 'startsOn' | 'dueOn'>): void {
  if (startsOn !== undefined && dueOn !== undefined && dueOn < startsOn) throw new AppError('dueBeforeStart');
}

/** Would the course have to be completed before itself, by whatever detour? */
export function isCircle(courseId: string, after: readonly string[], all: readonly Assigned[]): boolean {
  const before = new Map(all.map((each) => [each.courseId, each.after]));
  const seen = new Set<string>();
  const open = [...after];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === courseId) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(before.get(next) ?? []));
  }
  return false;
}

export const isAssigned = ({ withdrawnAt }: Pick<Assigned, 'withdrawnAt'>): boolean => withdrawnAt === undefined;

export const withdrawn = (one: Assigned, at: string): Assigned => ({
  ...one,
  withdrawnAt: at,
  revision: one.revision + 1,
});

/** Assigned once more; the stretch before stays known. */
export function assignedAgain({ withdrawnAt, ...one }: Assigned, by: string, at: string): Assigned {
  const before = { from: one.assignedAt, ...(withdrawnAt === undefined ? {} : { to: withdrawnAt }) };
  const earlier = [...one.earlier, before].slice(-periodsMax);
  return { ...one, assignedAt: at, assignedBy: by, earlier, revision: one.revision + 1 };
}
const periodsMax = 20;

const covers = ({ from, to }: Period, moment: string): boolean => from <= moment && (to === undefined || moment < to);

/** Did somebody who was there in these periods have to learn the course at this moment, on this local day? */
export function hadTo(one: Assigned, there: readonly Period[], moment: string, day: string): boolean {
  const stood = [...one.earlier, { from: one.assignedAt, to: one.withdrawnAt }];
  const hasStarted = one.startsOn === undefined || one.startsOn <= day;
  return hasStarted && stood.some((each) => covers(each, moment)) && there.some((each) => covers(each, moment));
}

/** What is due first comes first, what is due at no time last. */
export const dueFirst = (a: Assigned, b: Assigned): number =>
  (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9') || a.assignedAt.localeCompare(b.assignedAt);

/** Where a course is assigned in several ways, the one that is due first counts. */
export function onePerCourse<A extends Assigned>(all: readonly A[]): A[] {
  const first = new Map<string, A>();
  for (const each of [...all].sort(dueFirst)) if (!first.has(each.courseId)) first.set(each.courseId, each);
  return [...first.values()];
}

/** Courses still to be completed before. Who has begun is not stopped any more. */
export const missingOf = ({ after }: Pick<Terms, 'after'>, completed: ReadonlySet<string>): string[] =>
  after.filter((courseId) => !completed.has(courseId));
