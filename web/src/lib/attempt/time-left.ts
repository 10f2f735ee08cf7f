/** How long an attempt still goes. Pure; moments by the academy’s clock. */
import type { Blackout } from '#contracts/quiz-settings.ts';

const minuteMs = 60_000;
/** spoken when so many minutes are left */
const spoken = [10, 5, 1];

/**
 * The end as this device may take it: where outages are given back, the time without a connection since the academy was
 * heard last is added until it says itself what it gives.
 */
export function localEnd(closesAt: string | null, blackout: Blackout, silentMs: number): number | null {
  if (closesAt === null) return null;
  const given = blackout.policy === 'giveBack' ? Math.min(blackout.minutesMax * minuteMs, silentMs) : 0;
  return Date.parse(closesAt) + given;
}

/** A minute mark that was passed between two looks at the clock. */
export function markPassed(beforeMs: number, leftMs: number): number | undefined {
  return spoken.find((minutes) => beforeMs > minutes * minuteMs && leftMs <= minutes * minuteMs && leftMs > 0);
}

/** «1:02:05», «18:24»; the last second counts as one. */
export const secondsLeft = (endMs: number, nowMs: number): number => Math.max(0, Math.ceil((endMs - nowMs) / 1000));
