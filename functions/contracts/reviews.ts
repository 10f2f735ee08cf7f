/**
 * Review and release. What is submitted is frozen under a hash; reviewers read, comment and answer exactly that, and
 * exactly that becomes the next version. Authors go on writing meanwhile.
 */
import { DraftBlock, Named, TextPictures, isPlain } from './blocks.ts';
import { Cursor, Language, Moment, Sha256, id, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { additionHashes } from './film-additions.ts';
import { Comment } from './review-comments.ts';
import { WhatChanged } from './versions.ts';
import { z } from './z.ts';

/**
 * preparing: being frozen · open: waits for reviewers · approved: every part is; the release follows by itself ·
 * released · returned: at least one part needs changes · withdrawn: taken back by the team
 */
export const reviewStates = ['preparing', 'open', 'approved', 'released', 'returned', 'withdrawn'] as const;
/** `course`: structure and the first language; otherwise the translation into that language */
export const ReviewPartName = z.enum(['course', 'uk', 'ru', 'kk', 'en']);
export type ReviewPartName = z.infer<typeof ReviewPartName>;

export const ReviewPart = z.object({
  part: ReviewPartName,
  state: z.enum(['open', 'approved', 'returned']),
  /** who is asked to; null: any reviewer of the academy */
  assignee: z.nullable(Named),
  decidedBy: z.nullable(Named),
  decidedAt: z.nullable(Moment),
  note: z.nullable(z.string()),
  /** may the asker answer this part? never somebody who wrote it */
  mayDecide: z.boolean(),
});

export const ReviewCard = z.object({
  id: id('review'),
  courseId: id('course'),
  organisation: z.object({ id: id('organisation'), name: localised(200) }),
  title: localised(200),
  state: z.enum(reviewStates),
  /** version it will be (or became) */
  version: z.int(),
  submittedBy: Named,
  submittedAt: Moment,
  /** first moment after the last day */
  dueAt: z.nullable(Moment),
  parts: z.array(ReviewPart),
  /** lessons that differ from the last release */
  changedLessons: z.int(),
  openComments: z.int(),
});
export type ReviewCard = z.infer<typeof ReviewCard>;

/** What a submission would stumble over; the editor leads there. */
export const Problem = z.object({
  code: z.enum([
    'noLessons',
    'lessonEmpty',
    'titleMissing',
    'textMissing',
    'textTooLong',
    'altMissing',
    'pictureNotReady',
    'fileNotReady',
    'captionsMissing',
    'slideAltMissing',
    'lectureFailed',
    'lectureQuestionGone',
    'linkUnknown',
    'quizNotReleased',
    'summaryMissing',
    'translationStale',
  ]),
  /** must it be mended first, or is it only to be known? */
  blocks: z.boolean(),
  lessonId: z.nullable(id('lesson')),
  blockId: z.nullable(id('block')),
  language: z.nullable(Language),
});
export type Problem = z.infer<typeof Problem>;

export const LessonChange = z.object({
  lessonId: id('lesson'),
  title: localised(200),
  number: z.nullable(z.int()),
  kind: z.enum(['added', 'removed', 'moved', 'changed', 'same']),
  /** languages whose text differs */
  languages: z.array(Language),
});

export const Review = z.extend(ReviewCard, {
  /** what the authors say about it */
  note: z.nullable(z.string()),
  /** what they say to learners has changed; released with the version */
  whatChanged: z.optional(z.nullable(WhatChanged)),
  /** the version it is compared with; null: it is the first */
  before: z.nullable(z.int()),
  /** of the first version of an adopted course: the version of the original that it is compared with */
  original: z.optional(
    z.nullable(
      z.object({ version: z.int(), organisation: z.object({ id: id('organisation'), name: localised(200) }) }),
    ),
  ),
  languages: z.array(Language),
  /** differences of title, summary, outcomes and so on, as text */
  courseChanges: z.array(
    z.object({ field: z.string(), before: z.nullable(localised(600)), after: z.nullable(localised(600)) }),
  ),
  lessons: z.array(LessonChange),
  /** hash of exactly what was submitted; null while it is being prepared */
  candidate: z.nullable(Sha256),
  mayWithdraw: z.boolean(),
});
export type Review = z.infer<typeof Review>;

/** A block as it was frozen. */
export const FrozenBlock = z.object({
  id: id('block'),
  kind: DraftBlock.shape.kind,
  ref: z.nullable(id('media')),
  texts: z.partialRecord(Language, z.object({ text: z.string(), alt: z.nullable(z.string()) })),
});
export type FrozenBlock = z.infer<typeof FrozenBlock>;

const ReviewedLesson = z.object({
  title: localised(200),
  minutes: z.int(),
  blocks: z.array(FrozenBlock),
  pictures: TextPictures,
  /** films of the lesson, by language of instruction; learners see them once the course is released */
  films: z.array(
    z.object({
      id: id('lecture'),
      language: Language,
      title: localised(200),
      durationSeconds: z.number(),
      /** hashes: of the film, and of its captions by language */
      source: Sha256,
      captions: z.partialRecord(Language, Sha256),
      /** of what is added to it; how it reads: `reviewAdditions` */
      additions: z.object(additionHashes),
    }),
  ),
});

const courseParams = z.strictObject({ courseId: id('course') });
const params = z.strictObject({ courseId: id('course'), reviewId: id('review') });
const Note = z.string().check(z.maxLength(4000), z.refine(isPlain, 'control'));

export const reviews = {
  readiness: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/readiness',
    summary: 'What is missing before a draft can be reviewed, and how far each translation is.',
    permission: 'signedIn',
    params: courseParams,
    output: z.object({
      problems: z.array(Problem),
      translations: z.partialRecord(Language, z.object({ total: z.int(), done: z.int(), stale: z.int() })),
      /** does anything differ from the last release? */
      changed: z.boolean(),
    }),
  }),
  submit: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/reviews',
    summary: 'Freezes the draft in some of its languages and asks the academy’s reviewers.',
    permission: 'signedIn',
    params: courseParams,
    body: z.strictObject({
      id: id('review'),
      /** the first language is always among them */
      languages: z.array(Language).check(z.minLength(1), z.maxLength(4)),
      note: z.nullable(Note),
      dueAt: z.nullable(Moment),
      /** for learners: what has changed since the last release, in the languages submitted */
      whatChanged: z.optional(z.nullable(WhatChanged)),
    }),
    output: Review,
    errors: ['idTaken', 'reviewOpen', 'notReady', 'nothingChanged', 'quotaExceeded'],
    // each freezes a whole course
    strictLimit: 30,
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/reviews/{reviewId}/withdrawal',
    summary: 'Takes a submission back before it is answered.',
    permission: 'signedIn',
    params,
    output: Review,
    errors: ['reviewEnded'],
  }),
  reviewQueue: endpoint({
    method: 'GET',
    path: '/api/authoring/organisations/{organisationId}/reviews',
    summary: 'Open reviews of an academy or region, the longest waiting first.',
    permission: 'reviewCourses',
    params: z.strictObject({ organisationId: id('organisation') }),
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(ReviewCard),
    errors: ['cursorInvalid'],
  }),
  courseReviews: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/reviews',
    summary: 'All reviews of a course, the latest first.',
    permission: 'signedIn',
    params: courseParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(ReviewCard),
    errors: ['cursorInvalid'],
  }),
  review: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/reviews/{reviewId}',
    summary: 'A review: what was submitted, and where it differs from the last release.',
    permission: 'signedIn',
    params,
    output: Review,
  }),
  reviewLesson: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/reviews/{reviewId}/lessons/{lessonId}',
    summary: 'A lesson as it was submitted and as it was last released, block by block.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), reviewId: id('review'), lessonId: id('lesson') }),
    output: z.object({
      before: z.nullable(ReviewedLesson),
      after: z.nullable(ReviewedLesson),
      comments: z.array(Comment),
    }),
  }),
  reviewFilm: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/reviews/{reviewId}/films/{lectureId}',
    summary: 'A film as it was submitted, as a redirect to an address that works for five minutes and saves it.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), reviewId: id('review'), lectureId: id('lecture') }),
    raw: true,
  }),
  decide: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/reviews/{reviewId}/decisions',
    summary: 'Approves or returns a part. The last approval releases the course.',
    permission: 'reviewCourses',
    params,
    body: z.strictObject({
      part: ReviewPartName,
      decision: z.enum(['approve', 'return']),
      /** demanded when returning */
      note: z.nullable(Note),
      /** hash of what was looked at */
      candidate: z.optional(Sha256),
    }),
    output: Review,
    errors: ['reviewEnded', 'ownWork', 'noteMissing', 'conflict'],
  }),
  delegate: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/reviews/{reviewId}/assignee',
    summary: 'Asks a certain reviewer to answer a part, or anybody again (null).',
    permission: 'reviewCourses',
    params,
    body: z.strictObject({ part: ReviewPartName, personId: z.nullable(id('person')) }),
    output: Review,
    errors: ['reviewEnded', 'personUnsuitable', 'ownWork'],
  }),
  reviewers: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/reviewers',
    summary: 'Who may review the course, for choosing.',
    permission: 'signedIn',
    params: courseParams,
    output: z.object({ items: z.array(Named) }),
  }),
};
