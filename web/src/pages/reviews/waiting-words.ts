/** Age and deadline in words. */
import { formatDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.svelte.ts';
import type { IconName } from '../../lib/ui/icons.ts';
import type { Due } from './waiting.ts';

/** «Чекає 5 днів» */
export const ageText = (age: number): string => (age === 0 ? t('review.ageToday') : t('review.age', { count: age }));

/** «Прострочено на 2 дні», «Строк: до 24 листопада, 3 дні» */
export function dueText({ state, days, lastDay }: Due): string {
  if (state === 'late') return t('review.dueLate', { count: days });
  if (state === 'today') return t('review.dueToday');
  return t('review.dueIn', { count: days, day: formatDay(lastDay) });
}

/** Sign and colour of a deadline. */
export const dueSigns = {
  late: { kind: 'bad', icon: 'alert' },
  today: { kind: 'warn', icon: 'clock' },
  soon: { kind: 'warn', icon: 'clock' },
  later: { kind: 'plain', icon: 'clock' },
} as const satisfies Record<Due['state'], { kind: string; icon: IconName }>;
