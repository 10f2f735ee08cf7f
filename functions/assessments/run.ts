/** Rules of a run: its window, who answers for it, until when an attempt in it may last. Pure; moments in milliseconds. */
import type { Language, Localised } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { mayIn, type Membership } from '#contracts/permissions.ts';
import type { QuizSettings } from '#contracts/quiz-settings.ts';

/** More time for whoever was in at that moment. */
export interface Extension {
  /** made by the client: given once */
  key: string;
  minutes: number;
  at: string;
}
/** Of a whole run: for people of these organisations, and those below. */
export interface RunExtension extends Extension {
  scope: string[];
}

/** A key that was found wrong afterwards. */
export interface Correction {
  questionId: string;
  version: number;
  by: string;
  at: string;
  reason?: string | undefined;
}

export interface RunHead {
  id: string;
  /** academy or region that holds it */
  organisationId: string;
  quizId: string;
  quizVersion: number;
  /** of the frozen quiz */
  hash: string;
  /** of the quiz, unless it has its own */
  title: Localised;
  ownTitle: boolean;
  languages: Language[];
  questions: number;
  settings: QuizSettings;
  audience: string[];
  /** of a quiz in a lesson: whoever learns it */
  place?: { courseId: string; lessonId: string } | undefined;
  opensAt?: string | undefined;
  closesAt?: string | undefined;
  code?: string | undefined;
  cancelledAt?: string | undefined;
  releasedAt?: string | undefined;
  createdAt: string;
  createdBy: string;
  extensions: RunExtension[];
  /** questions that are marked by a later version than the one that was sat, the last of each question counts */
  corrections?: Correction[] | undefined;
  /** who marks sees no names */
  anonymous?: boolean | undefined;
  /** the most that any one person has beyond the others: results wait so long after the end */
  extraMost: number;
  revision: number;
}

export const minuteMs = 60_000;
/** what was sent before the end may be on its way so long */
export const transitMs = 15_000;
/** extensions of one run */
export const extensionsMax = 200;
/** corrected keys of one run */
export const correctionsMax = 200;

export type RunState = 'coming' | 'open' | 'over' | 'cancelled';

export function runState(run: Pick<RunHead, 'opensAt' | 'closesAt' | 'cancelledAt'>, now: number): RunState {
  if (run.cancelledAt !== undefined) return 'cancelled';
  if (run.opensAt !== undefined && now < Date.parse(run.opensAt)) return 'coming';
  return run.closesAt !== undefined && now >= Date.parse(run.closesAt) ? 'over' : 'open';
}

export interface Stay {
  openedAt: string;
  /** time for the attempt */
  minutes?: number | undefined;
  /** by an accommodation, from the beginning */
  extraMinutes: number;
  /** given to this person while they were in */
  extensions: Extension[];
  /** organisations from the root to where they belonged when they began */
  path: string[];
}

/** Until when an attempt may last, without what is given back after an outage; undefined: open end. */
export function endOf(stay: Stay, run: Pick<RunHead, 'closesAt' | 'extensions'>): number | undefined {
  const opened = Date.parse(stay.openedAt);
  const ends = [
    ...(stay.minutes === undefined ? [] : [opened + stay.minutes * minuteMs]),
    ...(run.closesAt === undefined ? [] : [Date.parse(run.closesAt)]),
  ];
  if (!ends.length) return undefined;
  const given = [
    ...stay.extensions,
    ...run.extensions.filter(({ scope }) => scope.some((id) => stay.path.includes(id))),
  ]
    .map(({ at, minutes }) => ({ at: Date.parse(at), minutes }))
    .sort((a, b) => a.at - b.at);
  const begun = Math.min(...ends) + stay.extraMinutes * minuteMs;
  return given.reduce(
    // who was not in, or not any more, is not meant
    (end, { at, minutes }) => (at >= opened && at <= end + transitMs ? end + minutes * minuteMs : end),
    begun,
  );
}

