/** A test as its learner meets it, in words: state, rules, results. Pure. */
import type { AttemptCard, AttemptResult, OwnRun } from '#contracts/attempts.ts';
import type { OutputOf } from '#contracts/endpoint.ts';
import type { attempts } from '#contracts/attempts.ts';

export type RunRow = OutputOf<typeof attempts.ownRuns>['items'][number];

/** What of a list comes first: what is under way, what is open, what comes, what has been. */
const order: Record<RunRow['state'], number> = { underWay: 0, open: 1, coming: 2, missed: 3, done: 3 };

export interface RunGroups {
  now: RunRow[];
  coming: RunRow[];
  past: RunRow[];
}

/** In each group what is due first comes first; what has been, the last first. */
export function grouped(rows: readonly RunRow[]): RunGroups {
  const sorted = [...rows].sort((a, b) => order[a.state] - order[b.state] || dueMs(a) - dueMs(b));
  return {
    now: sorted.filter(({ state }) => order[state] < 2),
    coming: sorted.filter(({ state }) => state === 'coming').sort((a, b) => opensMs(a) - opensMs(b)),
    past: sorted.filter(({ state }) => order[state] === 3).sort((a, b) => dueMs(b) - dueMs(a)),
  };
}

const dueMs = ({ closesAt }: RunRow): number => (closesAt ? Date.parse(closesAt) : Infinity);
const opensMs = ({ opensAt }: RunRow): number => (opensAt ? Date.parse(opensAt) : 0);

/** What home shows: the test one is in, else one that is open, else one that opens within two days. */
export function firstFor(rows: readonly RunRow[], nowMs: number): RunRow | undefined {
  const { now, coming } = grouped(rows);
  return now[0] ?? coming.find((row) => opensMs(row) - nowMs < 48 * 3600_000);
}

/** The attempt that is under way. */
export const openAttempt = ({ attempts: all }: Pick<OwnRun, 'attempts'>): AttemptCard | undefined =>
  all.find(({ state }) => state === 'open');

/** Share of the points; undefined where they are not shown. */
export const shareOf = ({ state, points, pointsMax }: AttemptResult): number | undefined =>
  state === 'shown' && points !== null && pointsMax > 0 ? points / pointsMax : undefined;

export type Rule =
  | { kind: 'questions' | 'minutes' | 'extra' | 'attempts' | 'unlimited' | 'pass'; count: number }
  | { kind: 'best' | 'last' | 'mean' | 'forward' | 'free' | 'practice'; count?: never }
  | { kind: 'showAtOnce' | 'showAfterClose' | 'showOnRelease' | 'showNever'; count?: never }
  | { kind: 'blackoutNone'; count?: never }
  | { kind: 'blackoutGrace' | 'blackoutGiveBack'; count: number };

/** The rules of a test, one sentence each, the most important first. */
export function rulesOf({ questions, minutes, extraMinutes, settings }: OwnRun): Rule[] {
  const { attempts: tries, countsAs, navigation, practice, passShare, blackout, show } = settings;
  const rules: Rule[] = [{ kind: 'questions', count: questions }];
  if (minutes !== null) rules.push({ kind: 'minutes', count: minutes });
  if (minutes !== null && extraMinutes > 0) rules.push({ kind: 'extra', count: extraMinutes });
  rules.push(tries === null ? { kind: 'unlimited', count: 0 } : { kind: 'attempts', count: tries });
  if (tries !== 1) rules.push({ kind: countsAs });
  if (passShare !== null) rules.push({ kind: 'pass', count: passShare });
  rules.push({ kind: navigation });
  rules.push(practice ? { kind: 'practice' } : { kind: shownWhen[show.when] });
  if (minutes !== null || blackout.policy !== 'none') rules.push(blackoutRule(blackout));
  return rules;
}

const shownWhen = {
  atOnce: 'showAtOnce',
  afterClose: 'showAfterClose',
  onRelease: 'showOnRelease',
  never: 'showNever',
} as const;

function blackoutRule(blackout: OwnRun['settings']['blackout']): Rule {
  if (blackout.policy === 'none') return { kind: 'blackoutNone' };
  if (blackout.policy === 'grace') return { kind: 'blackoutGrace', count: blackout.minutes };
  return { kind: 'blackoutGiveBack', count: blackout.minutesMax };
}
