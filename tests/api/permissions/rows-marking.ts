/** Rows of marking: for who marks where a test is sat; what concerns the whole test for who holds it; appeals for their owner. */
import { marking } from '#contracts/marking.ts';
import { approvedQuestion } from '../../support/questions.ts';
import { approvedQuiz, quizOf } from '../../support/quizzes.ts';
import { newReviewer } from '../../support/reviews.ts';
import { createPerson, newId, signIn, type TestClient } from '../../support/stack.ts';
import { createRun, essay, openSettings, sit } from '../../support/tests.ts';
import { forOwner, type RowsOf } from './row.ts';
import type { World } from './world.ts';

/** An essay of a learner of the academy that waits for its marks, and an appeal about it. */
export async function createMarking(author: TestClient, academyId: string) {
  const by = { author, reviewer: (await newReviewer(academyId)).client };
  const questionId = await approvedQuestion(by, academyId, { use: 'exam', content: essay() });
  const quiz = await approvedQuiz(by, academyId, quizOf([questionId], { settings: openSettings }));
  const run = await createRun(author, academyId, quiz.id);
  const tab = await sit(await signIn((await createPerson(academyId, ['learner'])).login), run.id);
  await tab.submit([tab.entry(questionId, { kind: 'essay', text: 'Думаю так.' })]);
  const attemptId = tab.opened.id;
  const appealId = newId('appeal');
  await tab.client.call(marking.appeal, {
    params: { attemptId, questionId },
    body: { id: appealId, text: 'Прошу переглянути' },
  });
  return { runId: run.id, attemptId, questionId, appealId };
}

/** whose people sit it: in their part of the academy too */
const forMarkers = { own: 200, foreign: 'notFound', below: 200 } as const;
const forHolder = { own: 200, foreign: 'notFound', below: 'notAllowed' } as const;

export function markingRows({ marked: { runId, attemptId, questionId } }: World): RowsOf<typeof marking> {
  const ofRun = { params: { runId } };
  const ofAnswer = { params: { attemptId, questionId } };
  const given = { revision: 99, points: 1, levels: {}, comment: null };
  return {
    markingQuestions: { input: () => ofRun, ...forMarkers },
    toMark: { input: () => ({ ...ofRun, query: {} }), ...forMarkers },
    // a revision nobody knows: refused only after everything else has been looked at
    mark: { input: () => ({ ...ofAnswer, body: given }), own: 'conflict', foreign: 'notFound', below: 'notFound' },
    setAnonymous: { input: () => ({ ...ofRun, body: { anonymous: false } }), ...forHolder },
    releaseResults: { input: () => ({ ...ofRun, body: { released: false } }), ...forHolder },
    results: { input: () => ({ ...ofRun, query: {} }), ...forMarkers },
    regradePreview: { input: () => ({ ...ofRun, query: { questionId, version: '1' } }), ...forHolder },
    regrade: {
      input: () => ({ ...ofRun, body: { questionId, version: 1, reason: null } }),
      ...{ own: 'nothingChanged', foreign: 'notFound', below: 'notAllowed' },
    },
    appeal: { input: () => ({ ...ofAnswer, body: { id: newId('appeal'), text: 'Прошу переглянути' } }), ...forOwner },
    ownAppeals: { input: () => ({ params: { attemptId } }), ...forOwner },
    appeals: { input: () => ({ ...ofRun, query: {} }), ...forMarkers },
    decideAppeal: {
      input: () => ({ ...ofAnswer, body: { id: newId('appeal'), points: null, answer: 'Оцінка лишається' } }),
      ...{ own: 'conflict', foreign: 'notFound', below: 'notFound' },
    },
  };
}
