/** What the auditor's page asks and how its address says it. Pure. */
import type { RecordsQuestion } from '#contracts/audit.ts';

export const views = ['held', 'person', 'day', 'course'] as const;
export type View = (typeof views)[number];

/** Everything that can stand in the address of the page. */
export interface Asked {
  view: View;
  organisation: string | undefined;
  person: string | undefined;
  course: string | undefined;
  /** `2026-11-22` */
  day: string;
  changes: boolean;
}

const dayForm = /^20\d{2}-\d{2}-\d{2}$/;

/** A day of the calendar of this century, not after today; anything else is none. */
export function dayOr(text: string | undefined, today: string): string | undefined {
  if (!text || !dayForm.test(text) || text > today) return undefined;
  const moment = Date.parse(`${text}T00:00:00Z`);
  // the 31st of February is read as the 3rd of March
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text) ? text : undefined;
}

/** Records are asked for as far back as this. */
const yearsBack = 10;

/** Years to choose from, the latest first; `latest`: `2026-11`. */
export function yearsUntil(latest: string): string[] {
  const last = Number(latest.slice(0, 4));
  return Array.from({ length: yearsBack }, (_, index) => String(last - index));
}

/** Months (`01` …) of a year that have begun. */
export function monthsOf(year: string, latest: string): string[] {
  const count = latest.startsWith(year) ? Number(latest.slice(5, 7)) : 12;
  return Array.from({ length: count }, (_, index) => String(index + 1).padStart(2, '0'));
}

const idOr = (text: string | undefined, prefix: string) => (text?.startsWith(`${prefix}_`) ? text : undefined);

/** Reads the address; what is missing or nonsense becomes the usual: who held what today. */
export function askedOf(query: (name: string) => string | undefined, today: string): Asked {
  const view = query('view');
  return {
    view: views.find((known) => known === view) ?? 'held',
    organisation: idOr(query('organisation'), 'org'),
    person: idOr(query('person'), 'per'),
    course: idOr(query('course'), 'crs'),
    day: dayOr(query('day'), today) ?? today,
    changes: query('changes') === 'true',
  };
}

/** The same question for an export; undefined while something is not chosen yet. */
export function questionOf(asked: Asked): RecordsQuestion | undefined {
  const { view, organisation, person, course, day } = asked;
  if (view === 'person') return person ? { view, personId: person } : undefined;
  if (view === 'course') return course ? { view, courseId: course, month: day.slice(0, 7) } : undefined;
  if (!organisation) return undefined;
  if (view === 'day') return { view, organisationId: organisation, day };
  return { view, organisationId: organisation, day, ...(course ? { courseId: course } : {}) };
}

/** The calendar day of a moment in a time zone, as the address writes it. */
export const dayOf = (moment: number, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(timeZone ? { timeZone } : {}),
  }).format(moment);
