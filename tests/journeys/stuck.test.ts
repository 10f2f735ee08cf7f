/// <reference lib="dom" />
/** From home to who is stuck in a cohort and why, and on to a message in which they are chosen already. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { progress } from '#contracts/progress.ts';
import { expectAccessible, expectSound } from '../support/axe.ts';
import { onAcademyTime, pageOf } from '../support/browser.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import { createCohort } from '../support/cohorts.ts';
import { createAcademyTree, createPerson, settled, signIn } from '../support/stack.ts';
import { daysAgo, learningCohort } from '../support/stuck.ts';

const picture = (page: Page, name: string) => page.screenshot({ path: `.build/journeys/${name}.png`, fullPage: true });

async function createGround() {
  const tree = await createAcademyTree();
  const teacher = await signIn(tree.instructor.login);
  const courseId = await importCourse(teacher, smallBundle('Права людини в роботі поліції'), tree.academyId);
  const names = ['Гнатюк', 'Коваленко', 'Шевчук'];
  const people = await Promise.all(names.map((familyName) => createPerson(tree.unitId, ['learner'], { familyName })));
  const asked = { courseIds: [courseId], personIds: people.map(({ id }) => id), days: 12 };
  const { cohortId } = await learningCohort(teacher, tree.academyId, asked);
  const [left, , done] = await Promise.all(people.map(({ login }) => signIn(login)));
  const { modules } = await left!.call(courses.course, { params: { courseId } });
  const params = { courseId, lessonId: modules[0]!.lessons[0]!.id };
  await daysAgo(left!, 8, progress.openLesson, { params });
  await done!.call(progress.readLesson, { params, query: {} });
  await settled();
  return { tree, teacher, cohortId, first: people[0]!.id };
}

it('who teaches sees who is stuck and why, and writes to one of them or to all', async () => {
  const { tree, teacher, cohortId, first } = await createGround();
  const page = await pageOf(teacher);
  await onAcademyTime(page);
  await page.goto('/');
  await page.getByRole('link', { name: 'Хто застряг: ПОГ-26/1' }).click();
  await page.getByRole('heading', { name: 'Хто застряг і чому' }).waitFor();
  const rows = page.getByRole('main').getByRole('listitem');
  // whoever has never begun waits longer
  const people = page.getByRole('heading', { level: 3 });
  await people.nth(1).waitFor();
  expect(await people.allTextContents()).toEqual(['Коваленко Проба', 'Гнатюк Проба']);
  await rows.getByText(/Курс іще не розпочато, доступний\sз\s\d/).first().waitFor();
  await rows.getByText(/Не заходить до курсу\sз\s\d/).first().waitFor();
  await page.getByRole('link', { name: 'Єдине заняття' }).waitFor();
  await expectAccessible(page, 'who is stuck');
  await picture(page, 'stuck');
  await page.setViewportSize({ width: 320, height: 800 });
  await expectSound(page, 'who is stuck, narrow');
  await expectAccessible(page, 'who is stuck, narrow');
  await picture(page, 'stuck-phone');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'stuck-dark');
  await page.emulateMedia({ colorScheme: 'light' });

  await page.getByRole('link', { name: /Написати\s*: Гнатюк/ }).focus();
  await page.keyboard.press('Enter');
  const whom = page.getByLabel('Кому саме');
  await whom.waitFor();
  await expect.poll(() => whom.inputValue()).toBe(first);
  await page.goBack();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('link', { name: 'Написати всім' }).click();
  const chosen = page.getByRole('group', { name: 'Хто отримає' }).getByRole('checkbox');
  await expect.poll(() => chosen.count()).toBe(2);
  await chosen.first().uncheck();
  await page.getByLabel('Тема').fill('Що заважає?');
  await page.getByLabel('Текст', { exact: true }).fill('Напишіть, чим допомогти.');
  await expectAccessible(page, 'writing to who is stuck');
  await picture(page, 'stuck-write');
  await page.getByRole('button', { name: 'Далі' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/отримає\s1\sлюдина/).waitFor();
  await dialog.getByRole('button', { name: 'Надіслати' }).click();
  await page.getByRole('link', { name: 'Що заважає?' }).waitFor();

  const quiet = await createCohort(teacher, tree.academyId);
  await page.goto(`/cohorts/${quiet}/stuck`);
  await page.getByText('Групі ще не призначено курсів').waitFor();
  await expectAccessible(page, 'no courses, so nobody is stuck');
});
