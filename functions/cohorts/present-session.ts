/** Sessions and postponed days as readers of a timetable see them. Pure. */
import type { PostponedDay, TimetableSession } from '#contracts/timetable.ts';
import type { PostponedItem } from './postponing.ts';
import { endOf, type SessionItem } from './session.ts';

type People = ReadonlyMap<string, { id: string; givenName: string; familyName: string }>;

/** Names of somebody; null for nobody, and for whose card was erased. */
export function named(id: string | undefined, people: People) {
  const person = id === undefined ? undefined : people.get(id);
  return person ? { id: person.id, givenName: person.givenName, familyName: person.familyName } : null;
}

export const presentSession = (session: SessionItem, people: People): TimetableSession => ({
  ...{ id: session.id, day: session.day, from: session.from, minutes: session.minutes },
  ...{ startsAt: session.startsAt, endsAt: endOf(session), title: session.title },
  place: session.place ?? null,
  link: session.link ?? null,
  instructor: named(session.instructorId, people),
  state: session.movedTo !== undefined ? 'postponed' : session.cancelled ? 'cancelled' : 'planned',
  movedTo: session.movedTo ?? null,
  movedFrom: session.movedFrom ?? null,
  revision: session.revision,
});

export const presentDay = (postponed: PostponedItem, people: People): PostponedDay => ({
  day: postponed.day,
  reason: postponed.reason ?? null,
  at: postponed.at,
  by: named(postponed.by, people),
  sessions: Object.keys(postponed.moves).length,
  dueDays: postponed.dueDays,
  revision: postponed.revision,
});
