/** Dates and amounts in the language of the interface and the person's time zone; reading them subscribes to both. */
import * as rules from './format.rules.ts';
import { locale, t } from './i18n.svelte.ts';

type Moment = string | number | Date;

const dated = (style: rules.DateStyle) => (moment: Moment) =>
  rules.dateText(moment, style, locale.current, locale.timeZone);

/** «10 листопада» */
export const formatDay = dated('day');
/** «вівторок, 10 листопада» */
export const formatDayLong = dated('dayLong');
/** «10 листопада 2026» */
export const formatDate = dated('date');
/** «08:52» */
export const formatTime = dated('time');

/** «сьогодні о 08:12», «вчора о 21:40», «9 листопада», «9 листопада 2025» */
export function formatWhen(moment: Moment, now: number = Date.now()): string {
  const days = rules.daysAgo(moment, now, locale.timeZone);
  if (days === 0) return t('time.todayAt', { time: formatTime(moment) });
  if (days === 1) return t('time.yesterdayAt', { time: formatTime(moment) });
  return days > 0 && days < 300 ? formatDay(moment) : formatDate(moment);
}

export const formatNumber = (value: number, digits?: number): string => rules.numberText(value, locale.current, digits);
export const formatPercent = (share: number): string => rules.percentText(share, locale.current);
/** «1 год 20 хв» */
export const formatMinutes = (minutes: number): string => rules.minutesText(minutes, locale.current);
/** «12:40» */
export const formatClock = rules.clockText;
/** «84,5 МБ» */
export const formatBytes = (bytes: number): string => rules.bytesText(bytes, locale.current);
