/** Who is stuck in a course, why and since when. Pure; moments as RFC 3339, `now` in milliseconds. */
import { failuresNeeded, lectureDays, silentDays, type stuckKinds } from '#contracts/stuck.ts';
import { lectureWatched } from './completion.ts';

const dayMs = 86_400_000;

/** How somebody stands in a course that their cohort learns. */
export interface CourseStanding {
  /** since when they could learn it; undefined: not yet */
  openSince: string | undefined;
  completed: boolean;
  /** undefined: never begun */
  last: LastSign | undefined;
  /** tests that were failed and are not passed */
  failed: readonly { lessonId: string; failedAt: readonly string[] }[];
}

export interface LastSign {
  at: string;
  /** where they go on */
  lessonId: string | undefined;
  /** of the lesson they were in last, as far as it was begun: the share of its seconds that were watched */
  film: { lessonId: string; watchedShare: number } | undefined;
}

export interface Reason {
  kind: (typeof stuckKinds)[number];
  since: string;
  lessonId: string | undefined;
}

/** Since when somebody could learn a course: all of this had come to pass, and the courses before it were completed. */
export function openSince(
  moments: readonly string[],
  before: readonly (string | undefined)[],
  { begun }: { begun: boolean },
): string | undefined {
  // who has begun is not stopped by what comes before
  const wanted: readonly (string | undefined)[] = begun ? moments : [...moments, ...before];
  const passed = wanted.filter((each) => each !== undefined);
  return passed.length === wanted.length ? passed.reduce(later) : undefined;
}

export const later = (a: string, b: string): string => (a > b ? a : b);

/** Every reason that holds, the longest first; none for who has completed the course or cannot begin it yet. */
export function reasonsOf(standing: CourseStanding, now: number): Reason[] {
  if (standing.completed || standing.openSince === undefined) return [];
  const { last, failed } = standing;
  // what lies before it was their own affair
  const since = last ? later(standing.openSince, last.at) : standing.openSince;
  const isAgo = (days: number) => now - Date.parse(since) >= days * dayMs;
  const reasons: Reason[] = repeatedly(failed);
  if (isAgo(silentDays)) reasons.push({ kind: 'noVisit', since, lessonId: last?.lessonId });
  if (last?.film && !lectureWatched(last.film.watchedShare) && isAgo(lectureDays))
    reasons.push({ kind: 'sameLecture', since, lessonId: last.film.lessonId });
  return reasons.sort(longestFirst);
}

/** One reason a lesson, whatever tests it has: since the failure that made it so many. */
function repeatedly(failed: CourseStanding['failed']): Reason[] {
  const first = new Map<string, string>();
  for (const { lessonId, failedAt } of failed) {
    const since = failedAt.toSorted()[failuresNeeded - 1];
    const known = first.get(lessonId);
    if (since !== undefined && (known === undefined || since < known)) first.set(lessonId, since);
  }
  return [...first].map(([lessonId, since]) => ({ kind: 'failedTwice', since, lessonId }));
}

const longestFirst = (a: { since: string }, b: { since: string }): number =>
  a.since < b.since ? -1 : a.since > b.since ? 1 : 0;

/** Reasons by person: who is stuck longest first, and of each the longest first. */
export function byPerson<R extends { personId: string; since: string }>(
  reasons: readonly R[],
): { personId: string; reasons: R[] }[] {
  const people = Map.groupBy(reasons.toSorted(longestFirst), ({ personId }) => personId);
  return [...people].map(([personId, own]) => ({ personId, reasons: own }));
}
