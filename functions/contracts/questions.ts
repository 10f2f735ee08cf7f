/**
 * The question bank of an academy: folders, questions with their versions, review, sharing between academies.
 * A question is written as a draft; what a reviewer approves becomes a numbered version, and only versions stand in quizzes.
 */
import { MarkdownText, Named } from './blocks.ts';
import { Cursor, Language, Moment, Sha256, id, line, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { QuestionContent, QuestionKind, questionBytesMax } from './question-kinds.ts';
import { z } from './z.ts';

/** `exam`: never in practice, in a bundle for learners or in a search document */
export const questionUses = ['exam', 'practice'] as const;
/** draft: never approved · returned: the reviewer wants changes */
export const questionStates = ['draft', 'inReview', 'returned', 'approved'] as const;
/** questions that one request may bring, move, submit or copy */
export const questionsPerRequest = 25;
export const tagsMax = 20;
export const foldersMax = 500;
/** questions of one bank */
export const bankMax = 20_000;

export const Tag = line(60);
/** Where a question stands and what it is about. */
export const QuestionMeta = z.strictObject({
  /** null: beside the folders */
  folderId: z.nullable(id('folder')),
  use: z.enum(questionUses),
  /** 1 easy – 5 hard, as the author sees it; what learners make of it stands in the results */
  difficulty: z.int().check(z.minimum(1), z.maximum(5)),
  tags: z.array(Tag).check(
    z.maxLength(tagsMax),
    z.refine((tags) => new Set(tags).size === tags.length, 'twice'),
  ),
  competences: z.array(id('competence')).check(z.maxLength(20)),
  norms: z.array(id('article')).check(z.maxLength(20)),
});
export type QuestionMeta = z.infer<typeof QuestionMeta>;

/** A question in a list. */
export const QuestionCard = z.extend(QuestionMeta, {
  id: id('question'),
  organisationId: id('organisation'),
  kind: QuestionKind,
  /** beginning of what it asks, as plain text */
  ask: localised(200),
  languages: z.array(Language),
  state: z.enum(questionStates),
  /** newest approved version; null before the first */
  version: z.nullable(z.int()),
  /** has somebody changed the draft since that version? */
  changed: z.boolean(),
  archived: z.boolean(),
  changedAt: Moment,
  changedBy: Named,
});
export type QuestionCard = z.infer<typeof QuestionCard>;

export const Question = z.extend(QuestionCard, {
  /** the draft as it stands */
  content: QuestionContent,
  /** of content and meta together */
  revision: z.int(),
  /** what the reviewer said when returning it */
  note: z.nullable(z.string()),
  mayChange: z.boolean(),
  /** may the asker answer the review? never who wrote it */
  mayDecide: z.boolean(),
  /** the question of another bank it was copied from */
  origin: z.nullable(z.object({ questionId: id('question'), version: z.int(), organisationName: localised(200) })),
});
export type Question = z.infer<typeof Question>;

export const QuestionVersion = z.object({
  questionId: id('question'),
  version: z.int(),
  content: QuestionContent,
  approvedAt: Moment,
  approvedBy: Named,
});
export type QuestionVersion = z.infer<typeof QuestionVersion>;

export const Folder = z.object({
  id: id('folder'),
  parentId: z.nullable(id('folder')),
  name: line(120),
  revision: z.int(),
  sharedWith: z.enum(['nobody', 'listed', 'all']),
  organisationIds: z.array(id('organisation')),
});
export type Folder = z.infer<typeof Folder>;

const NewQuestion = z.extend(QuestionMeta, { id: id('question'), content: QuestionContent });
const bankParams = z.strictObject({ organisationId: id('organisation') });
const questionParams = z.strictObject({ questionId: id('question') });
const several = z.array(id('question')).check(z.minLength(1), z.maxLength(questionsPerRequest));
const filters = {
  /** with the folders below it */
  folderId: z.optional(id('folder')),
  kind: z.optional(QuestionKind),
  state: z.optional(z.enum(questionStates)),
  use: z.optional(z.enum(questionUses)),
  tag: z.optional(Tag),
  competence: z.optional(id('competence')),
  difficulty: z.optional(z.string().check(z.regex(/^[1-5]$/))),
  /** words of what it asks, in any language */
  words: z.optional(line(100)),
  archived: z.optional(z.literal('true')),
};

export const questions = {
  bank: endpoint({
    method: 'GET',
    path: '/api/questions/organisations/{organisationId}/questions',
    summary:
      'Questions of a bank, the latest changed first, narrowed by what is asked for. A page may hold fewer than fit, even none, and go on.',
    permission: 'useQuestions',
    params: bankParams,
    query: z.strictObject({ ...filters, cursor: z.optional(Cursor) }),
    output: page(QuestionCard),
    errors: ['cursorInvalid'],
  }),
  bankFacets: endpoint({
    method: 'GET',
    path: '/api/questions/organisations/{organisationId}/facets',
    summary: 'Folders of a bank, its tags, and how many questions it holds.',
    permission: 'useQuestions',
    params: bankParams,
    output: z.object({ folders: z.array(Folder), tags: z.array(z.string()), questions: z.int() }),
  }),
  addQuestions: endpoint({
    method: 'POST',
    path: '/api/questions/organisations/{organisationId}/questions',
    summary: 'Puts new questions into a bank, each by itself: what is refused does not hold up the others.',
    permission: 'writeQuestions',
    params: bankParams,
    body: z.strictObject({ questions: z.array(NewQuestion).check(z.minLength(1), z.maxLength(questionsPerRequest)) }),
    output: z.object({
      outcomes: z.array(
        z.object({
          id: id('question'),
          outcome: z.enum(['added', 'idTaken', 'bankFull', 'tooLarge', 'referenceUnknown']),
          /** questions of the bank that ask the same, or nearly */
          similar: z.array(id('question')),
        }),
      ),
    }),
    errors: ['organisationClosed'],
    bodyBytesMax: 3_000_000,
  }),
  question: endpoint({
    method: 'GET',
    path: '/api/questions/{questionId}',
    summary: 'A question with its draft.',
    permission: 'useQuestions',
    params: questionParams,
    output: Question,
  }),
  changeQuestion: endpoint({
    method: 'PUT',
    path: '/api/questions/{questionId}',
    summary: 'Saves the draft of a question, and where it stands.',
    permission: 'writeQuestions',
    params: questionParams,
    body: z.extend(QuestionMeta, { revision: z.int(), content: QuestionContent }),
    output: Question,
    errors: ['conflict', 'reviewOpen', 'tooLarge'],
    bodyBytesMax: questionBytesMax + 20_000,
  }),
  questionVersions: endpoint({
    method: 'GET',
    path: '/api/questions/{questionId}/versions',
    summary: 'Approved versions of a question, the newest first.',
    permission: 'useQuestions',
    params: questionParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(QuestionVersion),
    errors: ['cursorInvalid'],
  }),
  questionPicture: endpoint({
    method: 'GET',
    path: '/api/questions/{questionId}/pictures/{mediaId}',
    summary: 'A picture of a question, for who sees the question; also of one that another academy shares.',
    permission: 'useQuestions',
    params: z.strictObject({ questionId: id('question'), mediaId: id('media') }),
    query: z.strictObject({ width: z.optional(z.string().check(z.regex(/^[1-9]\d{0,4}$/))) }),
    raw: true,
  }),
  similarQuestions: endpoint({
    method: 'GET',
    path: '/api/questions/{questionId}/similar',
    summary: 'Questions of the same bank that ask the same, or nearly.',
    permission: 'useQuestions',
    params: questionParams,
    output: z.object({ questions: z.array(QuestionCard) }),
  }),
  changeSeveral: endpoint({
    method: 'POST',
    path: '/api/questions/organisations/{organisationId}/changes',
    summary: 'Moves, tags, archives or brings back several questions at once.',
    permission: 'writeQuestions',
    params: bankParams,
    body: z.strictObject({
      ids: several,
      folderId: z.optional(z.nullable(id('folder'))),
      addTags: z.optional(z.array(Tag).check(z.maxLength(tagsMax))),
      removeTags: z.optional(z.array(Tag).check(z.maxLength(tagsMax))),
      difficulty: z.optional(z.int().check(z.minimum(1), z.maximum(5))),
      use: z.optional(z.enum(questionUses)),
      archived: z.optional(z.boolean()),
    }),
    output: z.object({ changed: z.array(id('question')) }),
  }),
  submitQuestions: endpoint({
    method: 'POST',
    path: '/api/questions/organisations/{organisationId}/submissions',
    summary: 'Gives drafts to the reviewers.',
    permission: 'writeQuestions',
    params: bankParams,
    body: z.strictObject({ ids: several }),
    output: z.object({
      outcomes: z.array(
        z.object({
          id: id('question'),
          outcome: z.enum(['submitted', 'nothingChanged', 'languageMissing', 'altMissing', 'keyIncomplete', 'gone']),
        }),
      ),
    }),
  }),
  withdrawQuestion: endpoint({
    method: 'POST',
    path: '/api/questions/{questionId}/withdrawal',
    summary: 'Takes a question back from the reviewers.',
    permission: 'writeQuestions',
    params: questionParams,
    output: Question,
    errors: ['reviewEnded'],
  }),
  questionQueue: endpoint({
    method: 'GET',
    path: '/api/questions/organisations/{organisationId}/queue',
    summary: 'Questions that wait for a reviewer, the longest waiting first.',
    permission: 'reviewQuestions',
    params: bankParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(z.extend(QuestionCard, { submittedAt: Moment, submittedBy: Named, mayDecide: z.boolean() })),
    errors: ['cursorInvalid'],
  }),
  questionReview: endpoint({
    method: 'GET',
    path: '/api/questions/{questionId}/review',
    summary: 'What was submitted, and the version before it.',
    permission: 'reviewQuestions',
    params: questionParams,
    output: z.object({
      question: Question,
      candidate: QuestionContent,
      /** names exactly this candidate */
      hash: Sha256,
      before: z.nullable(QuestionVersion),
    }),
    errors: ['reviewEnded'],
  }),
  decideQuestion: endpoint({
    method: 'POST',
    path: '/api/questions/{questionId}/decision',
    summary: 'Approves what was submitted, or returns it. Never one’s own work.',
    permission: 'reviewQuestions',
    params: questionParams,
    body: z.strictObject({
      decision: z.enum(['approve', 'return']),
      hash: Sha256,
      note: z.nullable(MarkdownText.check(z.maxLength(4_000))),
    }),
    output: Question,
    errors: ['reviewEnded', 'conflict', 'ownWork', 'noteMissing'],
  }),
};
