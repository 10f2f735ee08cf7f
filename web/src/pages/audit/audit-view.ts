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

const dayForm = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the address; what is missing or nonsense becomes the usual: who held what today. */
export function askedOf(query: (name: string) => string | undefined, today: string): Asked {
  const view = query('view');
  const day = query('day');
  return {
    view: views.find((known) => known === view) ?? 'held',
    organisation: query('organisation'),
    person: query('person'),
    course: query('course'),
    day: day && dayForm.test(day) && day <= today ? day : today,
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

export interface ChangedValue {
  field: string;
  before: string | undefined;
  after: string | undefined;
}

/** Values of a change, each once; a role's field names the organisation it was given in. */
export function changedValues(change: {
  before: Record<string, string>;
  after: Record<string, string>;
}): ChangedValue[] {
  const fields = [...new Set([...Object.keys(change.before), ...Object.keys(change.after)])];
  return fields.map((field) => ({
    field: field.split('.')[0] ?? field,
    before: change.before[field] || undefined,
    after: change.after[field] || undefined,
  }));
}
