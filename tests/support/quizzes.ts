/** Quizzes made for a test, in few words. */
import { quizReviews } from '#contracts/quiz-reviews.ts';
import { type QuizSettings } from '#contracts/quiz-settings.ts';
import { quizzes, type Quiz, type QuizContent } from '#contracts/quizzes.ts';
import type { Client } from '../../infra/local/client.ts';
import { approvedQuestion } from './questions.ts';
import { newId } from './stack.ts';

export const plainSettings: QuizSettings = {
  ...{ minutes: 40, attempts: 2, passShare: 0.6, countsAs: 'best', layout: 'onePage', navigation: 'free' },
  practice: false,
  show: { when: 'afterClose', score: true, marks: true, key: true },
  blackout: { policy: 'grace', minutes: 30 },
};

/** One section with these questions, a point each. */
export const quizOf = (questionIds: readonly string[], more: Partial<QuizContent> = {}): QuizContent => ({
  title: { uk: 'Вогнева підготовка', en: 'Firearms' },
  intro: null,
  languages: ['uk', 'en'],
  use: 'exam',
  sections: [
    {
      ...{ id: 's1', title: null, shuffle: false, draws: [] },
      questions: questionIds.map((questionId) => ({ questionId, points: 1 })),
    },
  ],
  settings: plainSettings,
  ...more,
});

/** A new quiz of the academy; answers its draft. */
export const createQuiz = (author: Client, organisationId: string, content: QuizContent, id = newId('quiz')) =>
  author.call(quizzes.createQuiz, { params: { organisationId }, body: { id, content } });

export const submitQuiz = (author: Client, { id, revision }: Pick<Quiz, 'id' | 'revision'>): Promise<Quiz> =>
  author.call(quizReviews.submitQuiz, { params: { quizId: id }, body: { revision } });

/** Answers what waits, whatever it is. */
export async function decideQuiz(
  reviewer: Client,
  quizId: string,
  decision: 'approve' | 'return' = 'approve',
  note: string | null = null,
): Promise<Quiz> {
  const { hash } = await reviewer.call(quizReviews.frozenQuiz, { params: { quizId }, query: {} });
  return reviewer.call(quizReviews.decideQuiz, { params: { quizId }, body: { decision, hash, note } });
}

/** A quiz that a reviewer has approved, by default with two new questions. */
export async function approvedQuiz(
  by: Record<'author' | 'reviewer', Client>,
  organisationId: string,
  content?: QuizContent,
): Promise<Quiz> {
  const ids = content ? [] : [await approvedQuestion(by, organisationId), await approvedQuestion(by, organisationId)];
  const quiz = await createQuiz(by.author, organisationId, content ?? quizOf(ids));
  await submitQuiz(by.author, quiz);
  return decideQuiz(by.reviewer, quiz.id);
}
