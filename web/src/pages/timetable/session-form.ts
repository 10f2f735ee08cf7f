/** A session as it is filled in. Pure. */
import { repeatedMax, type TimetableSession } from '#contracts/timetable.ts';
import { timeAt } from '#contracts/local-time.ts';

export interface SessionFields {
  title: string;
  day: string;
  from: string;
  to: string;
  place: string;
  link: string;
  instructorId: string;
  weeks: string;
}
export const fieldNames = ['title', 'day', 'from', 'to', 'place', 'link', 'instructorId', 'weeks'] as const;

export const newFields = (day: string, instructorId: string): SessionFields => ({
  ...{ title: '', day, from: '09:00', to: '10:30', place: '', link: '', instructorId, weeks: '1' },
});

export const fieldsOf = (session: TimetableSession, timeZone: string): SessionFields => ({
  ...{ title: session.title, day: session.day, from: session.from },
  to: timeAt(Date.parse(session.endsAt), timeZone),
  ...{ place: session.place ?? '', link: session.link ?? '', instructorId: session.instructor?.id ?? '', weeks: '1' },
});

/** Between two hours on the wall; past midnight where the second comes first. Undefined where there is none. */
export function minutesBetween(from: string, to: string): number | undefined {
  const [start, end] = [from, to].map((time) => {
    const [hour = NaN, minute = NaN] = /^\d{2}:\d{2}$/.test(time) ? time.split(':').map(Number) : [];
    return hour * 60 + minute;
  }) as [number, number];
  const minutes = (end - start + 24 * 60) % (24 * 60);
  return minutes >= 5 && minutes <= 12 * 60 ? minutes : undefined;
}

export const isDay = (text: string): boolean => /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** As somebody types it: without its beginning it is meant to be https. */
export const linkTyped = (text: string): string => {
  const typed = text.trim();
  return typed === '' || /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
};

export const isLink = (text: string): boolean => {
  if (!/^https?:\/\/\S+$/i.test(text) || text.length > 500 || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return !username && !password;
};

/** Of how many weeks: 1 to 20. */
export const weeksTyped = (text: string): number => Math.min(repeatedMax, Math.max(1, Math.round(Number(text)) || 1));

export type Fault = 'title' | 'day' | 'hours' | 'link';

export function faultsOf(fields: SessionFields): Set<Fault> {
  const link = linkTyped(fields.link);
  const faults: [Fault, boolean][] = [
    ['title', fields.title.trim() === ''],
    ['day', !isDay(fields.day)],
    ['hours', minutesBetween(fields.from, fields.to) === undefined],
    ['link', link !== '' && !isLink(link)],
  ];
  return new Set(faults.flatMap(([name, is]) => (is ? [name] : [])));
}

/** What is sent of a session that is whole. */
export const sessionBody = (fields: SessionFields) => ({
  title: fields.title.trim(),
  place: fields.place.trim() || null,
  link: linkTyped(fields.link) || null,
  instructorId: fields.instructorId || null,
  from: fields.from,
  minutes: minutesBetween(fields.from, fields.to) ?? 0,
});
