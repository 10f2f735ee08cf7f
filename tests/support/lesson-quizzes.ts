/** Tests that stand in lessons: a course that leads to one, the learner’s way to it, in few words. */
import { attempts, type AttemptCard } from '#contracts/attempts.ts';
import { quizHref } from '#contracts/quiz-link.ts';
import { quizzes, type QuizContent } from '#contracts/quizzes.ts';
import { save, writeCourse, written, type WrittenCourse } from './authoring.ts';
import { decideQuiz, submitQuiz } from './quizzes.ts';
import { newId, type TestClient } from './stack.ts';

export type CourseWithQuiz = WrittenCourse & { lessonId: string };

/** A course of one lesson that leads to a quiz in both languages; not released. */
export async function courseWithQuiz(author: TestClient, academyId: string, quizId: string): Promise<CourseWithQuiz> {
  const course = await writeCourse(author, academyId, { lessons: 1 });
  const [lessonId = ''] = course.lessonIds;
  const params = { courseId: course.courseId, lessonId };
  const [blockId = ''] = course.blockIds[0]!;
  await save(author, params, written(blockId, `Тест: [Перевірка](${quizHref(quizId)})`, { base: 1 }));
  await save(
    author,
    params,
    written(blockId, `Test: [check](${quizHref(quizId)})`, { base: 1, language: 'en', sourceRevision: 2 }),
  );
  return { ...course, lessonId };
}

type Place = Pick<CourseWithQuiz, 'courseId' | 'lessonId'>;

export const testIn = (client: TestClient, { courseId, lessonId }: Place, quizId: string) =>
  client.reply(attempts.lessonRun, { params: { courseId, lessonId, quizId }, query: {} });

/** Sits a test: this choice in its first question. */
export async function sitLessonTest(client: TestClient, runId: string, choice: string): Promise<AttemptCard> {
  const attemptId = newId('attempt');
  const { ticket, sections } = await client.call(attempts.openAttempt, {
    params: { runId },
    body: { attemptId, language: 'uk', code: null },
  });
  const questionId = sections[0]!.questions[0]!.questionId;
  const entries = [{ n: 1, questionId, answer: { kind: 'single' as const, option: choice }, ageMs: 0 }];
  const body = { ticket, device: '0'.repeat(26), last: { seq: 1, entries }, sent: 1 };
  return client.call(attempts.submitAttempt, { params: { attemptId }, body });
}

/** The quiz becomes something else, and a reviewer approves it. */
export async function newVersion(
  by: Record<'author' | 'reviewer', TestClient>,
  quizId: string,
  content: QuizContent,
): Promise<void> {
  const { revision } = await by.author.call(quizzes.quiz, { params: { quizId } });
  const changed = await by.author.call(quizzes.changeQuiz, { params: { quizId }, body: { revision, content } });
  await submitQuiz(by.author, changed);
  await decideQuiz(by.reviewer, quizId);
}
