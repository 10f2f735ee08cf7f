/** One’s own calendar to subscribe to: its address, and the file behind it. */
import type { calendar as contract, CalendarFeed } from '#contracts/calendar.ts';
import { AppError } from '#contracts/errors.ts';
import { personNow } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { derivedToken } from '../platform/derived-token.ts';
import { environment } from '../platform/environment.ts';
import type { Input } from '../platform/http.ts';
import { icalendar, type CalendarEvent } from '../platform/icalendar.ts';
import { sha256 } from '../platform/ids.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact, unlessRefused, type Write } from '../platform/table.ts';
import { feedDeletes, feedOf, feedWrites, ownerOf, type FeedItem } from './calendar.store.ts';
import { sessionsOf, type PlannedSession } from './timetable.reads.ts';

const dayMs = 86_400_000;
/** what a calendar shows: the weeks behind, and more than a course lasts ahead */
const pastDays = 60;
const comingDays = 300;
const eventsMax = 2_000;

/** Bound to the person: an id that somebody else has seen makes another token in their hands. */
const tokenOf = ({ personId, feedId }: Pick<FeedItem, 'personId' | 'feedId'>): Promise<string> =>
  derivedToken('calendar', `${personId} ${feedId}`);

async function presentFeed(feed: FeedItem | undefined): Promise<CalendarFeed> {
  if (!feed) return { address: null, madeAt: null };
  const token = await tokenOf(feed);
  // made before our secret was changed: it still opens the calendar, but cannot be shown again
  const address =
    sha256(token) === feed.hash ? `${environment('PUBLIC_ORIGIN')}/api/cohorts/calendar/${token}.ics` : null;
  return { address, madeAt: feed.madeAt };
}

export const calendarFeed = async (ctx: Context): Promise<CalendarFeed> => presentFeed(await feedOf(ctx.person.id));

export async function openCalendarFeed(
  ctx: Context,
  { body }: Input<(typeof contract)['openCalendarFeed']>,
): Promise<CalendarFeed> {
  const before = await feedOf(ctx.person.id);
  if (before?.feedId === body.feedId) return presentFeed(before);
  const made = { personId: ctx.person.id, feedId: body.feedId };
  const after = { ...made, hash: sha256(await tokenOf(made)), madeAt: new Date(ctx.now).toISOString() };
  try {
    await transact(...feedWrites(after, before), recorded(ctx, 'cohorts.calendarLinked'));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    // one’s other device was quicker: its address is the one
    return presentFeed(await feedOf(ctx.person.id));
  }
  return presentFeed(after);
}

export async function closeCalendarFeed(ctx: Context): Promise<CalendarFeed> {
  const before = await feedOf(ctx.person.id);
  if (before) await unlessRefused(transact(...feedDeletes(before), recorded(ctx, 'cohorts.calendarUnlinked')));
  return { address: null, madeAt: null };
}

const recorded = (ctx: Context, type: NewRecord['type']): Write =>
  recordPut({ kind: 'fact', type, subjectId: ctx.person.id, actorId: ctx.person.id }, ctx.now);

/** Whoever knows the address reads; with the account it ends. */
export async function calendarFile(
  ctx: Context,
  { params }: Input<(typeof contract)['calendarFile']>,
): Promise<Response> {
  const personId = await ownerOf(sha256(params.file.replace(/\.ics$/, '')));
  const person = personId === undefined ? undefined : await personNow(personId);
  if (!person || person.disabled || person.mergedInto !== undefined) throw new AppError('notFound');
  const events = await eventsOf(person.id, ctx.now);
  return new Response(icalendar({ name: 'Kurs', now: ctx.now, events }), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="kurs.ics"',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}

/**
 * Everything a person’s calendar holds. The place for more kinds of events: what is due in courses and assignments lies in
 * rooms that this one may not read, so the room that joins them (`agenda`) takes over the address, asks `sessionsOf` here and
 * its own rooms, and writes them with `platform/icalendar`.
 */
async function eventsOf(personId: string, now: number): Promise<CalendarEvent[]> {
  const planned = await sessionsOf(personId, now - pastDays * dayMs, now + comingDays * dayMs);
  return planned.slice(-eventsMax).map(eventOf);
}

/** No names of people: calendars are read by programs of others. */
function eventOf({ session, endsAt, cohort, as }: PlannedSession): CalendarEvent {
  const origin = environment('PUBLIC_ORIGIN');
  const page = `${origin}/${as === 'instructor' ? 'cohorts' : 'my-cohorts'}/${cohort.id}/timetable?day=${session.day}`;
  return {
    uid: `${session.id}@${new URL(origin).hostname}`,
    startsAt: Date.parse(session.startsAt),
    endsAt: Date.parse(endsAt),
    changedAt: Date.parse(session.changedAt),
    sequence: session.revision,
    title: session.title,
    place: session.place ?? session.link,
    description: [cohort.name, session.link].filter(Boolean).join('\n'),
    address: page,
    cancelled: session.cancelled,
  };
}

/** Reaction: with the person goes the address. Again, it finds none. */
export async function eraseFeed(personId: string): Promise<void> {
  const feed = await feedOf(personId);
  if (feed) await unlessRefused(transact(...feedDeletes(feed)));
}
