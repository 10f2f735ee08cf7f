/** Brings answers to questions inside lectures to the academy: the one just given, and those the device has kept. */
import { lectureQuestions } from '#contracts/lecture-questions.ts';
import { progress } from '#contracts/progress.ts';
import { ApiError, call } from '../../client.ts';
import { refresh } from '../../query.svelte.ts';
import { dropAnswer, keptAnswers, unsentFlag, type KeptAnswer } from './kept-answers.ts';

/** Refusals that no repetition will change. */
const final = ['notFound', 'notEnrolled', 'invalid', 'answerUnfit', 'tooLarge'];

export const sendAnswer = ({ courseId, lessonId, lectureId, questionId, answerId, ...given }: KeptAnswer) =>
  call(lectureQuestions.answerLectureQuestion, {
    params: { courseId, lessonId, lectureId, questionId, answerId },
    body: { version: given.version, answer: given.answer, language: given.language },
  });

/** The lesson may be completed by an answer: it is looked at anew, and so is whatever shows it. */
export async function countAnswer({ courseId, lessonId }: Pick<KeptAnswer, 'courseId' | 'lessonId'>): Promise<void> {
  await call(progress.openLesson, { params: { courseId, lessonId } }).catch(() => undefined);
  await refresh(lectureQuestions.lectureQuestions, progress.course, progress.home);
}

/** Sends what is kept, one after the other; answers how many still are. */
export async function sendLectureAnswers(personId: string): Promise<number> {
  const kept = await keptAnswers(personId);
  for (const answer of kept) {
    try {
      await sendAnswer(answer);
    } catch (error) {
      if (!(error instanceof ApiError) || !final.includes(error.code)) break;
    }
    await dropAnswer(answer);
    await countAnswer(answer);
  }
  const left = (await keptAnswers(personId)).length;
  if (left === 0) localStorage.removeItem(unsentFlag);
  return left;
}
