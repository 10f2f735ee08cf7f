/** The timetable of a cohort: sessions, and the day that is put off for an air alarm. Days and hours are those of its time zone. */
import { Named } from './blocks.ts';
import { LocalDay } from './cohorts.ts';
import { Moment, TimeZone, id, line } from './common.ts';
import { endpoint } from './endpoint.ts';
import { LocalTime } from './local-time.ts';
import { z } from './z.ts';

/** sessions made in one request: a term of weeks */
export const repeatedMax = 20;
/** sessions of a cohort on one day: what is postponed in one transaction */
export const perDayMax = 10;
/** days a timetable is asked for at once */
export const shownDaysMax = 42;
/** a session may still be held so many days after the cohort's last one */
export const daysAfterEnd = 31;
/** so long ago a day may be to be postponed still */
export const postponedLateDays = 7;
export const minutesMax = 12 * 60;

/** Where a session is held online: http or https, without a name or password in it. */
export const SessionLink = z.string().check(z.maxLength(500), z.refine(isWebAddress, 'link'));

function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s\p{Cc}]+$/iu.test(text)) return false;
  try {
    const { username, password } = new URL(text);
    return username === '' && password === '';
  } catch {
    return false;
  }
}

const Minutes = z.int().check(z.minimum(5), z.maximum(minutesMax));
const Title = line(160);
const Place = z.nullable(line(160));
const Link = z.nullable(SessionLink);
/** one of the cohort's instructors */
const InstructorId = z.nullable(id('person'));

export const TimetableSession = z.object({
  id: id('session'),
  day: LocalDay,
  from: LocalTime,
  minutes: z.int(),
  startsAt: Moment,
  endsAt: Moment,
  title: z.string(),
  place: z.nullable(z.string()),
  link: z.nullable(z.string()),
  instructor: z.nullable(Named),
  /** `postponed`: it stood here, and stands on the day of `movedTo` now */
  state: z.enum(['planned', 'cancelled', 'postponed']),
  movedTo: z.nullable(LocalDay),
  /** the postponed day from which it came */
  movedFrom: z.nullable(LocalDay),
  revision: z.int(),
});
export type TimetableSession = z.infer<typeof TimetableSession>;

/** A day that was put off. What is due on it or later has `dueDays` more, until the cohort's end. */
export const PostponedDay = z.object({
  day: LocalDay,
  reason: z.nullable(z.string()),
  at: Moment,
  by: z.nullable(Named),
  /** how many of its sessions moved */
  sessions: z.int(),
  dueDays: z.int(),
  revision: z.int(),
});
export type PostponedDay = z.infer<typeof PostponedDay>;

export const Timetable = z.object({
  cohort: z.object({
    id: id('cohort'),
    name: z.string(),
    startsOn: LocalDay,
    endsOn: LocalDay,
    timeZone: TimeZone,
  }),
  /** today there */
  today: LocalDay,
  /** may the asker change it? */
  mayChange: z.boolean(),
  /** by day and hour */
  items: z.array(TimetableSession),
  postponed: z.array(PostponedDay),
});
export type Timetable = z.infer<typeof Timetable>;

/** Something that is held at the same time. */
export const Overlap = z.object({
  /** cohort: it has another session then · instructor: they teach elsewhere then */
  of: z.enum(['cohort', 'instructor']),
  day: LocalDay,
  from: LocalTime,
  minutes: z.int(),
  /** null where the asker may not know what it is */
  title: z.nullable(z.string()),
  cohort: z.nullable(z.object({ id: id('cohort'), name: z.string() })),
});
export type Overlap = z.infer<typeof Overlap>;

/** What postponing a day would do; `to` null: the session stays. */
export const PostponementPreview = z.object({
  day: LocalDay,
  moves: z.array(
    z.object({
      session: TimetableSession,
      to: z.nullable(LocalDay),
      /** attendance is noted: it was held, and stays */
      held: z.boolean(),
    }),
  ),
  dueDays: z.int(),
  endsOn: LocalDay,
  /** it is postponed already */
  postponed: z.nullable(PostponedDay),
});
export type PostponementPreview = z.infer<typeof PostponementPreview>;

const cohortParams = z.strictObject({ cohortId: id('cohort') });
const dayParams = z.strictObject({ cohortId: id('cohort'), day: LocalDay });
/** where a session stands, or stood: who comes by an old link is led on */
export const sessionParams = z.strictObject({ cohortId: id('cohort'), day: LocalDay, sessionId: id('session') });
const revision = z.int().check(z.minimum(0));
const Days = z.string().check(z.regex(/^20\d\d-\d\d-\d\d(,20\d\d-\d\d-\d\d){0,19}$/));

