/** Which wording of an article holds when. Days are `2026-02-22`; a period has its first day and the first day after it. Pure. */
import type { Wording } from '#contracts/norms.ts';

export type Period = Pick<Wording, 'validFrom' | 'validUntil'>;

/** Before every day there is. */
const ever = '';
/** After every day there is. */
const never = '9999-99-99';

const start = ({ validFrom }: Period) => validFrom ?? ever;
const end = ({ validUntil }: Period) => validUntil ?? never;

/** Does it hold on that day? */
export const holdsOn = (period: Period, day: string): boolean => start(period) <= day && day < end(period);

/** The wording in force on a day; null where none was. */
export const wordingOn = <P extends Period>(wordings: readonly P[], day: string): P | null =>
  wordings.find((wording) => holdsOn(wording, day)) ?? null;

/** Latest first. */
export const latestFirst = <P extends Period>(wordings: readonly P[]): P[] =>
  [...wordings].sort((a, b) => (start(a) < start(b) ? 1 : start(a) > start(b) ? -1 : 0));

/** Is there a day with two wordings, or a period that ends before it begins? */
export function overlaps(periods: readonly Period[]): boolean {
  const sorted = latestFirst(periods).reverse();
  return sorted.some((period, index) => {
    const next = sorted[index + 1];
    return start(period) >= end(period) || (next !== undefined && start(next) < end(period));
  });
}
