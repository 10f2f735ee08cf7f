/** “Report an error in this lesson”: from who reads a course to who writes it, and the answer back. */
import { Named } from './blocks.ts';
import { Cursor, Language, Moment, id, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Passage, words } from './passages.ts';
import { roles } from './permissions.ts';
import { z } from './z.ts';

/** fact: something is wrong · law: the norm reads otherwise · language: a slip or a bad translation · media: does not show or play */
export const reportKinds = ['fact', 'law', 'language', 'media', 'other'] as const;
/** mended: in the next version · answered: by words alone · declined: it stays as it is */
export const reportOutcomes = ['mended', 'answered', 'declined'] as const;
export const reportStates = ['open', 'answered'] as const;
/** reports of one person that wait for an answer, in one course */
export const openReportsMax = 20;
/** reports a person sends within a minute, also when a device catches up */
const reportsAMinute = 20;

const said = {
  id: id('report'),
  courseId: id('course'),
  lessonId: id('lesson'),
  lessonTitle: localised(200),
  /** the version and language that were read */
  version: z.int(),
  language: Language,
  kind: z.enum(reportKinds),
  text: z.string(),
  passage: z.nullable(Passage),
  at: Moment,
  state: z.enum(reportStates),
  answer: z.nullable(z.object({ outcome: z.enum(reportOutcomes), text: z.string(), at: Moment })),
};

/** As its writer sees it. */
export const OwnReport = z.object({
  ...said,
  courseTitle: localised(200),
  /** do the authors see one’s name? */
  named: z.boolean(),
});
export type OwnReport = z.infer<typeof OwnReport>;

/** As the authors see it: where it comes from, and the name only of who agreed to that. */
export const Report = z.object({
  ...said,
  from: z.object({ organisationName: localised(200), role: z.enum(roles), person: z.nullable(Named) }),
  answeredBy: z.nullable(Named),
  revision: z.int(),
});
export type Report = z.infer<typeof Report>;

const reportParams = z.strictObject({ courseId: id('course'), reportId: id('report') });

export const reports = {
  sendReport: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/{courseId}/reports/{reportId}',
    summary: 'Tells the authors of a course that something in a lesson is wrong; sent again, it is there once.',
    permission: 'signedIn',
    params: reportParams,
    body: z.strictObject({
      lessonId: id('lesson'),
      language: Language,
      kind: z.enum(reportKinds),
      text: words(2000),
      passage: z.nullable(Passage),
      named: z.boolean(),
    }),
    output: OwnReport,
    errors: ['idTaken', 'tooManyReports'],
    strictLimit: reportsAMinute,
  }),
  ownReports: endpoint({
    method: 'GET',
    path: '/api/authoring/reports',
    summary: 'What one has reported oneself, with the answers; the latest first.',
    permission: 'signedIn',
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(OwnReport),
    errors: ['cursorInvalid'],
  }),
  courseReports: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/reports',
    summary: 'Reports of errors in a course, for its authors; the latest first.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course') }),
    query: z.strictObject({ state: z.enum(reportStates), cursor: z.optional(Cursor) }),
    output: page(Report),
    errors: ['cursorInvalid'],
  }),
  answerReport: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/{courseId}/reports/{reportId}/answer',
    summary: 'Answers a report, or words the answer anew.',
    permission: 'signedIn',
    params: reportParams,
    body: z.strictObject({ outcome: z.enum(reportOutcomes), text: words(1000), revision: z.int() }),
    output: Report,
    errors: ['conflict'],
  }),
};
