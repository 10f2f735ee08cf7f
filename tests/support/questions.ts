/** Questions made for a test: what the contract asks for, nothing that another test could have made. */
import { questions, type QuestionMeta } from '#contracts/questions.ts';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import type { Client } from '../../infra/local/client.ts';
import { newId } from './stack.ts';

export const plainMeta: QuestionMeta = {
  folderId: null,
  use: 'practice',
  difficulty: 2,
  tags: [],
  competences: [],
  norms: [],
};

/** Words nobody else asks about. */
const rareWords = (): string => Array.from({ length: 4 }, () => newId('question').slice(-12)).join(' ');

/** One of several options is right; complete in Ukrainian and English. */
export const singleChoice = (ask = `Що правильно: ${rareWords()}?`): QuestionContent => ({
  ask: { uk: ask, en: `What is right: ${ask}` },
  body: {
    kind: 'single',
    shuffle: true,
    options: [
      { id: 'a', text: { uk: 'Це правильно', en: 'This is right' }, share: 1 },
      { id: 'b', text: { uk: 'Це неправильно', en: 'This is wrong' }, share: 0 },
      { id: 'c', text: { uk: 'Це теж неправильно', en: 'This is wrong too' }, share: 0 },
    ],
  },
  explanation: { uk: 'Тому що так.', en: 'Because it is so.' },
});

export type NewQuestion = QuestionMeta & { id: string; content: QuestionContent };

export const newQuestion = (of: Partial<NewQuestion> = {}): NewQuestion => ({
  ...plainMeta,
  id: newId('question'),
  content: singleChoice(),
  ...of,
});

/** Puts questions into a bank; answers what became of each. */
export const addQuestions = async (client: Client, organisationId: string, ...some: NewQuestion[]) =>
  (await client.call(questions.addQuestions, { params: { organisationId }, body: { questions: some } })).outcomes;

/** A new question in the bank; answers its id. */
export async function addQuestion(client: Client, organisationId: string, of: Partial<NewQuestion> = {}) {
  const made = newQuestion(of);
  const [outcome] = await addQuestions(client, organisationId, made);
  if (outcome?.outcome !== 'added') throw new Error(`question: ${outcome?.outcome}`);
  return made.id;
}

export const submitQuestions = async (client: Client, organisationId: string, ...ids: string[]) =>
  (await client.call(questions.submitQuestions, { params: { organisationId }, body: { ids } })).outcomes.map(
    ({ outcome }) => outcome,
  );

/** Answers what waits, whatever it is now. */
export async function decideQuestion(
  reviewer: Client,
  questionId: string,
  decision: 'approve' | 'return' = 'approve',
  note: string | null = null,
) {
  const { hash } = await reviewer.call(questions.questionReview, { params: { questionId } });
  return reviewer.call(questions.decideQuestion, { params: { questionId }, body: { decision, hash, note } });
}

/** A question that a reviewer has approved; answers its id. */
export async function approvedQuestion(
  { author, reviewer }: Record<'author' | 'reviewer', Client>,
  organisationId: string,
  of: Partial<NewQuestion> = {},
): Promise<string> {
  const id = await addQuestion(author, organisationId, of);
  await submitQuestions(author, organisationId, id);
  await decideQuestion(reviewer, id);
  return id;
}
