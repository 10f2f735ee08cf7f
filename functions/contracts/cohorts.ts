/** Cohorts: people who learn together from one day to another, and who teaches them. Which courses they learn, courses knows. */
import { Named } from './blocks.ts';
import { Cursor, TimeZone, id, line, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

export const instructorsMax = 20;
/** a cohort lasts five years at most */
export const daysMax = 5 * 366;

/** A day in the cohort's time zone, e.g. `2026-10-12`. */
export const LocalDay = z.iso.date().check(z.regex(/^20/));
export const cohortStates = ['active', 'archived'] as const;

/** A cohort in a list. */
export const CohortCard = z.object({
  id: id('cohort'),
  name: z.string(),
  organisation: z.object({ id: id('organisation'), name: localised(200) }),
  /** first and last day, both included */
  startsOn: LocalDay,
  endsOn: LocalDay,
  timeZone: TimeZone,
  state: z.enum(cohortStates),
  instructors: z.array(Named),
});
export type CohortCard = z.infer<typeof CohortCard>;

/** A cohort as its teachers see it. */
export const CohortDetail = z.extend(CohortCard, {
  /** who learns in it now */
  members: z.int(),
  revision: z.int(),
  /** name, days, archive, instructors: who manages cohorts in its organisation */
  mayManage: z.boolean(),
});
export type CohortDetail = z.infer<typeof CohortDetail>;

const orgParams = z.strictObject({ organisationId: id('organisation') });
export const cohortParams = z.strictObject({ cohortId: id('cohort') });
export const memberParams = z.strictObject({ cohortId: id('cohort'), personId: id('person') });
const revision = z.int().check(z.minimum(0));
export const Search = z.string().check(z.maxLength(100));

export const cohorts = {
  ownCohorts: endpoint({
    method: 'GET',
    path: '/api/cohorts/mine',
    summary: 'Cohorts in which the asker learns now, the latest first.',
    permission: 'signedIn',
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(CohortCard),
    errors: ['cursorInvalid'],
  }),
  ownCohort: endpoint({
    method: 'GET',
    path: '/api/cohorts/mine/{cohortId}',
    summary: 'A cohort as who learns in it sees it.',
    permission: 'signedIn',
    params: cohortParams,
    output: CohortCard,
  }),
  taughtCohorts: endpoint({
    method: 'GET',
    path: '/api/cohorts/taught',
    summary: 'Cohorts in which the asker is named as an instructor, the latest first.',
    permission: 'teachCohorts',
    query: z.strictObject({ state: z.optional(z.enum(cohortStates)), cursor: z.optional(Cursor) }),
    output: page(CohortCard),
    errors: ['cursorInvalid'],
  }),
  cohorts: endpoint({
    method: 'GET',
    path: '/api/cohorts/organisations/{organisationId}/cohorts',
    summary: 'Cohorts of an organisation – of an academy or region also those of its units –, the latest first.',
    permission: 'manageCohorts',
    params: orgParams,
    query: z.strictObject({
      state: z.optional(z.enum(cohortStates)),
      /** a part of the name */
      q: z.optional(Search),
      cursor: z.optional(Cursor),
    }),
    output: page(CohortCard),
    errors: ['cursorInvalid'],
  }),
  createCohort: endpoint({
    method: 'POST',
    path: '/api/cohorts/organisations/{organisationId}/cohorts',
    summary: 'Begins a cohort; who does so is its first instructor, if they teach.',
    permission: 'manageCohorts',
    params: orgParams,
    body: z.strictObject({
      id: id('cohort'),
      name: line(120),
      startsOn: LocalDay,
      /** not before the first day */
      endsOn: LocalDay,
      /** the organisation’s, unless said */
      timeZone: z.optional(TimeZone),
    }),
    output: CohortDetail,
    errors: ['idTaken', 'organisationClosed'],
  }),
  cohort: endpoint({
    method: 'GET',
    path: '/api/cohorts/{cohortId}',
    summary: 'A cohort as its teachers see it.',
    permission: 'manageCohorts',
    params: cohortParams,
    output: CohortDetail,
  }),
  changeCohort: endpoint({
    method: 'PATCH',
    path: '/api/cohorts/{cohortId}',
    summary: 'Changes name, days or time zone.',
    permission: 'manageCohorts',
    params: cohortParams,
    body: z.strictObject({
      revision,
      name: z.optional(line(120)),
      startsOn: z.optional(LocalDay),
      endsOn: z.optional(LocalDay),
      timeZone: z.optional(TimeZone),
    }),
    output: CohortDetail,
    errors: ['conflict', 'cohortArchived'],
  }),
  archiveCohort: endpoint({
    method: 'PUT',
    path: '/api/cohorts/{cohortId}/archived',
    summary: 'Puts a cohort away, or brings it back; everything in it stays.',
    permission: 'manageCohorts',
    params: cohortParams,
    body: z.strictObject({ archived: z.boolean() }),
    output: CohortDetail,
  }),
  addInstructor: endpoint({
    method: 'PUT',
    path: '/api/cohorts/{cohortId}/instructors/{personId}',
    summary:
      'Names an instructor of the cohort: somebody who teaches in its organisation, its academy or region, or a unit there.',
    permission: 'manageCohorts',
    params: memberParams,
    output: CohortDetail,
    errors: ['personUnsuitable', 'tooManyInstructors', 'cohortArchived'],
  }),
  removeInstructor: endpoint({
    method: 'DELETE',
    path: '/api/cohorts/{cohortId}/instructors/{personId}',
    summary: 'Takes an instructor off the cohort.',
    permission: 'manageCohorts',
    params: memberParams,
    output: CohortDetail,
    errors: ['cohortArchived'],
  }),
  instructorsToChoose: endpoint({
    method: 'GET',
    path: '/api/cohorts/{cohortId}/instructors-to-choose',
    summary: 'Who may be named as an instructor and whose name begins so, by name.',
    permission: 'manageCohorts',
    params: cohortParams,
    query: z.strictObject({ q: Search }),
    output: z.object({ items: z.array(Named) }),
  }),
};
