/**
 * Quizzes: which questions, under which rules. A quiz is frozen when it is submitted – with the approved versions of its
 * questions – and what is approved becomes a numbered version; attempts use versions only.
 */
import { Named } from './blocks.ts';
import { Cursor, Language, Moment, Sha256, id, languages, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { PartId, QuestionContent, QuestionKind, Texts } from './question-kinds.ts';
import { questionStates, questionUses, Tag } from './questions.ts';
import { QuizSettings } from './quiz-settings.ts';
import { z } from './z.ts';

/** questions of one paper */
export const paperMax = 200;
/** questions among which a quiz draws */
export const poolMax = 1_000;
export const sectionsMax = 30;
/** bytes of a quiz as it is written */
export const quizBytesMax = 200_000;
/** draws of a quiz */
export const drawsMax = 60;
/** bytes of a frozen quiz with all its questions */
export const frozenBytesMax = 4_000_000;

const Points = z.number().check(z.minimum(0), z.maximum(100));
/** Questions drawn at random for each attempt: those that fit everything named. */
export const Draw = z.strictObject({
  id: PartId,
  count: z.int().check(z.minimum(1), z.maximum(paperMax)),
  points: Points,
  folderId: z.nullable(id('folder')),
  tag: z.nullable(Tag),
  competence: z.nullable(id('competence')),
  difficulty: z.nullable(z.int().check(z.minimum(1), z.maximum(5))),
});
export type Draw = z.infer<typeof Draw>;
export const QuizSection = z.strictObject({
  id: PartId,
  title: z.nullable(localised(200)),
  /** in an order of their own for each attempt */
  shuffle: z.boolean(),
  questions: z.array(z.strictObject({ questionId: id('question'), points: Points })).check(z.maxLength(paperMax)),
  draws: z.array(Draw).check(z.maxLength(20)),
});
export type QuizSection = z.infer<typeof QuizSection>;

const isOnceEach = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

export const QuizContent = z.strictObject({
  title: localised(200),
  /** what is said before it begins */
  intro: z.nullable(Texts(4_000)),
  /** first = the language of origin */
  languages: z.array(Language).check(
    z.minLength(1),
    z.maxLength(languages.length),
    z.refine((list) => new Set(list).size === list.length, 'twice'),
  ),
  use: z.enum(questionUses),
  sections: z.array(QuizSection).check(
    z.minLength(1),
    z.maxLength(sectionsMax),
    z.refine((sections) => isOnceEach(sections.map((section) => section.id)), 'twice'),
    z.refine((sections) => isOnceEach(sections.flatMap(({ draws }) => draws.map((draw) => draw.id))), 'twice'),
    z.refine((sections) => sections.flatMap(({ draws }) => draws).length <= drawsMax, 'tooMany'),
  ),
  settings: QuizSettings,
});
export type QuizContent = z.infer<typeof QuizContent>;

export const QuizCard = z.object({
  id: id('quiz'),
  organisationId: id('organisation'),
  title: localised(200),
  languages: z.array(Language),
  use: z.enum(questionUses),
  state: z.enum(questionStates),
  version: z.nullable(z.int()),
  changed: z.boolean(),
  archived: z.boolean(),
  /** of a paper */
  questions: z.int(),
  changedAt: Moment,
  changedBy: Named,
});
export type QuizCard = z.infer<typeof QuizCard>;

/** What submitting would stumble over. */
export const QuizProblem = z.object({
  code: z.enum([
    'empty',
    'questionNotApproved',
    'questionGone',
    'languageMissing',
    'tooFewToDraw',
    'paperTooLong',
    'poolTooLarge',
    'examInPractice',
    'twice',
  ]),
  section: z.nullable(PartId),
  questionId: z.nullable(id('question')),
  drawId: z.nullable(PartId),
  language: z.nullable(Language),
});
export type QuizProblem = z.infer<typeof QuizProblem>;

/** A question that stands in a quiz, as its editor lists it. */
export const QuizQuestion = z.object({
  id: id('question'),
  kind: QuestionKind,
  /** beginning of what it asks, as plain text */
  ask: localised(200),
  use: z.enum(questionUses),
  difficulty: z.int(),
  /** newest approved version; null before the first */
  version: z.nullable(z.int()),
});
export type QuizQuestion = z.infer<typeof QuizQuestion>;

export const Quiz = z.extend(QuizCard, {
  content: QuizContent,
  /** its fixed questions, once each; those gone from the bank are absent */
  bank: z.array(QuizQuestion),
  /** fixed questions of which a newer version is approved than the newest version of the quiz has */
  behind: z.int(),
  revision: z.int(),
  note: z.nullable(z.string()),
  problems: z.array(QuizProblem),
  mayChange: z.boolean(),
  mayDecide: z.boolean(),
});
export type Quiz = z.infer<typeof Quiz>;

export const QuizVersion = z.object({
  version: z.int(),
  hash: Sha256,
  questions: z.int(),
  approvedAt: Moment,
  approvedBy: Named,
});
export type QuizVersion = z.infer<typeof QuizVersion>;

/** A quiz with everything an attempt needs, keys included: kept under its hash, never sent to a browser that learns. */
export const FrozenQuiz = z.object({
  quizId: id('quiz'),
  organisationId: id('organisation'),
  title: localised(200),
  intro: z.nullable(Texts(4_000)),
  languages: z.array(Language),
  use: z.enum(questionUses),
  settings: QuizSettings,
  sections: z.array(
    z.object({
      id: PartId,
      title: z.nullable(localised(200)),
      shuffle: z.boolean(),
      questions: z.array(z.object({ questionId: id('question'), points: Points })),
      draws: z.array(z.object({ id: PartId, count: z.int(), points: Points, pool: z.array(id('question')) })),
    }),
  ),
  questions: z.record(z.string(), z.object({ version: z.int(), content: QuestionContent })),
  /** pictures of the texts: media id → picture */
  pictures: z.record(z.string(), z.object({ sha256: Sha256, width: z.int(), height: z.int() })),
});
export type FrozenQuiz = z.infer<typeof FrozenQuiz>;

/** What a draw asks for, in an address. */
const PoolQuery = z.strictObject({
  folderId: z.optional(id('folder')),
  tag: z.optional(Tag),
  competence: z.optional(id('competence')),
  difficulty: z.optional(z.string().check(z.regex(/^[1-5]$/))),
  use: z.enum(questionUses),
  /** those of the quiz, with commas: what lacks one is not drawn */
  languages: z.string().check(z.regex(/^(uk|ru|kk|en)(,(uk|ru|kk|en)){0,3}$/)),
});

const bankParams = z.strictObject({ organisationId: id('organisation') });
const quizParams = z.strictObject({ quizId: id('quiz') });

export const quizzes = {
  quizzes: endpoint({
    method: 'GET',
    path: '/api/quizzes/organisations/{organisationId}/quizzes',
    summary: 'Quizzes of an academy, the latest changed first.',
    permission: 'useQuestions',
    params: bankParams,
    query: z.strictObject({ archived: z.optional(z.literal('true')), cursor: z.optional(Cursor) }),
    output: page(QuizCard),
    errors: ['cursorInvalid'],
  }),
  usableQuizzes: endpoint({
    method: 'GET',
    path: '/api/quizzes/organisations/{organisationId}/usable',
    summary:
      'Quizzes of an academy that can be held: some version is approved. A page may hold fewer than fit, and go on.',
    permission: 'runQuizzes',
    params: bankParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(QuizCard),
    errors: ['cursorInvalid'],
  }),
  createQuiz: endpoint({
    method: 'POST',
    path: '/api/quizzes/organisations/{organisationId}/quizzes',
    summary: 'Begins a quiz.',
    permission: 'writeQuestions',
    params: bankParams,
    body: z.strictObject({ id: id('quiz'), content: QuizContent }),
    output: Quiz,
    errors: ['idTaken', 'organisationClosed'],
    bodyBytesMax: quizBytesMax,
  }),
  countPool: endpoint({
    method: 'GET',
    path: '/api/quizzes/organisations/{organisationId}/pool',
    summary: 'How many approved questions of the bank a draw could take.',
    permission: 'useQuestions',
    params: bankParams,
    query: PoolQuery,
    output: z.object({ questions: z.int() }),
  }),
  questionUses: endpoint({
    method: 'GET',
    path: '/api/quizzes/uses/{questionId}',
    summary:
      'Quizzes of the asker’s academy in which a question stands, in the draft or in the newest version (then its number).',
    permission: 'useQuestions',
    params: z.strictObject({ questionId: id('question') }),
    output: z.object({
      quizzes: z.array(z.object({ id: id('quiz'), title: localised(200), version: z.nullable(z.int()) })),
    }),
  }),
  quiz: endpoint({
    method: 'GET',
    path: '/api/quizzes/{quizId}',
    summary: 'A quiz with its draft, and what stands in the way of submitting it.',
    permission: 'useQuestions',
    params: quizParams,
    output: Quiz,
  }),
  changeQuiz: endpoint({
    method: 'PUT',
    path: '/api/quizzes/{quizId}',
    summary: 'Saves the draft of a quiz.',
    permission: 'writeQuestions',
    params: quizParams,
    body: z.strictObject({ revision: z.int(), content: QuizContent }),
    output: Quiz,
    errors: ['conflict', 'reviewOpen'],
    bodyBytesMax: quizBytesMax,
  }),
  archiveQuiz: endpoint({
    method: 'PUT',
    path: '/api/quizzes/{quizId}/archived',
    summary: 'Puts a quiz away, or brings it back.',
    permission: 'writeQuestions',
    params: quizParams,
    body: z.strictObject({ archived: z.boolean() }),
    output: Quiz,
  }),
};
