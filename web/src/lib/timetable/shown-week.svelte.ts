/** Which week of a cohort’s timetable is looked at, and what stands in it. */
import { addDays, dayAt, mondayOf } from '#contracts/local-time.ts';
import { timetable } from '#contracts/timetable.ts';
import { locale } from '../i18n.svelte.ts';
import { useQuery } from '../query.svelte.ts';
import { current, noteInAddress } from '../router.ts';
import { firstMonday } from './week.ts';

/** Made by the page. */
export function useWeek(cohortId: () => string) {
  const zone = locale.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  let monday = $state(firstMonday(current.query('day'), dayAt(Date.now(), zone)));
  const query = useQuery(timetable.timetable, () => ({
    params: { cohortId: cohortId() },
    query: { from: monday, to: addDays(monday, 6) },
  }));
  return {
    get monday(): string {
      return monday;
    },
    /** the Monday of this week there */
    get now(): string | undefined {
      return query.data && mondayOf(query.data.today);
    },
    get data() {
      return query.data;
    },
    get error() {
      return query.error;
    },
    go(to: string): void {
      monday = to;
      noteInAddress({ day: to });
    },
    again: () => query.refetch(),
  };
}
