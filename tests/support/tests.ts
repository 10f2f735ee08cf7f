/** Tests that are sat, made in few words: questions, a quiz, a run, a learner’s browser. */
import { ulid } from 'ulid';
import { quizReviews } from '#contracts/quiz-reviews.ts';
import { attempts, type Entry, type OpenAttempt } from '#contracts/attempts.ts';
import type { Answer, QuestionContent } from '#contracts/question-kinds.ts';
import { type QuizSettings } from '#contracts/quiz-settings.ts';
import type { QuizContent } from '#contracts/quizzes.ts';
import { runs, type Run } from '#contracts/runs.ts';
import type { Client } from '../../infra/local/client.ts';
import { approvedQuestion, singleChoice } from './questions.ts';
import { createQuiz, decideQuiz, plainSettings, quizOf, submitQuiz } from './quizzes.ts';
import { newReviewer } from './reviews.ts';
import { createAcademyTree, createPerson, newId, signIn, type AcademyTree, type TestClient } from './stack.ts';

export type Writers = Record<'author' | 'reviewer', TestClient>;
export interface Bank extends AcademyTree, Writers {
  /** of an essay the last, of one right option (`a`) the others */
  questionIds: string[];
  essayId: string;
}

/** A question that a person marks. */
export const essay = (): QuestionContent => ({
  ask: { uk: `Напишіть про ${ulid()}`, en: `Write about ${ulid()}` },
  body: { kind: 'essay', wordsMin: null, wordsMax: null, rubric: [] },
});

/** An academy with four approved questions, the last an essay. */
export async function createBank(): Promise<Bank> {
  const tree = await createAcademyTree();
  const author = await signIn(tree.instructor.login);
  const reviewer = (await newReviewer(tree.academyId)).client;
  const by = { author, reviewer };
  const questionIds: string[] = [];
  for (let each = 0; each < 3; each += 1)
    questionIds.push(await approvedQuestion(by, tree.academyId, { use: 'exam', content: singleChoice() }));
  const essayId = await approvedQuestion(by, tree.academyId, { use: 'exam', content: essay() });
  return { ...tree, ...by, questionIds, essayId };
}

/** Shown at once, nothing given back. */
export const openSettings: QuizSettings = {
  ...plainSettings,
  show: { when: 'atOnce', score: true, marks: true, key: true },
  blackout: { policy: 'none' },
};

/** An approved quiz of these questions; answers its id. */
export async function releasedQuiz(
  { author, reviewer, academyId, questionIds }: Bank,
  settings: Partial<QuizSettings> = {},
  more: Partial<QuizContent> & { questionIds?: string[] } = {},
): Promise<string> {
  const { questionIds: ids = questionIds, ...content } = more;
  const written = quizOf(ids, { settings: { ...openSettings, ...settings }, ...content });
  const quiz = await createQuiz(author, academyId, written);
  await submitQuiz(author, quiz);
  await decideQuiz(reviewer, quiz.id);
  return quiz.id;
}

type RunWish = Partial<{ audience: string[]; opensAt: string | null; closesAt: string | null; code: string | null }>;

export const createRun = (by: Client, organisationId: string, quizId: string, wish: RunWish = {}): Promise<Run> =>
  by.call(runs.createRun, {
    params: { organisationId },
    body: {
      ...{ id: newId('run'), quizId, title: null, audience: [organisationId] },
      ...{ opensAt: null, closesAt: null, code: null },
      ...wish,
    },
  });

/** A quiz with these settings, and a run of it for the whole academy. */
export const openRun = async (bank: Bank, settings: Partial<QuizSettings> = {}, wish: RunWish = {}): Promise<Run> =>
  createRun(bank.author, bank.academyId, await releasedQuiz(bank, settings), wish);

export const option = (name: string): Answer => ({ kind: 'single', option: name });

/** One tab of a browser: it numbers its changes and batches. */
export class Tab {
  readonly device = ulid();
  readonly client: TestClient;
  readonly opened: OpenAttempt;
  seq = 0;
  n = 0;

  constructor(client: TestClient, opened: OpenAttempt) {
    this.client = client;
    this.opened = opened;
  }

  entry(questionId: string, answer: Answer | null, ageMs = 0): Entry {
    this.n += 1;
    return { n: this.n, questionId, answer, ageMs };
  }

  /** Sends entries as the next batch, or again under a number. */
  save(entries: Entry[], seq = (this.seq += 1), more: { ticket?: string; sentAt?: string } = {}) {
    const params = { attemptId: this.opened.id, device: this.device, seq: String(seq) };
    return this.client.reply(attempts.saveBatch, { params, body: { ticket: this.opened.ticket, entries, ...more } });
  }

  answer(questionId: string, answer: Answer | null, ageMs = 0) {
    return this.save([this.entry(questionId, answer, ageMs)]);
  }

  seen(answered = 0, unsent = 0) {
    const body = { ticket: this.opened.ticket, device: this.device, answered, unsent };
    return this.client.reply(attempts.seen, { params: { attemptId: this.opened.id }, body });
  }

  submit(entries: Entry[] | null = null, sent = this.seq) {
    const last = entries && { seq: (this.seq += 1), entries };
    const body = { ticket: this.opened.ticket, device: this.device, last, sent: last ? this.seq : sent };
    return this.client.reply(attempts.submitAttempt, { params: { attemptId: this.opened.id }, body });
  }

  review() {
    return this.client.reply(attempts.attemptReview, { params: { attemptId: this.opened.id }, query: {} });
  }
}

export const beginning = (
  client: TestClient,
  runId: string,
  code: string | null = null,
  attemptId = newId('attempt'),
) => client.reply(attempts.openAttempt, { params: { runId }, body: { attemptId, language: 'uk', code } });

/** Opens an attempt, or goes on with it, in a new tab. */
export async function sit(client: TestClient, runId: string, code: string | null = null): Promise<Tab> {
  const { status, body } = await beginning(client, runId, code);
  if (status !== 200) throw new Error(`not opened: ${JSON.stringify(body)}`);
  return new Tab(client, body);
}

export async function learnerOf(organisationId: string): Promise<TestClient & { personId: string }> {
  const person = await createPerson(organisationId, ['learner']);
  return Object.assign(await signIn(person.login), { personId: person.id });
}

export const frozenOf = (by: Client, quizId: string) =>
  by.call(quizReviews.frozenQuiz, { params: { quizId }, query: {} });
