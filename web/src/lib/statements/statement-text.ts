/** How days and hours of a statement are told on a page: as printed, in the academy’s calendar. */
import type { CheckedStatement } from '#contracts/statements.ts';
import { dateText } from '../format.rules.ts';
import { formatMinutes, formatNumber } from '../format.ts';
import { locale, t } from '../i18n.svelte.ts';

/** «23 листопада 2026» */
export const dayText = (day: string): string => dateText(`${day}T00:00:00Z`, 'date', locale.current, 'UTC');

type Details = NonNullable<CheckedStatement['details']>;

/** Hours by the academy’s rule; without one as they are planned. */
export function hoursText({ hours, minutes }: Pick<Details, 'hours' | 'minutes'>): string {
  if (!hours) return t('check.planned', { time: formatMinutes(minutes) });
  return t('check.hours', { count: hours.count, minutes: hours.minutes });
}

export const pointsText = ({ reached, of }: NonNullable<Details['points']>): string =>
  t('check.points', { reached: formatNumber(reached, 2), of: formatNumber(of, 2) });

/** Address of the file; a browser saves it under its own name. */
export const fileAddress = (statementId: string): string => `/api/statements/${statementId}/file`;
