/** What a day asks of somebody, of all kinds in one order: overdue, today, in the coming days. Pure. */
import type { Agenda } from '#contracts/agenda.ts';
import type { Language } from '#contracts/common.ts';
import { dayAt } from '#contracts/local-time.ts';
import type { OutputOf } from '#contracts/endpoint.ts';
import type { progress } from '#contracts/progress.ts';

export type OwnCourse = OutputOf<typeof progress.home>['courses'][number];

export type Entry = { key: string; title: string; lang: Language | undefined; cohort: string | undefined } & (
  | { kind: 'session'; session: Agenda['sessions'][number]; day: string; at: string }
  | { kind: 'assignment'; assignment: Agenda['assignments'][number]; day: string; at: string }
  | { kind: 'course'; courseId: string; day: string; at: string }
);

export interface Days {
  overdue: Entry[];
  today: Entry[];
  coming: Entry[];
}

interface Now {
  ms: number;
  timeZone: string;
}
type Title = (course: OwnCourse) => { text: string; lang: Language | undefined };

const weekMs = 7 * 86_400_000;

/** Courses count by their last day, assignments by their moment. */
export function daysOf(agenda: Agenda, courses: readonly OwnCourse[], now: Now, titleOf: Title): Days {
  const today = dayAt(now.ms, now.timeZone);
  const entries = [
    ...agenda.sessions.map((session) => sessionEntry(session, now.timeZone)),
    ...agenda.assignments.map((assignment) => assignmentEntry(assignment, now.timeZone)),
    ...courses.flatMap((course) => courseEntry(course, dayAt(now.ms + weekMs, now.timeZone), titleOf)),
  ].sort((a, b) => (a.day + a.at < b.day + b.at ? -1 : 1));
  const isOverdue = (entry: Entry) =>
    entry.kind === 'assignment' ? Date.parse(entry.at) < now.ms : entry.kind === 'course' && entry.day < today;
  return {
    overdue: entries.filter(isOverdue),
    today: entries.filter((entry) => !isOverdue(entry) && entry.day <= today),
    coming: entries.filter((entry) => !isOverdue(entry) && entry.day > today),
  };
}

const sessionEntry = (session: Agenda['sessions'][number], timeZone: string): Entry => ({
  ...{ kind: 'session', key: session.id, title: session.title, lang: undefined, cohort: session.cohort.name },
  ...{ session, at: session.startsAt, day: dayAt(Date.parse(session.startsAt), timeZone) },
});

const assignmentEntry = (assignment: Agenda['assignments'][number], timeZone: string): Entry => ({
  ...{ kind: 'assignment', key: assignment.id, title: assignment.title, lang: assignment.language },
  ...{ cohort: assignment.cohort.name, assignment, at: assignment.dueAt },
  day: dayAt(Date.parse(assignment.dueAt), timeZone),
});

/** A course that is assigned, not completed, and due by then. */
function courseEntry(course: OwnCourse, lastDay: string, titleOf: Title): Entry[] {
  const dueOn = course.assigned?.dueOn;
  if (!dueOn || course.completedAt !== null || dueOn > lastDay) return [];
  const { text, lang } = titleOf(course);
  const { id } = course.course;
  const cohort = course.assigned?.cohort?.name;
  // due on a day is due by its end
  return [
    { kind: 'course', key: id, courseId: id, title: text, lang, cohort, day: dueOn, at: `${dueOn}T23:59:59.999Z` },
  ];
}

/** Is there anything in it at all? */
export const isEmpty = (agenda: Agenda, { overdue, today, coming }: Days): boolean =>
  [overdue, today, coming, agenda.feedback, agenda.marking, agenda.questions, agenda.teaching].every(
    (items) => items.length === 0,
  );
