/** The outline of a draft: modules and lessons at their places, and the bin. */
import { Draft } from './authoring.ts';
import { DraftLesson, Named, Place } from './blocks.ts';
import { Moment, id, localised } from './common.ts';
import { endpoint } from './endpoint.ts';
import { MadeFrom } from './translation.ts';
import { z } from './z.ts';

/** how long what was removed can be brought back */
export const binDays = 30;

const courseParams = z.strictObject({ courseId: id('course') });
const moduleParams = z.strictObject({ courseId: id('course'), moduleId: id('module') });
const lessonParams = z.strictObject({ courseId: id('course'), lessonId: id('lesson') });
const minutes = z.int().check(z.minimum(1), z.maximum(600));

export const draftOutline = {
  putModule: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/{courseId}/modules/{moduleId}',
    summary: 'Adds a module (`revision` null), renames or moves it.',
    permission: 'signedIn',
    params: moduleParams,
    body: z.strictObject({
      title: localised(200),
      place: Place,
      revision: z.nullable(z.int()),
      /** as in `changeDraft` */
      madeFrom: z.optional(MadeFrom),
    }),
    output: Draft,
    errors: ['conflict', 'outlineFull'],
  }),
  removeModule: endpoint({
    method: 'DELETE',
    path: '/api/authoring/courses/{courseId}/modules/{moduleId}',
    summary: 'Removes a module that has no lessons any more.',
    permission: 'signedIn',
    params: moduleParams,
    output: Draft,
    errors: ['moduleNotEmpty'],
  }),
  addLesson: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/lessons',
    summary: 'Adds a lesson: empty, or as a copy of one in a course the asker may read, here or elsewhere.',
    permission: 'signedIn',
    params: courseParams,
    body: z.strictObject({
      id: id('lesson'),
      moduleId: id('module'),
      place: Place,
      title: localised(200),
      minutes,
      copyOf: z.nullable(z.strictObject({ courseId: id('course'), lessonId: id('lesson') })),
    }),
    output: Draft,
    errors: ['idTaken', 'outlineFull'],
  }),
  changeLesson: endpoint({
    method: 'PATCH',
    path: '/api/authoring/courses/{courseId}/lessons/{lessonId}',
    summary: 'Renames a lesson or changes its minutes.',
    permission: 'signedIn',
    params: lessonParams,
    body: z.strictObject({
      revision: z.int(),
      title: z.optional(localised(200)),
      minutes: z.optional(minutes),
      /** as in `changeDraft` */
      madeFrom: z.optional(MadeFrom),
    }),
    output: Draft,
    errors: ['conflict'],
  }),
  moveLesson: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/lessons/{lessonId}/move',
    summary: 'Moves a lesson; `lessonMoved` where somebody else moved the same one since the asker looked.',
    permission: 'signedIn',
    params: lessonParams,
    body: z.strictObject({ moduleId: id('module'), place: Place, outlineRevision: z.int() }),
    output: Draft,
    errors: ['lessonMoved'],
  }),
  binLesson: endpoint({
    method: 'DELETE',
    path: '/api/authoring/courses/{courseId}/lessons/{lessonId}',
    summary: 'Puts a lesson into the bin, from where it can be brought back for 30 days.',
    permission: 'signedIn',
    params: lessonParams,
    output: Draft,
  }),
  bin: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/bin',
    summary: 'Lessons in the bin, the latest first.',
    permission: 'signedIn',
    params: courseParams,
    output: z.object({ items: z.array(z.object({ lesson: DraftLesson, binnedAt: Moment, by: Named, until: Moment })) }),
  }),
  restoreLesson: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/lessons/{lessonId}/restore',
    summary: 'Brings a lesson back: to its place, or to the end where its module is gone.',
    permission: 'signedIn',
    params: lessonParams,
    output: Draft,
    errors: ['outlineFull'],
  }),
};
