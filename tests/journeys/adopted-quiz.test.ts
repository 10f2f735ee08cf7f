/** A test that came with an adopted course: read by its authors, taken in a newer version, sat by their learners. */
import { expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { draftOf } from '../support/authoring.ts';
import { pageOf } from '../support/browser.ts';
import { courseWithQuiz, newVersion } from '../support/lesson-quizzes.ts';
import { approvedQuestion } from '../support/questions.ts';
import { approvedQuiz, quizOf } from '../support/quizzes.ts';
import { newReviewer } from '../support/reviews.ts';
import { adoptCourse, releaseDraft, seesShared, share } from '../support/sharing.ts';
import { createAcademyTree, signIn } from '../support/stack.ts';
import { wide } from '../support/writing-steps.ts';

it('an adopter reads the test of the original, takes its newer version, and their learner sits it', async () => {
  const [a, b] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  const [author, adopter, learner] = await Promise.all([
    signIn(a.instructor.login),
    signIn(b.instructor.login),
    signIn(b.learner.login),
  ]);
  const by = { author, reviewer: (await newReviewer(a.academyId)).client };
  const quiz = await approvedQuiz(by, a.academyId, quizOf([await approvedQuestion(by, a.academyId)]));
  const { courseId: from } = await courseWithQuiz(author, a.academyId, quiz.id);
  await share(author, from, 'all');
  await releaseDraft(author, from);
  await seesShared(adopter, from);
  const copy = await adoptCourse(adopter, from, b.academyId);
  const two = await Promise.all([approvedQuestion(by, a.academyId), approvedQuestion(by, a.academyId)]);
  await newVersion(by, quiz.id, quizOf(two));
  await releaseDraft(author, from);

  const page = await pageOf(adopter, wide);
  const [lesson] = (await draftOf(adopter, copy)).lessons;
  await page.goto(`/authoring/${copy}/lessons/${lesson!.id}/preview`);
  await page.getByRole('link', { name: 'Перевірка' }).click();
  await page.getByRole('heading', { level: 1, name: 'Вогнева підготовка' }).waitFor();
  await page.getByText('Тест іншого закладу: лише для перегляду').waitFor();
  await expect.poll(() => page.locator('main li.panel').count()).toBe(1);

  await page.goto(`/authoring/${copy}/upstream`);
  const piece = page.getByRole('article', { name: 'Тест, Вогнева підготовка' });
  await piece.getByRole('link', { name: 'В оригіналі: версія 2' }).click();
  await page.locator('main li.panel').nth(1).waitFor();
  await page.goBack();
  await piece.getByRole('button', { name: 'Узяти' }).click();
  await piece.waitFor({ state: 'detached' });
  await releaseDraft(adopter, copy);

  await learner.call(courses.enrol, { params: { courseId: copy } });
  const reading = await pageOf(learner, { viewport: { width: 390, height: 844 } });
  await reading.goto(`/courses/${copy}/lessons/${lesson!.id}`);
  await reading.getByRole('button', { name: /Перевірка/ }).click();
  await reading
    .getByText(/2\sзапитання/)
    .first()
    .waitFor();
  await reading.getByRole('button', { name: 'Почати тест' }).waitFor();
}, 120_000);
