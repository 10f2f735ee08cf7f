/** A day of the calendar in words: the same day wherever one reads it. */
import { formatDate } from '../format.ts';

export const dayText = (day: string): string => formatDate(`${day}T12:00:00Z`);
