/** Rows of the questions inside a lecture: for who learns it; what came of them for who answers for its learners. */
import type { lectureQuestions } from '#contracts/lecture-questions.ts';
import { newId } from '../../support/stack.ts';
import { forOwnOrganisation, type RowsOf } from './row.ts';
import type { World } from './world.ts';

/** Nobody of those who ask is enrolled. */
const forEnrolled = { own: 'notEnrolled', foreign: 'notFound', below: 'notEnrolled' } as const;

export function lectureQuestionRows({ own, course }: World): RowsOf<typeof lectureQuestions> {
  const answer = { kind: 'trueFalse' as const, value: true };
  return {
    lectureQuestions: { input: () => ({ params: course, query: { language: 'uk' } }), ...forEnrolled },
    answerLectureQuestion: {
      input: () => ({
        params: { ...course, questionId: newId('question'), answerId: newId('answer') },
        body: { version: 1, answer, language: 'uk' },
      }),
      ...forEnrolled,
    },
    lectureQuestionPicture: {
      input: () => ({ params: { ...course, sha256: '0'.repeat(64) }, query: {} }),
      ...forEnrolled,
    },
    lectureResults: {
      input: () => ({ params: { courseId: course.courseId }, query: { organisationId: own.academyId } }),
      ...forOwnOrganisation,
    },
  };
}
