/** Versions of a course: what changed from one to another, and how learners come to a newer one. */
import { Job, Language, Moment, id, languages, localised } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

/** What its authors say has changed, in the languages they said it in; several lines. */
export const whatChangedMax = 2000;
export const WhatChanged = z
  .strictObject({
    uk: z.optional(z.string()),
    ru: z.optional(z.string()),
    kk: z.optional(z.string()),
    en: z.optional(z.string()),
  })
  .check(
    z.refine((text) => languages.every((language) => (text[language] ?? '').length <= whatChangedMax), 'tooLarge'),
    z.refine((text) => languages.every((language) => isPlainText(text[language] ?? '')), 'control'),
  );
export type WhatChanged = z.infer<typeof WhatChanged>;

/** No control characters but line breaks, no halves of characters. */
const isPlainText = (text: string): boolean => !/[\u0000-\u0009\u000b-\u001f\u007f\p{Surrogate}]/u.test(text);

export const CourseVersion = z.object({
  version: z.int(),
  releasedAt: Moment,
  whatChanged: z.nullable(WhatChanged),
});
export type CourseVersion = z.infer<typeof CourseVersion>;

/** A lesson of either version. */
export const VersionLesson = z.object({
  lessonId: id('lesson'),
  title: localised(200),
  /** in the later version; null: it is not there any more */
  number: z.nullable(z.int()),
  kind: z.enum(['added', 'removed', 'moved', 'changed', 'same']),
  /** languages whose text or title differs */
  languages: z.array(Language),
  /** languages whose text both versions have, and not the same */
  rewritten: z.array(Language),
  /** another film, or other captions */
  film: z.boolean(),
});
export type VersionLesson = z.infer<typeof VersionLesson>;

/** A number as an address carries it. */
const Numbered = z.string().check(z.regex(/^[1-9]\d{0,4}$/));
const courseParams = z.strictObject({ courseId: id('course') });
const between = { from: Numbered, to: Numbered };

/** people that one request may name */
export const movedMax = 200;

const Side = z.nullable(z.object({ title: localised(200), text: z.string() }));

export const versions = {
  courseVersions: endpoint({
    method: 'GET',
    path: '/api/courses/{courseId}/versions',
    summary: 'Released versions of a course, the newest first; a learner sees those from their own first one on.',
    permission: 'signedIn',
    params: courseParams,
    output: z.object({ items: z.array(CourseVersion) }),
  }),
  versionChanges: endpoint({
    method: 'GET',
    path: '/api/courses/{courseId}/changes',
    summary: 'What changed from one version to a later one: what the authors say, and lesson by lesson.',
    permission: 'signedIn',
    params: courseParams,
    query: z.strictObject(between),
    output: z.object({
      from: CourseVersion,
      to: CourseVersion,
      /** languages of the later one, the first first */
      languages: z.array(Language),
      /** what the authors say of each version after `from`, the latest first */
      notes: z.array(CourseVersion),
      lessons: z.array(VersionLesson),
    }),
  }),
  lessonVersions: endpoint({
    method: 'GET',
    path: '/api/courses/{courseId}/changes/lessons/{lessonId}',
    summary: 'The text of a lesson in two versions, in a language that at least one of them has.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), lessonId: id('lesson') }),
    query: z.strictObject({ ...between, language: Language }),
    output: z.object({ language: Language, before: Side, after: Side }),
  }),
  learnVersion: endpoint({
    method: 'PUT',
    path: '/api/courses/{courseId}/enrolment/version',
    summary: 'Takes the learner over to the newest version; what is done stays done. A repeat changes nothing.',
    permission: 'signedIn',
    params: courseParams,
    body: z.strictObject({ version: z.int().check(z.minimum(1)) }),
    output: z.object({ courseId: id('course'), version: z.int(), enrolledAt: Moment }),
    errors: ['notEnrolled', 'courseCompleted', 'conflict'],
  }),
  learnerVersions: endpoint({
    method: 'GET',
    path: '/api/courses/{courseId}/learner-versions',
    summary: 'How many learners of an academy or region are on which version, how many have begun and completed it.',
    permission: 'moveLearners',
    params: courseParams,
    query: z.strictObject({ organisationId: id('organisation') }),
    output: z.object({
      newest: z.int(),
      items: z.array(z.object({ version: z.int(), learners: z.int(), begun: z.int(), completed: z.int() })),
    }),
  }),
  moveLearners: endpoint({
    method: 'POST',
    path: '/api/courses/{courseId}/moves',
    summary: 'Takes learners of an academy or region over to the newest version, as a job; who has completed stays.',
    permission: 'moveLearners',
    params: courseParams,
    body: z.strictObject({
      jobId: id('job'),
      organisationId: id('organisation'),
      /** the newest, as the asker saw it */
      version: z.int().check(z.minimum(1)),
      /** null: all of them */
      people: z.nullable(z.array(id('person')).check(z.minLength(1), z.maxLength(movedMax))),
    }),
    output: Job,
    errors: ['idTaken', 'conflict'],
    strictLimit: 30,
  }),
};
