/**
 * Adoption: a draft made of another academy's released course, linked to it. What the original changes later is shown piece
 * by piece – a text of a block in one language, a new block, a lesson – and taken over only where somebody says so.
 */
import { FrozenBlock } from './reviews.ts';
import { Job, Language, Moment, Sha256, id, localised } from './common.ts';
import { MarkdownText, TextPictures } from './blocks.ts';
import { endpoint } from './endpoint.ts';
import { AdditionLine } from './film-additions.ts';
import { Recall } from './recall.ts';
import { z } from './z.ts';

/** decisions one request may bring */
export const decisionsMax = 50;

/** Names a piece by what it is in the original, e.g. `block/les_…/blk_…/uk`. */
export const PieceKey = z.string().check(z.regex(/^[a-z]+(\/[A-Za-z0-9_]+){1,3}$/), z.maxLength(120));

/**
 * text: words of a block · block: it is new or gone, or shows another picture or file · title, minutes: of a lesson ·
 * film, captions, addition: what a lesson shows in a language of instruction, and what was added to it · place: the module a lesson is in · lesson: it is new or gone ·
 * order: of the modules, or of the lessons in one · module, course: their own words · quiz: the version of a test
 */
export const pieceKinds = [
  'text',
  'block',
  'title',
  'minutes',
  'film',
  'captions',
  'addition',
  'place',
  'lesson',
  'order',
  'module',
  'course',
  'quiz',
] as const;

/** What a course says of itself; the first two are words, the others lists, one entry a line. */
export const courseFields = ['title', 'summary', 'outcomes', 'topics', 'competences'] as const;

/** Can words of both be written anew? Everything else is taken or left. */
export const isWords = ({ kind, field }: { kind: (typeof pieceKinds)[number]; field: string | null }): boolean =>
  ['text', 'title', 'module'].includes(kind) || (kind === 'course' && (field === 'title' || field === 'summary'));

const PieceFilm = z.object({
  id: id('lecture'),
  title: localised(200),
  durationSeconds: z.number(),
  captions: z.array(Language),
});

export const Piece = z.object({
  key: PieceKey,
  kind: z.enum(pieceKinds),
  change: z.enum(['added', 'removed', 'changed']),
  language: z.nullable(Language),
  /** of a course: which of its words · of captions: the language that is spoken · of an addition: its kind */
  field: z.nullable(z.string()),
  /** of an order: titles of the lessons’ module · of a test: its title */
  about: z.optional(localised(200)),
  /**
   * as the original said it when it was last looked at; as it says it now; as it is said here: words, WebVTT, titles or ids
   * one a line, the number of a version
   */
  base: z.nullable(z.string()),
  theirs: z.nullable(z.string()),
  mine: z.nullable(z.string()),
  /** has it been changed here since it was taken over? */
  changedHere: z.boolean(),
  /** revision of what stands here: a decision made without knowing it meets a conflict */
  revision: z.int(),
  /** a block that is new, gone, or shows something else: as it is there, and as it is here */
  block: z.nullable(z.object({ theirs: z.nullable(FrozenBlock), mine: z.nullable(FrozenBlock) })),
  /** of an addition: as base, theirs and mine are read, once somebody looks at them */
  lines: z.optional(
    z.object({
      base: z.nullable(z.array(AdditionLine)),
      theirs: z.nullable(z.array(AdditionLine)),
      mine: z.nullable(z.array(AdditionLine)),
    }),
  ),
  /** a film that is new, gone, or another one, or whose captions are: as it is there, and as it is here */
  film: z.optional(z.object({ theirs: z.nullable(PieceFilm), mine: z.nullable(PieceFilm) })),
});
export type Piece = z.infer<typeof Piece>;

export const UpstreamLesson = z.object({
  /** in the original */
  lessonId: id('lesson'),
  /** in this course; null where it is not here */
  ownId: z.nullable(id('lesson')),
  title: localised(200),
  number: z.nullable(z.int()),
  change: z.enum(['added', 'removed', 'changed']),
  open: z.int(),
});