/** When the last who is in must have ended; undefined: never. Nobody sees a key before. */
export function overForAll(run: Pick<RunHead, 'closesAt' | 'extensions' | 'extraMost'>): number | undefined {
  if (run.closesAt === undefined) return undefined;
  const extended = run.extensions.reduce((sum, { minutes }) => sum + minutes, 0);
  return Date.parse(run.closesAt) + (extended + run.extraMost) * minuteMs + transitMs;
}

export interface RunChange {
  title?: Localised | null | undefined;
  opensAt?: string | null | undefined;
  closesAt?: string | null | undefined;
  code?: string | null | undefined;
  cancelled?: true | undefined;
}

/** The run with a change. `quizTitle`: how it is called without a title of its own; `begun`: has anybody begun? */
export function changedRun(
  run: RunHead,
  change: RunChange,
  { at, begun, quizTitle }: { at: string; begun: boolean; quizTitle: Localised },
): RunHead {
  const opensAt = change.opensAt === undefined ? run.opensAt : (change.opensAt ?? undefined);
  const closesAt = change.closesAt === undefined ? run.closesAt : (change.closesAt ?? undefined);
  requireWindow(opensAt, closesAt);
  const shorter = later(opensAt, run.opensAt) || earlier(closesAt, run.closesAt);
  if (begun && (shorter || change.cancelled)) throw new AppError('runBegun');
  const { code: _, opensAt: __, closesAt: ___, ...rest } = run;
  const code = change.code === undefined ? run.code : (change.code ?? undefined);
  return {
    ...rest,
    ...(change.title === undefined ? {} : { title: change.title ?? quizTitle, ownTitle: change.title !== null }),
    ...(opensAt === undefined ? {} : { opensAt }),
    ...(closesAt === undefined ? {} : { closesAt }),
    ...(code === undefined ? {} : { code }),
    ...(change.cancelled && run.cancelledAt === undefined ? { cancelledAt: at } : {}),
    revision: run.revision + 1,
  };
}

/** A window that is none is refused. */
export function requireWindow(opensAt: string | undefined, closesAt: string | undefined): void {
  if (opensAt !== undefined && closesAt !== undefined && Date.parse(closesAt) <= Date.parse(opensAt))
    throw new AppError('invalid', { field: 'body.closesAt', reason: 'beforeOpening' });
}

const later = (after: string | undefined, before: string | undefined) =>
  after !== undefined && (before === undefined || Date.parse(after) > Date.parse(before));
const earlier = (after: string | undefined, before: string | undefined) =>
  after !== undefined && (before === undefined || Date.parse(after) < Date.parse(before));

/** Organisations with their paths, as far as they are known. */
export type Paths = ReadonlyMap<string, { path: readonly string[] }>;

/** May somebody change the run: do they hold tests where it is held? */
export const mayChangeRun = (memberships: readonly Membership[], run: RunHead, paths: Paths): boolean =>
  mayIn(memberships, 'runQuizzes', paths.get(run.organisationId)?.path ?? []);

/**
 * Organisations whose people somebody answers for in a run: those it is for, as far as they hold tests there or above;
 * and those below where they do.
 */
export function reachIn(memberships: readonly Membership[], run: RunHead, paths: Paths): string[] {
  const whole = run.audience.filter((id) => mayIn(memberships, 'runQuizzes', paths.get(id)?.path ?? []));
  const held = memberships
    .filter((one) => mayIn([one], 'runQuizzes', [one.organisationId]))
    .map(({ organisationId }) => organisationId);
  // whoever learns a course sits its tests: each academy answers for its own
  if (run.place) return [...new Set(held)];
  const parts = held.filter((id) => paths.get(id)?.path.some((above) => run.audience.includes(above)));
  return [...new Set([...whole, ...parts])];
}

/** Where somebody learns who the run is for: the path to it; undefined: it is not for them. */
export function learnerPath(memberships: readonly Membership[], run: RunHead, paths: Paths): string[] | undefined {
  const found = memberships
    .filter(({ roles }) => roles.includes('learner'))
    .map(({ organisationId }) => paths.get(organisationId)?.path ?? [])
    .find((path) => path.some((id) => run.audience.includes(id)));
  return found && [...found];
}
