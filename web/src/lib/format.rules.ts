/** How dates, numbers and amounts are written, by the browser's own tables. Pure: language and time zone come in. */
import type { Language } from '#contracts/common.ts';
import { kazakhDate, kazakhMonths, kazakhUnits } from './kazakh.ts';

/** Kazakh writes its numbers like Russian; its names are ours, see `kazakh.ts`. */
const dateTables: Record<Language, string> = { uk: 'uk', ru: 'ru', kk: 'ru', en: 'en-GB' };
const numberTables: Record<Language, string> = { ...dateTables, en: 'en-US' };

export type DateStyle = 'day' | 'dayLong' | 'date' | 'time' | 'weekday';

const dateStyles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'long' },
  dayLong: { weekday: 'long', day: 'numeric', month: 'long' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  weekday: { weekday: 'short' },
};

export function dateText(
  moment: string | number | Date,
  style: DateStyle,
  language: Language,
  timeZone?: string,
): string {
  if (language === 'kk' && style !== 'time') return bound(kazakhDate(new Date(moment), style, timeZone));
  const options = { ...dateStyles[style], ...(timeZone ? { timeZone } : {}) };
  const parts = new Intl.DateTimeFormat(dateTables[language], options).formatToParts(new Date(moment));
  // «10 листопада 2026 р.»: the word for the year says nothing new
  if (style === 'date' && parts.at(-1)?.type === 'literal') parts.pop();
  return bound(parts.map((part) => part.value).join(''));
}

/** «листопад»: the name of a month (1 to 12) on its own. */
export function monthName(month: number, language: Language): string {
  if (language === 'kk') return kazakhMonths[month - 1] ?? '';
  const options = { month: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(dateTables[language], options).format(Date.UTC(2026, month - 1, 15));
}

/** How many calendar days ago in that time zone: 0 today, 1 yesterday; negative for days to come. */
export function daysAgo(moment: string | number | Date, now: number, timeZone?: string): number {
  return dayNumber(now, timeZone) - dayNumber(moment, timeZone);
}

function dayNumber(moment: string | number | Date, timeZone?: string): number {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit', ...(timeZone ? { timeZone } : {}) } as const;
  return Math.round(
    Date.parse(`${new Intl.DateTimeFormat('en-CA', options).format(new Date(moment))}T00:00:00Z`) / 86_400_000,
  );
}

export function numberText(value: number, language: Language, digits = 0): string {
  return new Intl.NumberFormat(numberTables[language], { maximumFractionDigits: digits }).format(value);
}

export function percentText(share: number, language: Language): string {
  const text = new Intl.NumberFormat(numberTables[language], { style: 'percent', maximumFractionDigits: 0 }).format(
    share,
  );
  // the browser's tables leave the space out, our editors do not
  return language === 'en' ? text : text.replace(/\s?%/, '\u00a0%');
}

/** «1 год 20 хв», «45 хв»; less than a minute counts as one. */
export function minutesText(minutes: number, language: Language): string {
  const whole = Math.max(1, Math.round(minutes));
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  const pieces = [
    hours > 0 ? unitText(hours, 'hour', language) : '',
    rest > 0 ? unitText(rest, 'minute', language) : '',
  ];
  return pieces.filter(Boolean).join('\u00a0');
}

/** Place in a recording: «12:40», «1:02:05». */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** «84,5 МБ»: decimal units, as shops and networks count. */
export function bytesText(bytes: number, language: Language): string {
  if (bytes >= 1e9) return unitText(bytes / 1e9, 'gigabyte', language, 1);
  if (bytes >= 1e6) return unitText(bytes / 1e6, 'megabyte', language, bytes < 1e7 ? 1 : 0);
  return unitText(bytes > 0 ? Math.max(1, bytes / 1e3) : 0, 'kilobyte', language);
}

function unitText(value: number, unit: string, language: Language, digits = 0): string {
  if (language === 'kk') return `${numberText(value, language, digits)}\u00a0${kazakhUnits[unit] ?? ''}`;
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits } as const;
  return bound(new Intl.NumberFormat(numberTables[language], options).format(value));
}

/** Number and word stay on one line. */
const bound = (text: string) => text.replace(/(\d)[ \u202f]/g, '$1\u00a0');
