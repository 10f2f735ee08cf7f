/** Self-enrolment in a cohort by a code that a teacher gives out. */
import { CohortCard, cohortParams } from './cohorts.ts';
import { Moment, id } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

/** 12 letters and digits that look unlike one another (about 59 bits), as they are typed: any case, with or without hyphens and spaces. */
const codeShape = /^(?:[\s-]*[A-HJ-NP-Za-hj-np-z2-9]){12}[\s-]*$/;
export const JoinCode = z.string().check(z.maxLength(40), z.regex(codeShape));
/** Does it look like a code? The browser asks before it sends one. */
export const isCode = (typed: string): boolean => codeShape.test(typed);
export const codeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** as the academy compares it */
export const tidyCode = (typed: string): string => typed.replaceAll(/[\s-]/g, '').toUpperCase();
/** as it is shown: three groups of four */
export const shownCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? code;

/** a code is good for so many days at most */
export const codeDaysMax = 90;
const GivenCode = z.object({ code: z.nullable(z.string()), until: z.nullable(Moment) });

export const cohortJoining = {
  lookAtCode: endpoint({
    method: 'POST',
    path: '/api/cohorts/join/look',
    summary: 'Which cohort a code opens; joins nobody.',
    permission: 'joinCohorts',
    body: z.strictObject({ code: JoinCode }),
    output: z.object({ cohort: CohortCard, isMember: z.boolean() }),
    errors: ['joinCodeWrong', 'tooManyRequests'],
    strictLimit: 10,
  }),
  join: endpoint({
    method: 'POST',
    path: '/api/cohorts/join',
    summary: 'Enrols the asker, a learner, in the cohort whose code it is; a second time changes nothing.',
    permission: 'joinCohorts',
    body: z.strictObject({ code: JoinCode }),
    output: z.object({ cohortId: id('cohort') }),
    errors: ['joinCodeWrong', 'cohortArchived', 'cohortFull', 'conflict', 'tooManyRequests'],
    strictLimit: 10,
  }),
  joinCode: endpoint({
    method: 'GET',
    path: '/api/cohorts/{cohortId}/code',
    summary: 'The code with which learners enrol themselves; null where there is none, or none any more.',
    permission: 'manageCohorts',
    params: cohortParams,
    output: GivenCode,
  }),
  setJoinCode: endpoint({
    method: 'PUT',
    path: '/api/cohorts/{cohortId}/code',
    summary: 'Makes a new code, good for some days; the one before ends. Null ends it without another.',
    permission: 'manageCohorts',
    params: cohortParams,
    body: z.strictObject({ days: z.nullable(z.int().check(z.minimum(1), z.maximum(codeDaysMax))) }),
    output: GivenCode,
    errors: ['cohortArchived', 'conflict'],
  }),
};
