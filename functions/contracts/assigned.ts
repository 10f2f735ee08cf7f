/** Assigned courses: what a cohort, or everybody who learns in an organisation or below it, has to learn, and by when. */
import { Named } from './blocks.ts';
import { LocalDay } from './cohorts.ts';
import { Moment, id, localised } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

/** courses in one request */
export const assignedAtOnceMax = 100;
/** courses of one cohort or organisation, those that were withdrawn too */
export const assignedMax = 400;
export const prerequisitesMax = 10;

/** A cohort or an organisation. */
export const TargetId = z.string().check(z.regex(/^(coh|org)_[0-9A-HJKMNP-TV-Z]{26}$/));

const After = z.array(id('course')).check(z.maxLength(prerequisitesMax));
const Version = z.int().check(z.minimum(1));
/** days of the cohort’s (or the learner’s) zone; null: whenever they like */
const days = { startsOn: z.nullable(LocalDay), dueOn: z.nullable(LocalDay) };

/** As its teachers see it. */
export const AssignedCourse = z.object({
  courseId: id('course'),
  title: localised(200),
  version: z.int(),
  /** the newest one they could be taken over to; null: this is it, or there is none for them */
  newer: z.nullable(z.int()),
  ...days,
  /** courses to be completed before */
  after: z.array(z.object({ courseId: id('course'), title: localised(200) })),
  /** its modules are learned one after the other */
  inOrder: z.boolean(),
  assignedAt: Moment,
  assignedBy: z.nullable(Named),
  revision: z.int(),
});
export type AssignedCourse = z.infer<typeof AssignedCourse>;

const targetParams = z.strictObject({ targetId: TargetId });
const itemParams = z.strictObject({ targetId: TargetId, courseId: id('course') });
const List = z.object({ items: z.array(AssignedCourse) });
const revision = z.int().check(z.minimum(0));

export const assigned = {
  assignedCourses: endpoint({
    method: 'GET',
    path: '/api/courses/assigned/{targetId}',
    summary: `Courses assigned to a cohort or an organisation, what is due first first; ${assignedMax} at most.`,
    permission: 'manageCohorts',
    params: targetParams,
    output: List,
  }),
  assignCourses: endpoint({
    method: 'POST',
    path: '/api/courses/assigned/{targetId}',
    summary:
      'Assigns courses, each in its newest version, to everybody who learns there now or later. One item a course, nothing per person; what is assigned already stays as it is.',
    permission: 'manageCohorts',
    params: targetParams,
    body: z.strictObject({
      courseIds: z.array(id('course')).check(z.minLength(1), z.maxLength(assignedAtOnceMax)),
      ...days,
    }),
    output: List,
    errors: ['dueBeforeStart', 'tooManyAssigned', 'cohortArchived', 'organisationClosed'],
  }),
  changeAssigned: endpoint({
    method: 'PUT',
    path: '/api/courses/assigned/{targetId}/{courseId}',
    summary:
      'Changes days, prerequisites, the order of modules or the version; a later version (the newest) takes along who has begun and not completed.',
    permission: 'manageCohorts',
    params: itemParams,
    body: z.strictObject({ revision, version: Version, ...days, after: After, inOrder: z.boolean() }),
    output: AssignedCourse,
    errors: ['conflict', 'dueBeforeStart', 'prerequisiteCircle', 'cohortArchived'],
  }),
  withdrawAssigned: endpoint({
    method: 'PUT',
    path: '/api/courses/assigned/{targetId}/{courseId}/withdrawn',
    summary: 'Withdraws a course, or assigns it again as it was; who has begun keeps it.',
    permission: 'manageCohorts',
    params: itemParams,
    body: z.strictObject({ revision, withdrawn: z.boolean() }),
    output: z.object({ revision: z.int() }),
    errors: ['conflict', 'cohortArchived'],
  }),
};
