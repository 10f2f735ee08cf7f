/**
 * Kazakh names of months, days and units: Chromium ships no Kazakh tables and would write “M11 22”, or fall back to the
 * language of the device. Pure.
 */
export const kazakhMonths = 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'.split(
  ' ',
);
const weekdays: Record<string, string> = {
  Mon: 'дүйсенбі',
  Tue: 'сейсенбі',
  Wed: 'сәрсенбі',
  Thu: 'бейсенбі',
  Fri: 'жұма',
  Sat: 'сенбі',
  Sun: 'жексенбі',
};
const shortWeekdays: Record<string, string> = {
  Mon: 'дс',
  Tue: 'сс',
  Wed: 'ср',
  Thu: 'бс',
  Fri: 'жм',
  Sat: 'сб',
  Sun: 'жс',
};

export const kazakhUnits: Record<string, string> = {
  hour: 'сағ',
  minute: 'мин',
  kilobyte: 'КБ',
  megabyte: 'МБ',
  gigabyte: 'ГБ',
};

export function kazakhDate(moment: Date, style: 'day' | 'dayLong' | 'date' | 'weekday', timeZone?: string): string {
  const options = {
    weekday: 'short',
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    ...(timeZone ? { timeZone } : {}),
  } as const;
  const parts = new Intl.DateTimeFormat('en-US', options).formatToParts(moment);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  const day = `${part('day')} ${kazakhMonths[Number(part('month')) - 1] ?? ''}`;
  if (style === 'weekday') return shortWeekdays[part('weekday')] ?? '';
  if (style === 'dayLong') return `${day}, ${weekdays[part('weekday')] ?? ''}`;
  return style === 'date' ? `${part('year')} ж. ${day}` : day;
}
