/** Translating a draft: how far each lesson is, and what a source said when it was translated. The texts go by `saveBlocks`. */
import { Language, id, line } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

/** Texts of a lesson in one language, its title not among them. */
export const LessonProgress = z.object({
  /** texts the first language has */
  total: z.int(),
  /** of them those that have one in this language, also where it is out of date */
  done: z.int(),
  /** of those the ones whose source has changed since */
  stale: z.int(),
  /** of the first language’s texts: all words, and those that wait to be translated for the first time */
  words: z.int(),
  wordsLeft: z.int(),
});
export type LessonProgress = z.infer<typeof LessonProgress>;

/** Of the translations of one line, a title or an outcome: what the first language said when each was made. */
export const MadeFrom = z.partialRecord(Language, line(600));

/** The same of what a course says of itself. */
export const CourseMadeFrom = z.strictObject({
  title: z.optional(MadeFrom),
  summary: z.optional(MadeFrom),
  /** in their order; nothing is known of those that have none */
  outcomes: z.optional(z.array(MadeFrom).check(z.maxLength(20))),
});
export type CourseMadeFrom = z.infer<typeof CourseMadeFrom>;

export const translation = {
  translationProgress: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/translation',
    summary: 'How far the texts of each lesson of a draft are in each language but the first.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course') }),
    output: z.object({
      items: z.array(z.object({ lessonId: id('lesson'), languages: z.partialRecord(Language, LessonProgress) })),
    }),
  }),
  formerSource: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/lessons/{lessonId}/blocks/{blockId}/sources/{revision}',
    summary: 'What the first language said in a block at a revision from which somebody translated it.',
    permission: 'signedIn',
    params: z.strictObject({
      courseId: id('course'),
      lessonId: id('lesson'),
      blockId: id('block'),
      revision: z.string().check(z.regex(/^[1-9]\d{0,8}$/)),
    }),
    output: z.object({ text: z.string(), alt: z.nullable(z.string()) }),
  }),
};
