/** What is held at the same time as a session that is being planned: a warning, since two halves of a cohort may well part. */
import type { Overlap, timetable as contract } from '#contracts/timetable.ts';
import { AppError } from '#contracts/errors.ts';
import { minutesMax } from '#contracts/timetable.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { cohortForTeacher, type Cohort } from './cohorts.reads.ts';
import { isHeld, overlaps, startOf, type SessionItem } from './session.ts';
import { sessionsBetween, taughtBetween } from './sessions.store.ts';

const hourMs = 3_600_000;
/** so long before a session begins another that is still held then may begin */
const reachMs = (minutesMax / 60) * hourMs;

interface Planned {
  startsAt: string;
  minutes: number;
}

export async function overlapsOf(ctx: Context, { params, query }: Input<(typeof contract)['overlaps']>) {
  const cohort = await cohortForTeacher(ctx.person, params.cohortId);
  const minutes = Number(query.minutes);
  const planned = query.days
    .split(',')
    .map((day): Planned => ({ startsAt: startOf({ day, from: query.from }, cohort.timeZone), minutes }));
  const own = (session: SessionItem) => session.id === query.except;
  const [here, elsewhere] = await Promise.all([
    heldHere(cohort, query.days.split(',')),
    query.instructorId ? taughtElsewhere(query.instructorId, planned) : [],
  ]);
  const meets = (session: SessionItem) => !own(session) && planned.some((each) => overlaps(each, session));
  const names = namesFor(ctx);
  const items: Overlap[] = here.filter(meets).map((session) => shown('cohort', session, cohort));
  const known = new Set(items.map(({ title, day, from }) => `${day} ${from} ${title}`));
  for (const session of elsewhere.filter(meets)) {
    const of = await names(session.cohortId);
    if (session.cohortId === cohort.id && known.has(`${session.day} ${session.from} ${session.title}`)) continue;
    items.push(shown('instructor', session, of));
  }
  return { items };
}

async function heldHere(cohort: Cohort, days: readonly string[]): Promise<SessionItem[]> {
  const found = await Promise.all([...new Set(days)].map((day) => sessionsBetween(cohort.id, day, day)));
  return found.flat().filter(isHeld);
}

/** What an instructor holds around these moments. */
export async function taughtElsewhere(personId: string, planned: readonly Planned[]): Promise<SessionItem[]> {
  const found = await Promise.all(
    planned.map(({ startsAt, minutes }) => {
      const start = Date.parse(startsAt);
      const moment = (ms: number) => new Date(ms).toISOString();
      return taughtBetween(personId, moment(start - reachMs), moment(start + minutes * 60_000));
    }),
  );
  return [...new Map(found.flat().map((session) => [session.id, session])).values()];
}

/** The cohort of a session, where the asker may know it. */
function namesFor(ctx: Context) {
  const asked = new Map<string, Promise<Cohort | undefined>>();
  return (cohortId: string) => {
    const before = asked.get(cohortId);
    if (before) return before;
    const found = cohortForTeacher(ctx.person, cohortId).catch((error: unknown) => {
      if (error instanceof AppError) return undefined;
      throw error;
    });
    asked.set(cohortId, found);
    return found;
  };
}

const shown = (of: Overlap['of'], session: SessionItem, cohort: Cohort | undefined): Overlap => ({
  ...{ of, day: session.day, from: session.from, minutes: session.minutes },
  title: cohort ? session.title : null,
  cohort: cohort ? { id: cohort.id, name: cohort.name } : null,
});
