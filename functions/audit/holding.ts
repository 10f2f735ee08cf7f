/**
 * Who held what: what follows from completed courses and dated memberships. Everything here is computed anew from
 * facts and periods, in any order and any number of times, with the same outcome.
 */
import type { Role } from '#contracts/permissions.ts';

/** Roles in an organisation from one moment (RFC 3339) to another; `until` null: still. */
export interface Period {
  organisationId: string;
  roles: Role[];
  since: string;
  until: string | null;
}
/** Where an organisation stands now, and the branches it stood in before, each until the moment it was moved. */
export interface Place {
  path: readonly string[];
  moves: readonly { at: string; from: string }[];
}
/** A period as long as its organisation stood in one branch (an academy, a region, or the national body itself). */
export interface Stay extends Period {
  branchId: string;
  /** from the root, as it was then */
  path: readonly string[];
}
export interface Completion {
  courseId: string;
  version: number;
  at: string;
}
/** A completed course of a person as one branch may show it, with the person's time there. */
export interface Holding {
  courseId: string;
  version: number;
  completedAt: string;
  /** null: held by somebody who belongs to no branch */
  branchId: string | null;
  stays: { organisationId: string; from: string; until: string | null }[];
}

/** A holding at its place in lists: moment, course, person, version. */
export type Placed<H extends Holding> = H & { place: string };

/** Lists of several branches as one, latest first; who belonged to two of them comes once, with their time in both. */
export function united<H extends Holding>(lists: readonly (readonly Placed<H>[])[]): Placed<H>[] {
  const byPlace = new Map<string, Placed<H>>();
  for (const each of lists.flat()) {
    const known = byPlace.get(each.place);
    byPlace.set(each.place, known ? { ...known, stays: [...known.stays, ...each.stays] } : each);
  }
  return [...byPlace.values()].sort((a, b) => (a.place < b.place ? 1 : -1));
}

type Bounds = { since: string; until: string | null };

/** The organisation's path from the root at a moment. */
export function pathAt({ path, moves }: Place, at: string): readonly string[] {
  const later = moves.filter((move) => move.at > at).sort((a, b) => (a.at < b.at ? -1 : 1));
  return later[0] ? [path[0]!, later[0].from, ...path.slice(2)] : path;
}

/** The branch a path leads through: an academy, a region, or the national body itself. */
export const branchOn = (path: readonly string[]): string => path[1] ?? path[0]!;

/** Periods cut where their organisation was moved to another branch. */
export const staysOf = (periods: readonly Period[], places: ReadonlyMap<string, Place>): Stay[] =>
  periods.flatMap((period) => {
    const place = places.get(period.organisationId);
    if (!place) return [];
    const cuts = place.moves.map(({ at }) => at).filter((at) => at > period.since && isBefore(at, period.until));
    const edges = [period.since, ...cuts.sort()];
    return edges.map((since, index) => {
      const path = pathAt(place, since);
      return { ...period, since, until: edges[index + 1] ?? period.until, path, branchId: branchOn(path) };
    });
  });

const isBefore = (moment: string, end: string | null) => end === null || moment < end;

/** Did the period last at this moment? At the moment of a change both the old one and the new one count. */
export const lastedAt = ({ since, until }: Bounds, at: string): boolean =>
  since <= at && (until === null || at <= until);

/** Had it begun before this moment, and was it not over yet? The question for the end of a day. */
export const heldUntil = ({ since, until }: Bounds, end: string): boolean =>
  since < end && (until === null || until >= end);

/** A course and its version count once, from the first time; people merged into one may bring the same twice. */
export function firstCompletions(completions: readonly Completion[]): Completion[] {
  const first = new Map<string, Completion>();
  for (const each of completions) {
    const key = `${each.courseId} ${each.version}`;
    const known = first.get(key);
    if (!known || each.at < known.at) first.set(key, each);
  }
  return [...first.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** What a person holds, branch by branch: wherever they belonged at the moment of completion or later. */
export const holdingsOf = (completions: readonly Completion[], stays: readonly Stay[]): Holding[] =>
  firstCompletions(completions).flatMap(({ courseId, version, at }): Holding[] => {
    const held = { courseId, version, completedAt: at };
    const since = stays.filter((stay) => isBefore(at, stay.until));
    const branches = [...new Set(since.map((stay) => stay.branchId))].sort();
    if (!branches.length) return [{ ...held, branchId: null, stays: [] }];
    return branches.map((branchId) => ({
      ...held,
      branchId,
      stays: joined(since.filter((stay) => stay.branchId === branchId)),
    }));
  });

/** Stays in the same organisation that follow each other are one: a change of roles is no leave. */
function joined(stays: readonly Stay[]): Holding['stays'] {
  const done: Holding['stays'] = [];
  const ordered = [...stays].sort((a, b) => order(a.organisationId, b.organisationId) || order(a.since, b.since));
  for (const { organisationId, since, until } of ordered) {
    const last = done.at(-1);
    if (last?.organisationId === organisationId && (last.until === null || last.until >= since)) {
      last.until = laterOf(last.until, until);
    } else done.push({ organisationId, from: since, until });
  }
  return done;
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const laterOf = (a: string | null, b: string | null) => (a === null || b === null ? null : a > b ? a : b);

/** The organisation of the branch in which the holder stood when the day ended; undefined: not there, or not held yet. */
export function heldIn(holding: Pick<Holding, 'completedAt' | 'stays'>, end: string): string | undefined {
  if (holding.completedAt >= end) return undefined;
  return holding.stays.find(({ from, until }) => heldUntil({ since: from, until }, end))?.organisationId;
}
