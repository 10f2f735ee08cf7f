/** How the norms' pages show periods and states. Pure. */
import type { Wording } from '#contracts/norms.ts';
import type { MessageKey } from '../../lib/i18n.svelte.ts';

export const views = ['articles', 'competences', 'terms'] as const;
export type View = (typeof views)[number];

export const viewOf = (asked: string | undefined): View => views.find((view) => view === asked) ?? 'articles';

type Period = Pick<Wording, 'validFrom' | 'validUntil'>;

/** Which words say a period, with its days as they are to be put in. */
export function periodKey({ validFrom, validUntil }: Period): MessageKey {
  if (validFrom !== null) return validUntil === null ? 'norms.since' : 'norms.period';
  return validUntil === null ? 'norms.ever' : 'norms.untilDay';
}

/** Where a wording stands on a day. */
export function stateOn({ validFrom, validUntil }: Period, day: string): 'past' | 'now' | 'future' {
  if (validFrom !== null && day < validFrom) return 'future';
  return validUntil !== null && day >= validUntil ? 'past' : 'now';
}

/** The calendar day of a moment in a time zone, as a date field writes it. */
export const dayOf = (moment: number, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', ...(timeZone ? { timeZone } : {}) }).format(moment);