export const Upstream = z.object({
  courseId: id('course'),
  title: localised(200),
  organisation: z.object({ id: id('organisation'), name: localised(200) }),
  /** the version up to which everything has been decided */
  version: z.int(),
  adoptedVersion: z.int(),
  adoptedAt: Moment,
  /** the newest version there is to compare with; null where the course is not shared any more */
  newest: z.nullable(z.int()),
  releasedAt: z.nullable(Moment),
  recall: z.nullable(Recall),
  open: z.int(),
  /** of course and modules */
  pieces: z.array(Piece),
  /** lessons with differences, in the order of the original */
  lessons: z.array(UpstreamLesson),
  mayDecide: z.boolean(),
});
export type Upstream = z.infer<typeof Upstream>;

/** What was done here with what was adopted, block by block. */
export const OwnLesson = z.object({
  lessonId: id('lesson'),
  title: localised(200),
  number: z.nullable(z.int()),
  /** same: as it was taken over · added: written here · removed: taken out here */
  kind: z.enum(['same', 'changed', 'added', 'removed']),
  blocks: z.object({ same: z.int(), changed: z.int(), added: z.int(), removed: z.int() }),
});
export type OwnLesson = z.infer<typeof OwnLesson>;

const courseParams = z.strictObject({ courseId: id('course') });
const lessonParams = z.strictObject({ courseId: id('course'), lessonId: id('lesson') });

export const adoption = {
  adopt: endpoint({
    method: 'POST',
    path: '/api/authoring/adoptions',
    summary: 'Makes a draft of a shared course in one’s own academy, as a job; sent twice it is made once.',
    permission: 'authorCourses',
    body: z.strictObject({
      id: id('course'),
      organisationId: id('organisation'),
      from: id('course'),
      version: z.int(),
    }),
    output: Job,
    errors: ['idTaken', 'organisationClosed', 'versionRecalled', 'conflict'],
  }),
  upstream: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/upstream',
    summary: 'Where an adopted course comes from, and what the original has changed that is not decided yet.',
    permission: 'signedIn',
    params: courseParams,
    output: Upstream,
  }),
  upstreamLesson: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/upstream/lessons/{lessonId}',
    summary:
      'Open differences of a lesson, named by its id in the original; further ones follow once these are decided.',
    permission: 'signedIn',
    params: lessonParams,
    output: z.object({
      title: localised(200),
      ownId: z.nullable(id('lesson')),
      languages: z.array(Language),
      pieces: z.array(Piece),
      /** how many more there are than fit into one answer */
      more: z.int(),
      pictures: TextPictures,
      /** pictures of the original that blocks show: media id → hash, to be had as a shared course’s picture */
      shown: z.record(z.string(), Sha256),
    }),
  }),
  upstreamFilm: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/upstream/films/{lectureId}/content',
    summary: 'A film of the original’s newest version, as a redirect to an address that works for five minutes.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), lectureId: id('lecture') }),
    raw: true,
  }),
  decideUpstream: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/upstream/decisions',
    summary:
      'Takes pieces over, keeps one’s own, or writes something of both; each is judged by itself and remembered.',
    permission: 'signedIn',
    params: courseParams,
    body: z.strictObject({
      /** the version of the original that was looked at */
      version: z.int(),
      decisions: z
        .array(
          z.strictObject({
            key: PieceKey,
            choice: z.enum(['take', 'keep', 'edit']),
            revision: z.int(),
            /** of `edit`: what shall stand here */
            text: z.optional(z.nullable(MarkdownText)),
          }),
        )
        // none: everything has been looked at
        .check(z.maxLength(decisionsMax)),
    }),
    output: z.object({
      /** done: so it is · conflict: it was changed here meanwhile · gone: there is nothing to decide (any more) */
      outcomes: z.array(z.object({ key: PieceKey, outcome: z.enum(['done', 'conflict', 'gone']) })),
      open: z.int(),
    }),
    errors: ['conflict', 'lessonFull', 'outlineFull'],
    bodyBytesMax: 1024 * 1024,
  }),
  ownChanges: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/upstream/own',
    summary: 'What was changed here of an adopted course, lesson by lesson.',
    permission: 'signedIn',
    params: courseParams,
    output: z.object({ items: z.array(OwnLesson) }),
  }),
  ownLesson: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/upstream/own/{lessonId}',
    summary: 'A lesson of an adopted course as it was taken over and as it is here, block by block.',
    permission: 'signedIn',
    params: lessonParams,
    output: z.object({
      title: localised(200),
      languages: z.array(Language),
      before: z.array(FrozenBlock),
      after: z.array(FrozenBlock),
      pictures: TextPictures,
    }),
  }),
};