export const timetable = {
  timetable: endpoint({
    method: 'GET',
    path: '/api/cohorts/{cohortId}/sessions',
    summary: 'The timetable of a cohort from one day to another, both included; for its learners and teachers.',
    permission: 'signedIn',
    params: cohortParams,
    query: z
      .strictObject({ from: LocalDay, to: LocalDay })
      .check(
        z.refine(
          ({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < shownDaysMax * 86_400_000,
          'tooManyDays',
        ),
      ),
    output: Timetable,
  }),
  createSessions: endpoint({
    method: 'POST',
    path: '/api/cohorts/{cohortId}/sessions',
    summary: 'Plans a session, or the same one on several days; each can be changed by itself from then on.',
    permission: 'teachCohorts',
    params: cohortParams,
    body: z.strictObject({
      title: Title,
      place: Place,
      link: Link,
      instructorId: InstructorId,
      from: LocalTime,
      minutes: Minutes,
      sessions: z
        .array(z.strictObject({ id: id('session'), day: LocalDay }))
        .check(z.minLength(1), z.maxLength(repeatedMax)),
    }),
    output: z.object({ items: z.array(TimetableSession) }),
    errors: ['idTaken', 'dayFull', 'sessionOutside', 'personUnsuitable'],
  }),
  overlaps: endpoint({
    method: 'GET',
    path: '/api/cohorts/{cohortId}/overlaps',
    summary: 'What is held at the same time, for the cohort and for its instructor: a warning, not a refusal.',
    permission: 'teachCohorts',
    params: cohortParams,
    query: z.strictObject({
      /** parted by commas */
      days: Days,
      from: LocalTime,
      minutes: z.string().check(z.regex(/^\d{1,3}$/)),
      instructorId: z.optional(id('person')),
      /** the session that is being changed */
      except: z.optional(id('session')),
    }),
    output: z.object({ items: z.array(Overlap) }),
  }),
  session: endpoint({
    method: 'GET',
    path: '/api/cohorts/{cohortId}/sessions/{day}/{sessionId}',
    summary: 'A session, also by the day on which it stood before it was moved.',
    permission: 'signedIn',
    params: sessionParams,
    output: TimetableSession,
  }),
  changeSession: endpoint({
    method: 'PATCH',
    path: '/api/cohorts/{cohortId}/sessions/{day}/{sessionId}',
    summary: 'Changes, moves, cancels or restores a session. Where attendance is noted, its day stays.',
    permission: 'teachCohorts',
    params: sessionParams,
    body: z.strictObject({
      revision,
      day: z.optional(LocalDay),
      from: z.optional(LocalTime),
      minutes: z.optional(Minutes),
      title: z.optional(Title),
      place: z.optional(Place),
      link: z.optional(Link),
      instructorId: z.optional(InstructorId),
      cancelled: z.optional(z.boolean()),
    }),
    output: TimetableSession,
    errors: ['conflict', 'dayFull', 'sessionOutside', 'sessionHeld', 'personUnsuitable'],
  }),
  previewPostponement: endpoint({
    method: 'GET',
    path: '/api/cohorts/{cohortId}/postponements/{day}',
    summary: 'What postponing a day would do: to which day its sessions would move, and how dues would shift.',
    permission: 'teachCohorts',
    params: dayParams,
    output: PostponementPreview,
  }),
  postponeDay: endpoint({
    method: 'PUT',
    path: '/api/cohorts/{cohortId}/postponements/{day}',
    summary: 'Postpones a day in one action: its sessions move as said, dues shift, everybody is told.',
    permission: 'teachCohorts',
    params: dayParams,
    body: z.strictObject({
      reason: z.nullable(line(200)),
      /** every session of the day as it was shown; `to` null: it stays */
      moves: z
        .array(z.strictObject({ sessionId: id('session'), revision, to: z.nullable(LocalDay) }))
        .check(z.maxLength(perDayMax)),
    }),
    output: PostponedDay,
    errors: ['conflict', 'dayFull', 'sessionOutside', 'sessionHeld', 'dayTooLongAgo'],
  }),
  restoreDay: endpoint({
    method: 'DELETE',
    path: '/api/cohorts/{cohortId}/postponements/{day}',
    summary: 'Takes a postponement back: sessions return unless they were changed or held since, dues too.',
    permission: 'teachCohorts',
    params: dayParams,
    query: z.strictObject({ revision: z.string().check(z.regex(/^\d{1,9}$/)) }),
    output: z.object({ restored: z.int(), stayed: z.int() }),
    errors: ['conflict', 'dayFull'],
  }),
};
