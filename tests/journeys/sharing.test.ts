/** A course goes from one academy to another: shared, adopted, edited, corrected piece by piece, recalled. */
import { courses } from '#contracts/courses.ts';
import { organisations } from '#contracts/organisations.ts';
import { expect, it } from 'vitest';
import { draftOf, writeCourse } from '../support/authoring.ts';
import { pageOf, type PageOptions } from '../support/browser.ts';
import { adoptHere, findShared, originalOn, readsRecall, recallVersion, shareWith } from '../support/sharing-steps.ts';
import { releaseDraft, rewrite, seesShared, textsOf } from '../support/sharing.ts';
import { createAcademyTree, signIn } from '../support/stack.ts';
import { wide } from '../support/writing-steps.ts';

const phone: PageOptions = { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' };
const patiently = { timeout: 20_000 };

it('academy B adopts a course of A and edits it, takes one block of a correction and keeps another; a recall reaches its learners', async () => {
  const [a, b] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  const [author, chief, adopter, learner] = await Promise.all(
    [a.instructor, a.admin, b.instructor, b.learner].map(({ login }) => signIn(login)),
  );
  const { courseId: from } = await writeCourse(author!, a.academyId, {
    lessons: 2,
    languages: ['uk'],
    title: { uk: 'Затримання підозрюваного' },
  });
  await releaseDraft(author!, from);
  const { name } = await adopter!.call(organisations.organisation, { params: { organisationId: b.academyId } });

  // A shares it with B alone
  const writing = await pageOf(author!, wide);
  await writing.goto(`/authoring/${from}`);
  await shareWith(writing, name.uk ?? '');

  // B finds it, looks at a lesson, adopts it
  await seesShared(adopter!, from);
  const page = await pageOf(adopter!, wide);
  await findShared(page, 'підозрюв', 'Затримання підозрюваного');
  await page.getByRole('link', { name: /^1\. Заняття 1/ }).click();
  await page.getByText('Текст заняття 1. (uk)').waitFor();
  await page.getByRole('link', { name: 'До курсу' }).click();
  const original = originalOn(page);
  const copy = await adoptHere(page);

  // B writes its own example and releases
  const { lessons } = await draftOf(adopter!, copy);
  await page.goto(`/authoring/${copy}/lessons/${lessons[1]!.id}`);
  await page.getByRole('textbox').getByText('Текст заняття 2. (uk)').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Наш приклад.');
  await expect.poll(() => textsOf(adopter!, copy, 'uk', 1), patiently).toContain('Текст заняття 2. (uk) Наш приклад.');
  expect(await releaseDraft(adopter!, copy)).toBe(1);
  await learner!.call(courses.enrol, { params: { courseId: copy } });

  // A corrects both lessons
  await rewrite(author!, from, [0, 1], 'Строк затримання – 72 години.');
  await rewrite(author!, from, [1, 1], 'Текст заняття 2, виправлений. (uk)');
  await releaseDraft(author!, from);
  await page.goto('/authoring');
  await page.getByText('Оригінал: версія 2').waitFor();
  await page.getByRole('link', { name: 'Затримання підозрюваного' }).click();
  await original.getByText('Версія 2 оригіналу: 2 відмінності').waitFor();
  await original.getByRole('link', { name: 'Порівняти з оригіналом' }).click();
  const pieces = page.getByRole('article', { name: 'Текст, Українська' });
  await pieces.getByText('72').first().waitFor();
  await pieces.getByRole('button', { name: 'Узяти' }).click();
  await page.getByRole('tab', { name: 'Зміни оригіналу (1)' }).waitFor();
  if (!(await pieces.isVisible())) await page.getByText('2. Заняття 2 (uk)').click();
  await pieces.getByText('Змінено й у вас').waitFor();
  await pieces.getByRole('button', { name: 'Звести обидва…' }).click();
  const merged = page.getByRole('dialog').getByRole('textbox');
  await expect.poll(() => merged.inputValue()).toBe('Текст заняття 2, виправлений. (uk) Наш приклад.');
  await page.getByRole('dialog').getByRole('button', { name: 'Скасувати' }).click();
  await pieces.getByRole('button', { name: 'Лишити своє' }).click();
  await page.getByRole('heading', { name: 'Усе вирішено' }).waitFor();
  expect(await textsOf(adopter!, copy)).toContain('Строк затримання – 72 години.');
  expect(await textsOf(adopter!, copy, 'uk', 1)).toContain('Текст заняття 2. (uk) Наш приклад.');
  await page.getByRole('tab', { name: 'Змінено у вас' }).click();
  await page.getByText('1 блок змінено').waitFor();

  // A recalls the first version
  const answering = await pageOf(chief!, wide);
  await answering.goto(`/authoring/${from}`);
  const reason = 'Хибний строк затримання';
  await recallVersion(answering, 1, reason);

  // who learns B's copy is told at once, everywhere
  const reading = await pageOf(learner!, phone);
  const version = /«Затримання підозрюваного», .*, версія 1/;
  await readsRecall(reading, { copyId: copy, lessonId: lessons[0]!.id, reason, version });
  await page.goto(`/authoring/${copy}`);
  await page.getByText(reason).waitFor();
}, 240_000);
