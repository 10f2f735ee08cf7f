/**
 * One's own sessions as a calendar to subscribe to (iCalendar, RFC 5545). The address holds 256 random-looking bits, stands
 * for one person and this purpose alone, can be renewed and taken back, and ends with the account.
 */
import { Moment, id } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

/** `address` null: there is none. */
export const CalendarFeed = z.object({
  address: z.nullable(z.string()),
  madeAt: z.nullable(Moment),
});
export type CalendarFeed = z.infer<typeof CalendarFeed>;

export const calendar = {
  calendarFeed: endpoint({
    method: 'GET',
    path: '/api/cohorts/calendar',
    summary: 'The address of one’s own calendar.',
    permission: 'signedIn',
    output: CalendarFeed,
  }),
  openCalendarFeed: endpoint({
    method: 'PUT',
    path: '/api/cohorts/calendar',
    summary: 'Makes an address, or a new one: the old one ends at once.',
    permission: 'signedIn',
    /** made by the client: the same address however often it is asked for */
    body: z.strictObject({ feedId: id('feed') }),
    output: CalendarFeed,
    strictLimit: 20,
  }),
  closeCalendarFeed: endpoint({
    method: 'DELETE',
    path: '/api/cohorts/calendar',
    summary: 'Takes the address back.',
    permission: 'signedIn',
    output: CalendarFeed,
  }),
  calendarFile: endpoint({
    method: 'GET',
    path: '/api/cohorts/calendar/{file}',
    summary: 'The calendar behind an address, for programs: whoever knows the address reads it.',
    permission: 'public',
    params: z.strictObject({ file: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}\.ics$/)) }),
    raw: true,
  }),
};
