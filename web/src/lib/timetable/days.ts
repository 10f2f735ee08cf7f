/** Days of a timetable in words: they are what they are, whatever the reader’s own time zone. */
import { dateText, type DateStyle } from '../format.rules.ts';
import { locale } from '../i18n.svelte.ts';

const dayText = (style: DateStyle) => (day: string) => dateText(`${day}T12:00:00Z`, style, locale.current, 'UTC');

/** «23 листопада» */
export const dayShort = dayText('day');
/** «понеділок, 23 листопада» */
export const dayLong = dayText('dayLong');
/** «23 листопада 2026» */
export const dayFull = dayText('date');
