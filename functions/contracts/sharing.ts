/**
 * Sharing of courses between academies, and recall of a version. Whom a course is shared with for adoption is something
 * else than its audience: that says whose learners' catalogue shows it.
 */
import { Named } from './blocks.ts';
import { Cursor, Language, Moment, Sha256, id, line, localised, page } from './common.ts';
import { CourseCard, Lesson } from './courses.ts';
import { endpoint } from './endpoint.ts';
import { Recall } from './recall.ts';
import { z } from './z.ts';

/** academies and regions a course can be listed for; who means more of them shares it with all */
export const sharedWithMax = 45;

export const sharedWith = ['nobody', 'listed', 'all'] as const;
export type SharedWith = (typeof sharedWith)[number];

export const SharedCourse = z.extend(CourseCard, {
  competences: z.array(id('competence')),
});
export type SharedCourse = z.infer<typeof SharedCourse>;

const courseParams = z.strictObject({ courseId: id('course') });

/** Read and recalled where courses are released: room `courses`. */
export const sharing = {
  sharedCourses: endpoint({
    method: 'GET',
    path: '/api/courses/shared',
    summary: 'Courses other academies share with the asker’s, by title; a page may be short while there is a next one.',
    permission: 'authorCourses',
    query: z.strictObject({
      q: z.optional(z.string().check(z.maxLength(100))),
      language: z.optional(Language),
      topic: z.optional(line(80)),
      competence: z.optional(id('competence')),
      organisation: z.optional(id('organisation')),
      cursor: z.optional(Cursor),
    }),
    output: page(SharedCourse),
    errors: ['cursorInvalid'],
  }),
  sharedCourse: endpoint({
    method: 'GET',
    path: '/api/courses/shared/{courseId}',
    summary: 'A shared course in its newest version, with modules and lessons.',
    permission: 'authorCourses',
    params: courseParams,
    output: z.extend(SharedCourse, {
      outcomes: z.array(localised(500)),
      modules: z.array(
        z.object({
          id: id('module'),
          title: localised(200),
          lessons: z.array(
            z.object({ id: id('lesson'), number: z.int(), title: localised(200), minutes: z.int(), film: z.boolean() }),
          ),
        }),
      ),
      recall: z.nullable(Recall),
    }),
  }),
  sharedLesson: endpoint({
    method: 'GET',
    path: '/api/courses/shared/{courseId}/lessons/{lessonId}',
    summary: 'A lesson of a shared course, to look at before it is adopted.',
    permission: 'authorCourses',
    params: z.strictObject({ courseId: id('course'), lessonId: id('lesson') }),
    query: z.strictObject({ language: z.optional(Language) }),
    output: z.pick(Lesson, { lesson: true, language: true, languages: true, text: true, pictures: true, files: true }),
  }),
  sharedPicture: endpoint({
    method: 'GET',
    path: '/api/courses/shared/{courseId}/pictures/{sha256}',
    summary: 'A picture of a shared course, immutable (bytes).',
    permission: 'authorCourses',
    params: z.strictObject({ courseId: id('course'), sha256: Sha256 }),
    raw: true,
  }),
  recalls: endpoint({
    method: 'GET',
    path: '/api/courses/{courseId}/recalls',
    summary: 'Versions of a course that are recalled, for who may recall them.',
    permission: 'manageDrafts',
    params: courseParams,
    output: z.object({
      newest: z.int(),
      items: z.array(z.object({ version: z.int(), at: Moment, reason: z.string() })),
    }),
  }),
  recallVersion: endpoint({
    method: 'PUT',
    path: '/api/courses/{courseId}/recalls/{version}',
    summary:
      'Recalls a version, for a reason, or (null) lifts that: its learners, and those of copies that have parts of it, are warned at once.',
    permission: 'manageDrafts',
    params: z.strictObject({ courseId: id('course'), version: z.string().check(z.regex(/^[1-9]\d{0,3}$/)) }),
    body: z.strictObject({ reason: z.nullable(line(500)) }),
    output: z.object({ recall: z.nullable(z.object({ version: z.int(), at: Moment, reason: z.string() })) }),
    errors: ['conflict'],
  }),
};

const Academy = z.object({ id: id('organisation'), name: localised(200) });

/** Decided by the team that writes a course: room `authoring`. */
export const draftSharing = {
  courseSharing: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/sharing',
    summary: 'With whom a course is shared for adoption, and who has adopted it.',
    permission: 'signedIn',
    params: courseParams,
    output: z.object({
      with: z.enum(sharedWith),
      organisations: z.array(Academy),
      revision: z.int(),
      changedAt: z.nullable(Moment),
      changedBy: z.nullable(Named),
      mayChange: z.boolean(),
      adopters: z.array(z.object({ organisation: Academy, version: z.int(), at: Moment })),
    }),
  }),
  shareCourse: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/{courseId}/sharing',
    summary: 'Shares a course for adoption with nobody, with listed academies and regions, or with all. Copies stay.',
    permission: 'signedIn',
    params: courseParams,
    body: z.strictObject({
      revision: z.int(),
      with: z.enum(sharedWith),
      organisationIds: z.array(id('organisation')).check(
        z.maxLength(sharedWithMax),
        z.refine((list) => new Set(list).size === list.length, 'twice'),
      ),
    }),
    output: z.object({ revision: z.int() }),
    errors: ['conflict'],
  }),
};
