/// <reference lib="dom" />
/** A teacher writes to a cohort and reminds those who are late, once; they read it and go where it leads. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { createAssignment } from '../support/assignments.ts';
import { expectAccessible } from '../support/axe.ts';
import { pageOf } from '../support/browser.ts';
import { createCohort } from '../support/cohorts.ts';
import { createAcademyTree, createPerson, settled, signIn } from '../support/stack.ts';

const dialog = (page: Page) => page.getByRole('dialog');
const picture = (page: Page, name: string) => page.screenshot({ path: `.build/journeys/${name}.png`, fullPage: true });

it('everybody of a cohort is written to, and the late are reminded', async () => {
  const own = await createAcademyTree();
  const people = await Promise.all(
    ['Гнатюк', 'Шевчук'].map((familyName) => createPerson(own.unitId, ['learner'], { familyName })),
  );
  const [teacher, learner] = await Promise.all([own.instructor.login, people[0]!.login].map((login) => signIn(login)));
  const cohortId = await createCohort(teacher!, own.academyId, { personIds: people.map(({ id }) => id) });
  const assignmentId = await createAssignment(teacher!, cohortId, { dueAt: '2020-02-01T15:00:00.000Z' });

  const office = await pageOf(teacher!);
  await office.goto(`/cohorts/${cohortId}`);
  await office.getByRole('link', { name: 'Повідомлення', exact: true }).click();
  await office.getByLabel('Тема').fill('Збір на стрільбищі');
  await office.getByRole('button', { name: 'Далі' }).click();
  await office.getByText('Напишіть текст').waitFor();
  await office.getByLabel('Текст', { exact: true }).fill('Завтра о дев’ятій, мати при собі посвідчення.');
  await office.getByText(/Збережено\sна\sпристрої/).waitFor();
  await expectAccessible(office, 'writing');
  await picture(office, 'messages-write');
  await office.getByRole('button', { name: 'Далі' }).click();
  await dialog(office)
    .getByText(/отримають\s2\sлюдини/)
    .waitFor();
  await picture(office, 'messages-confirm');
  await dialog(office).getByRole('button', { name: 'Надіслати' }).click();
  await dialog(office).waitFor({ state: 'detached' });
  expect(await office.getByLabel('Тема').inputValue()).toBe('');
  await office.getByRole('link', { name: 'Збір на стрільбищі' }).waitFor();
  await office.setViewportSize({ width: 390, height: 800 });
  await picture(office, 'messages-phone');
  await settled();
  await office.getByRole('link', { name: 'Збір на стрільбищі' }).click();
  await office.getByText('Гнатюк').waitFor();
  await picture(office, 'messages-readers');

  await office.setViewportSize({ width: 1280, height: 720 });
  await office.goto(`/cohorts/${cohortId}/assignments/${assignmentId}`);
  await office.getByRole('button', { name: 'Нагадати тим, хто не здав' }).click();
  await dialog(office)
    .getByText(/отримають\s2\sлюдини/)
    .waitFor();
  await picture(office, 'messages-remind');
  await dialog(office).getByRole('button', { name: 'Нагадати', exact: true }).click();
  await office.getByText('Нагадування надіслано').first().waitFor();
  await picture(office, 'messages-reminded');

  await settled();
  const desk = await pageOf(learner!);
  await desk.goto('/inbox');
  await desk.getByRole('link', { name: /Нагадування: Права затриманої особи/ }).click();
  await desk.getByRole('link', { name: 'Перейти до завдання' }).click();
  await desk.getByRole('heading', { level: 1, name: 'Права затриманої особи' }).waitFor();
});
