/** Rows of quizzes: for who uses, writes or reviews the questions of the academy; elsewhere they do not exist. */
import type { quizReviews } from '#contracts/quiz-reviews.ts';
import type { quizzes } from '#contracts/quizzes.ts';
import { createQuiz, quizOf } from '../../support/quizzes.ts';
import { newId, type TestClient } from '../../support/stack.ts';
import { forAll, forOwn, forOwnOrganisation, type RowsOf } from './row.ts';
import type { World } from './world.ts';

/** A quiz of the academy with a question that nobody has approved yet. */
export async function createSideQuiz(author: TestClient, organisationId: string, questionId: string, mark = 'Тест') {
  const { id: quizId } = await createQuiz(
    author,
    organisationId,
    quizOf([questionId], { title: { uk: mark, en: mark } }),
  );
  return { quizId };
}

export function quizRows({ own, author, bank, quiz }: World): RowsOf<typeof quizzes & typeof quizReviews> {
  const ofBank = { params: { organisationId: own.academyId } };
  const ofQuiz = { params: { quizId: quiz.quizId } };
  const newQuiz = () => ({ ...ofBank, body: { id: newId('quiz'), content: quizOf([]) } });
  /** one for each who asks */
  const another = async () => ({ quizId: (await createQuiz(author, own.academyId, quizOf([]))).id });
  return {
    quizzes: { input: () => ({ ...ofBank, query: {} }), ...forOwnOrganisation },
    usableQuizzes: { input: () => ({ ...ofBank, query: {} }), ...forOwnOrganisation },
    createQuiz: { input: newQuiz, ...forOwnOrganisation },
    countPool: { input: () => ({ ...ofBank, query: { use: 'exam', languages: 'uk' } }), ...forOwnOrganisation },
    // whoever may ask at all is told of what they see
    questionUses: { input: () => ({ params: { questionId: bank.questionId } }), ...forAll },
    quiz: { input: () => ofQuiz, ...forOwn },
    changeQuiz: {
      input: async () => ({ params: await another(), body: { revision: 1, content: quizOf([bank.questionId]) } }),
      ...forOwn,
    },
    archiveQuiz: { input: async () => ({ params: await another(), body: { archived: true } }), ...forOwn },
    // its question is not approved
    submitQuiz: { input: () => ({ ...ofQuiz, body: { revision: 1 } }), own: 'notReady', foreign: 'notFound' },
    withdrawQuiz: { input: () => ofQuiz, ...forOwn },
    quizQueue: { input: () => ({ ...ofBank, query: {} }), ...forOwnOrganisation },
    // nobody has submitted it
    frozenQuiz: { input: () => ({ ...ofQuiz, query: {} }), own: 'notFound', foreign: 'notFound' },
    quizVersions: { input: () => ({ ...ofQuiz, query: {} }), ...forOwn },
    decideQuiz: {
      input: () => ({ ...ofQuiz, body: { decision: 'approve', hash: '0'.repeat(64), note: null } }),
      own: 'reviewEnded',
      foreign: 'notFound',
    },
  };
}
