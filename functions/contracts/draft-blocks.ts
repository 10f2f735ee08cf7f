/** What is written in a lesson of a draft: its blocks, their history, the pictures they show. */
import { BlockChange, ChangeOutcome, HistoryEntry, LessonDraft, changesMax } from './blocks.ts';
import { Cursor, Sha256, id, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

const lessonParams = z.strictObject({ courseId: id('course'), lessonId: id('lesson') });

export const draftBlocks = {
  lessonDraft: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/lessons/{lessonId}',
    summary:
      'A lesson with its blocks in all languages; asked again every few seconds it shows what colleagues change.',
    permission: 'signedIn',
    params: lessonParams,
    output: LessonDraft,
  }),
  saveBlocks: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/lessons/{lessonId}/blocks',
    summary:
      'Saves changes of blocks, each by itself; sent twice they are made once. Conflicts are an outcome, not an error.',
    permission: 'signedIn',
    params: lessonParams,
    body: z.strictObject({ changes: z.array(BlockChange).check(z.minLength(1), z.maxLength(changesMax)) }),
    output: z.object({ outcomes: z.array(ChangeOutcome) }),
    errors: ['lessonFull'],
    bodyBytesMax: 2 * 1024 * 1024,
  }),
  history: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/lessons/{lessonId}/history',
    summary: 'What the texts of a lesson were before, the latest first.',
    permission: 'signedIn',
    params: lessonParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(HistoryEntry),
    errors: ['cursorInvalid'],
  }),
  draftPicture: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/pictures/{mediaId}',
    summary: 'A picture of a draft for its team and reviewers, about as wide as asked (bytes).',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), mediaId: id('media') }),
    query: z.strictObject({ width: z.optional(z.string().check(z.regex(/^[1-9]\d{1,3}$/))) }),
    raw: true,
  }),
  lessonPicture: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/lessons/{lessonId}/pictures/{sha256}',
    summary: 'A picture that came with the text of a lesson, for the draft’s team and reviewers, immutable (bytes).',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), lessonId: id('lesson'), sha256: Sha256 }),
    raw: true,
  }),
};
