/**
 * A person’s days: what is held and due in the coming week, what came back lately; for who teaches also what waits for them.
 * Nothing of it is kept: each answer is read from the rooms that know.
 */
import { workStates } from './assignments.ts';
import { Language, Moment, id } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

/** How far ahead it looks, in days: today included. */
export const agendaDays = 7;
/** How long what came back counts as new, in days. */
export const feedbackDays = 14;
/** entries of each kind */
export const agendaMax = 50;

const Cohort = z.object({ id: id('cohort'), name: z.string() });

export const AgendaSession = z.object({
  id: id('session'),
  cohort: Cohort,
  title: z.string(),
  /** local day of the cohort, under which its page is found */
  day: z.iso.date(),
  startsAt: Moment,
  endsAt: Moment,
  place: z.nullable(z.string()),
  link: z.nullable(z.string()),
  cancelled: z.boolean(),
  /** they teach it, or learn in it */
  as: z.enum(['instructor', 'learner']),
});
export type AgendaSession = z.infer<typeof AgendaSession>;

export const AgendaAssignment = z.object({
  id: id('assignment'),
  cohort: Cohort,
  title: z.string(),
  language: Language,
  /** after postponed days and exceptions of their own */
  dueAt: Moment,
  state: z.enum(workStates),
});
export type AgendaAssignment = z.infer<typeof AgendaAssignment>;

export const AgendaFeedback = z.object({
  id: id('assignment'),
  cohort: Cohort,
  title: z.string(),
  language: Language,
  releasedAt: Moment,
});

/** Of a cohort one teaches: works to mark in an assignment, and questions nobody has answered. */
export const AgendaMarking = z.object({
  id: id('assignment'),
  cohort: Cohort,
  title: z.string(),
  language: Language,
  works: z.int(),
});
export const AgendaQuestion = z.object({ id: id('thread'), cohort: Cohort, title: z.string(), askedAt: Moment });

export const Agenda = z.object({
  sessions: z.array(AgendaSession),
  /** to be done: due within the week or overdue, the earliest first */
  assignments: z.array(AgendaAssignment),
  feedback: z.array(AgendaFeedback),
  marking: z.array(AgendaMarking),
  questions: z.array(AgendaQuestion),
  /** cohorts one teaches now */
  teaching: z.array(Cohort),
});
export type Agenda = z.infer<typeof Agenda>;

export const agenda = {
  ownAgenda: endpoint({
    method: 'GET',
    path: '/api/agenda/own',
    summary: `What is held and due for oneself within ${agendaDays} days, what came back, and what waits for who teaches; ${agendaMax} of each at most.`,
    permission: 'signedIn',
    output: Agenda,
  }),
};
