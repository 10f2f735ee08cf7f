/** Rules of an attempt: may one begin, when is it over, how is it closed. Pure; moments in milliseconds. */
import type { AttemptCard, OwnRun } from '#contracts/attempts.ts';
import type { Language } from '#contracts/common.ts';
import type { Blackout, QuizSettings } from '#contracts/quiz-settings.ts';
import type { Terms } from './fold.ts';
import { movedEnd, silenceMs, type Gap } from './outage.ts';
import { endOf, minuteMs, runState, transitMs, type RunHead, type Stay } from './run.ts';

export interface AttemptHead extends Stay {
  personId: string;
  id: string;
  runId: string;
  /** of the frozen quiz */
  hash: string;
  /** from which paper and order follow */
  seed: string;
  number: number;
  language: Language;
  practice: boolean;
  blackout: Blackout;
  state: AttemptCard['state'];
  /** submitted, or closed by the end of its time */
  endedAt?: string | undefined;
  /** nothing that comes later counts */
  finalAt?: string | undefined;
  /** questions with an answer, once it is over */
  answered?: number | undefined;
  points?: number | undefined;
  pointsMax?: number | undefined;
  passed?: boolean | undefined;
  /** a person has to decide something still */
  marking?: boolean | undefined;
  /** when something was changed last that is seen while it is sat; absent of older ones */
  changedAt?: number | undefined;
  revision: number;
}

/** What the server has heard of somebody. */
export interface Heard {
  /** the last sign of life */
  seenAt?: number | undefined;
  gaps: readonly Gap[];
}

/** A person in a run: what they have been given, which attempts they have made. */
export interface Standing {
  personId: string;
  runId: string;
  organisationId: string;
  attempts: string[];
  extraMinutes: number;
  extraAttempts: number;
  revision: number;
}

/** Until when an attempt lasts, as its learner is told; undefined: open end. */
export function closesAt(head: AttemptHead, run: Pick<RunHead, 'closesAt' | 'extensions'>, heard: Heard) {
  const end = endOf(head, run);
  if (end === undefined || head.blackout.policy !== 'giveBack') return end;
  return movedEnd(end, heard.gaps, head.blackout.minutesMax * minuteMs);
}

/** When the server closes: a little after the end; where outages are given back, it waits for who has fallen silent. */
export function closingAt(head: AttemptHead, run: Pick<RunHead, 'closesAt' | 'extensions'>, heard: Heard) {
  const end = endOf(head, run);
  if (end === undefined) return undefined;
  if (head.blackout.policy !== 'giveBack') return end + transitMs;
  const moved = closesAt(head, run, heard)!;
  const lastSeen = heard.seenAt ?? Date.parse(head.openedAt);
  const silent = moved - lastSeen >= silenceMs;
  return (silent ? end + head.blackout.minutesMax * minuteMs : moved) + transitMs;
}

/** What counts of an attempt: of one under way everything; of one that has ended what its end says. */
export function termsOf({ openedAt, state, endedAt, finalAt }: AttemptHead): Terms {
  const moment = (text: string | undefined) => (text === undefined ? Infinity : Date.parse(text));
  const opened = Date.parse(openedAt);
  if (state === 'open') return { openedAt: opened, end: Infinity, receiveUntil: Infinity };
  return { openedAt: opened, end: moment(endedAt), receiveUntil: moment(finalAt) };
}

/** After a close at `end`: from when on nothing counts any more. */
export const finalFrom = ({ blackout }: Pick<AttemptHead, 'blackout'>, end: number): number =>
  end + (blackout.policy === 'grace' ? blackout.minutes * minuteMs : 0) + transitMs;

/** Could something that comes now still count? Then nobody sees a key. */
export const isFinal = ({ finalAt, state }: Pick<AttemptHead, 'finalAt' | 'state'>, now: number): boolean =>
  state !== 'open' && (finalAt === undefined || now >= Date.parse(finalAt));

export const attemptsLeft = (
  settings: Pick<QuizSettings, 'attempts'>,
  standing: Standing | undefined,
): number | null =>
  settings.attempts === null
    ? null
    : Math.max(0, settings.attempts + (standing?.extraAttempts ?? 0) - (standing?.attempts.length ?? 0));

/** Why somebody may not begin now; null: they may. */
export function hindrance(
  run: Pick<RunHead, 'opensAt' | 'closesAt' | 'cancelledAt'>,
  left: number | null,
  underWay: boolean,
  now: number,
): OwnRun['why'] {
  if (underWay) return 'underWay';
  const state = runState(run, now);
  if (state === 'coming') return 'notOpen';
  if (state !== 'open') return 'over';
  return left === 0 ? 'noneLeft' : null;
}
