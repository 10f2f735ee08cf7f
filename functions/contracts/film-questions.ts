/** Questions inside a film of a draft: at which second which question of the bank is asked, in which approved version. */
import { Language, Sha256, id, localised } from './common.ts';
import { endpoint } from './endpoint.ts';
import { QuestionKind } from './question-kinds.ts';
import { questionUses } from './questions.ts';
import { z } from './z.ts';

export const filmQuestionsMax = 50;
/** two of them are at least so far apart, so that each has a second of its own */
export const filmQuestionGapMs = 1000;

const Ms = z.int().check(z.minimum(0));

export const FilmQuestion = z
  .strictObject({
    atMs: Ms,
    questionId: id('question'),
    version: z.int().check(z.minimum(1)),
    /** the lesson is completed, and the film goes on, only once it was answered – rightly or not */
    required: z.boolean(),
    /** where “listen again” leads; null: it is not offered */
    againFromMs: z.nullable(Ms),
  })
  .check(z.refine(({ atMs, againFromMs }) => againFromMs === null || againFromMs < atMs, 'againLater'));
export type FilmQuestion = z.infer<typeof FilmQuestion>;

const isInOrder = (items: readonly { atMs: number }[]): boolean =>
  items.every(({ atMs }, index) => index === 0 || atMs - items[index - 1]!.atMs >= filmQuestionGapMs);
const isOnce = (items: readonly { questionId: string }[]): boolean =>
  new Set(items.map(({ questionId }) => questionId)).size === items.length;

export const FilmQuestions = z
  .array(FilmQuestion)
  .check(z.maxLength(filmQuestionsMax), z.refine(isInOrder, 'order'), z.refine(isOnce, 'twice'));

/** As they are kept; what is no list of questions has none. */
export function filmQuestionsIn(text: string): FilmQuestion[] {
  try {
    return z.parse(FilmQuestions, JSON.parse(text));
  } catch {
    return [];
  }
}

/** gone: it was put away, or the asker may not use it · notApproved · exam: kept for exams · essay: nobody marks it at once */
export const questionFaults = ['gone', 'notApproved', 'exam', 'essay'] as const;
export type QuestionFault = (typeof questionFaults)[number];

/** What the bank says of a question that stands in the film. */
export const FilmBankQuestion = z.object({
  questionId: id('question'),
  kind: QuestionKind,
  /** beginning of what it asks */
  ask: localised(200),
  use: z.enum(questionUses),
  /** newest approved version */
  version: z.nullable(z.int()),
  /** of that version */
  languages: z.array(Language),
  /** why it cannot stand there as it is; null: it can */
  fault: z.nullable(z.enum(questionFaults)),
});
export type FilmBankQuestion = z.infer<typeof FilmBankQuestion>;

const params = z.strictObject({ courseId: id('course'), lectureId: id('lecture') });

export const filmQuestions = {
  filmQuestions: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/questions',
    summary: 'The questions inside a film, what the bank says of them, and the hash to say when they are put again.',
    permission: 'signedIn',
    params,
    output: z.object({
      items: z.array(FilmQuestion),
      sha256: z.nullable(Sha256),
      bank: z.array(FilmBankQuestion),
      /** the academy or region whose bank the asker may choose from; null: from none */
      bankOf: z.nullable(id('organisation')),
    }),
  }),
  saveFilmQuestions: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/questions',
    summary:
      'Puts the questions inside a film, in their order and inside of it: approved ones for practice that are marked without a person.',
    permission: 'signedIn',
    params,
    body: z.strictObject({
      items: FilmQuestions,
      /** hash of those they were made from; null: there were none */
      base: z.nullable(Sha256),
    }),
    output: z.object({ sha256: z.nullable(Sha256) }),
    errors: ['conflict', 'questionUnsuitable'],
    bodyBytesMax: 64 * 1024,
  }),
};
