/**
 * When a notice is mailed: by what its person chose about its topic, their quiet hours and their hour of the digest, all by
 * the clock of their time zone. Pure; moments in milliseconds.
 */
import { noticeKinds, usualMail, type MailChoice, type NoticeKind, type NoticeTopic } from '#contracts/notice-kinds.ts';

export interface Preferences {
  mail: Record<NoticeTopic, MailChoice>;
  digestHour: number;
  /** quiet from this full hour until that one; the same: never quiet */
  quietFrom: number;
  quietUntil: number;
  revision: number;
}

/** As it is until somebody chooses. */
export const usualPreferences: Preferences = {
  mail: usualMail,
  digestHour: 7,
  quietFrom: 21,
  quietUntil: 7,
  revision: 0,
};

/** A notice that waits to be mailed. */
export interface Waiting {
  personId: string;
  id: string;
  kind: NoticeKind;
  at: string;
  urgent?: boolean | undefined;
}

const hourMs = 3_600_000;
const stepMs = hourMs / 4;
/** two days: a clock that is put back or forward lengthens none of them so far */
const stepsMax = 2 * 24 * 4;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The full hour the clock shows there, 0 to 23. */
export function localHour(moment: number, timeZone: string): number {
  const clock =
    clocks.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  clocks.set(timeZone, clock);
  return Number(clock.format(moment));
}

export const choiceFor = (kind: NoticeKind, { mail }: Preferences): MailChoice => mail[noticeKinds[kind]];

export function isQuiet(moment: number, { quietFrom, quietUntil }: Preferences, timeZone: string): boolean {
  if (quietFrom === quietUntil) return false;
  const hour = localHour(moment, timeZone);
  return quietFrom < quietUntil ? hour >= quietFrom && hour < quietUntil : hour >= quietFrom || hour < quietUntil;
}

/** When it is mailed at the earliest; undefined: never. */
export function dueAt(waiting: Waiting, preferences: Preferences, timeZone: string): number | undefined {
  const at = Date.parse(waiting.at);
  const choice = choiceFor(waiting.kind, preferences);
  if (choice === 'never') return undefined;
  if (choice === 'daily' && !waiting.urgent) return nextDigest(at, preferences, timeZone);
  if (waiting.urgent) return at;
  return firstStep(at, (moment) => !isQuiet(moment, preferences, timeZone));
}

/** The next beginning of the hour in which the digest comes: quiet or not, that hour was chosen. */
const nextDigest = (after: number, { digestHour }: Preferences, timeZone: string): number =>
  firstStep(
    (Math.floor(after / stepMs) + 1) * stepMs,
    (moment) => localHour(moment, timeZone) === digestHour && localHour(moment - stepMs, timeZone) !== digestHour,
  );

/** The moment itself, or the first quarter of an hour after it, of which this is so: every time zone’s clock keeps to quarters. */
function firstStep(from: number, isSo: (moment: number) => boolean): number {
  if (isSo(from)) return from;
  const first = (Math.floor(from / stepMs) + 1) * stepMs;
  for (let step = 0; step < stepsMax; step += 1) if (isSo(first + step * stepMs)) return first + step * stepMs;
  return first;
}

/** What is mailed now, what later and when first, and what will not be mailed at all. */
export function sorted(waiting: readonly Waiting[], preferences: Preferences, timeZone: string, now: number) {
  const timed = waiting.map((each) => ({ each, due: dueAt(each, preferences, timeZone) }));
  const later = timed.flatMap(({ due }) => (due !== undefined && due > now ? [due] : []));
  return {
    now: timed.flatMap(({ each, due }) => (due !== undefined && due <= now ? [each] : [])),
    never: timed.flatMap(({ each, due }) => (due === undefined ? [each] : [])),
    next: later.length ? Math.min(...later) : undefined,
  };
}
