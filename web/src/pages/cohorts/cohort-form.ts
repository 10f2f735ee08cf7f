/** What is wrong with the days of a cohort as they are typed. Pure. */
import { daysMax } from '#contracts/cohorts.ts';
import type { MessageKey } from '../../lib/i18n.svelte.ts';

interface Fault {
  field: 'startsOn' | 'endsOn';
  text: MessageKey;
}
const dayMs = 24 * 3600 * 1000;
/** as the academy takes it */
const isDay = (text: string): boolean => /^20\d\d-\d\d-\d\d$/.test(text);

export function daysFault({ startsOn, endsOn }: { startsOn: string; endsOn: string }): Fault | undefined {
  if (!isDay(startsOn)) return { field: 'startsOn', text: 'cohorts.dayMissing' };
  if (!isDay(endsOn)) return { field: 'endsOn', text: 'cohorts.dayMissing' };
  const days = (Date.parse(endsOn) - Date.parse(startsOn)) / dayMs;
  if (days < 0) return { field: 'endsOn', text: 'cohorts.endsBeforeStart' };
  return days > daysMax ? { field: 'endsOn', text: 'cohorts.tooLong' } : undefined;
}
