/** What other rooms may ask of timetables: whose sessions are when, which days were put off. */
import { dayAt } from '#contracts/local-time.ts';
import { cohortsById, cohortsOf, type Cohort } from './cohorts.reads.ts';
import type { PostponedItem } from './postponing.ts';
import { postponed } from './postponing.store.ts';
import { endOf, inOrder, inZone, isHeld, type SessionItem } from './session.ts';
import { sessionsBetween, taughtBetween } from './sessions.store.ts';

/** A session with its cohort; what is cancelled says so. */
export interface PlannedSession {
  session: SessionItem;
  endsAt: string;
  cohort: Cohort;
  /** they teach it, or learn in it */
  as: 'instructor' | 'learner';
}

const dayMs = 86_400_000;

/** What somebody learns or teaches between two moments (milliseconds), in order; what began before and is not over too. */
export async function sessionsOf(personId: string, from: number, to: number): Promise<PlannedSession[]> {
  const [learned, taught] = await Promise.all([learnedBy(personId, from, to), taughtBy(personId, from, to)]);
  const known = new Set(learned.map(({ session }) => session.id));
  const all = [...learned, ...taught.filter(({ session }) => !known.has(session.id))];
  const byId = new Map(all.map((each) => [each.session.id, each]));
  return inOrder(all.map(({ session }) => session)).map(({ id }) => byId.get(id)!);
}

async function learnedBy(personId: string, from: number, to: number): Promise<PlannedSession[]> {
  const now = (await cohortsOf(personId)).filter(
    ({ cohort: of, member }) => member.leftAt === undefined && of.state === 'active',
  );
  const found = await Promise.all(
    now.map(async ({ cohort: of }) => {
      const sessions = await sessionsBetween(of.id, dayAt(from - dayMs, of.timeZone), dayAt(to, of.timeZone));
      return sessions.flatMap((session) => planned(inZone(session, of.timeZone), of, 'learner', from, to));
    }),
  );
  return found.flat();
}

async function taughtBy(personId: string, from: number, to: number): Promise<PlannedSession[]> {
  const moment = (ms: number) => new Date(ms).toISOString();
  const sessions = (await taughtBetween(personId, moment(from - dayMs), moment(to))).filter(isHeld);
  const cohorts = await cohortsById(sessions.map(({ cohortId }) => cohortId));
  return sessions.flatMap((session) => {
    const of = cohorts.get(session.cohortId);
    return of?.state === 'active' ? planned(inZone(session, of.timeZone), of, 'instructor', from, to) : [];
  });
}

function planned(session: SessionItem, of: Cohort, as: PlannedSession['as'], from: number, to: number) {
  const endsAt = endOf(session);
  const within = Date.parse(endsAt) > from && Date.parse(session.startsAt) <= to;
  return session.movedTo === undefined && within ? [{ session, endsAt, cohort: of, as }] : [];
}

/** A day of a cohort as it was put off, also when that was taken back since; undefined: it never was. */
export const postponedDay = (cohortId: string, day: string): Promise<PostponedItem | undefined> =>
  postponed(cohortId, day);
