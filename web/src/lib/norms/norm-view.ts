/** How norms are shown and chosen. Pure. */
import type { ArticleRow, Wording } from '#contracts/norms.ts';
import { pickText, type Picked } from '../languages.ts';
import type { Language } from '#contracts/common.ts';

/** A whole day as a date field writes it; half a day typed is none. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/** Where an arrow key leads in a list of so many; undefined: not ours. */
export function stepTo(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1 };
  const next = steps[key];
  return next === undefined ? undefined : (next + count) % count;
}

/** The text of a wording, in the reader's language or the one there is. */
export const textOf = (wording: Wording, language: Language): Picked => pickText(wording.text, language, language);

/** Has a lawyer not confirmed what is shown? A norm without a wording has nothing to confirm. */
export const isUnconfirmed = ({ wording }: Pick<ArticleRow, 'wording'>): boolean =>
  wording !== null && !wording.lawyerConfirmed;
