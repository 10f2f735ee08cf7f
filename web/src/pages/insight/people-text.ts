/** Numbers of people as they may be told: none stands for fewer than five, all for all but fewer than five. */
import { formatNumber } from '../../lib/format.ts';
import { t } from '../../lib/i18n.svelte.ts';
import { atLeast } from './heat-view.ts';

export function peopleText(count: number, people: number): string {
  if (count === 0) return t('insight.few');
  if (count === people)
    return t('insight.atLeast', { number: formatNumber(atLeast(people)), people: formatNumber(people) });
  return t('insight.of', { number: formatNumber(count), people: formatNumber(people) });
}
