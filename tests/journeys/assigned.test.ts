/// <reference lib="dom" />
/** Courses for a cohort: several assigned at once, put in order, withdrawn and brought back; and what learners see of it. */
import { expect, it } from 'vitest';
import { assigned } from '#contracts/assigned.ts';
import { expectAccessible } from '../support/axe.ts';
import { pageOf } from '../support/browser.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import { createCohort } from '../support/cohorts.ts';
import { createAcademyTree, signIn } from '../support/stack.ts';

it('courses are assigned together, one after the other, withdrawn and brought back', async () => {
  const tree = await createAcademyTree();
  const [teacher, learner] = await Promise.all([signIn(tree.instructor.login), signIn(tree.learner.login)]);
  for (const title of ['Основи', 'Поглиблений']) await importCourse(teacher, smallBundle(title), tree.academyId);
  const cohortId = await createCohort(teacher, tree.academyId, { personIds: [tree.learner.id] });

  const page = await pageOf(teacher);
  await page.goto(`/cohorts/${cohortId}`);
  await page.getByRole('navigation', { name: 'Розділи групи' }).getByRole('link', { name: 'Курси' }).click();
  await page.getByText('Курсів ще не призначено').waitFor();
  await page.getByRole('button', { name: 'Призначити курси' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: /Основи/ }).check();
  await dialog.getByRole('checkbox', { name: /Поглиблений/ }).check();
  await dialog.getByLabel('Проходити з').fill('2026-12-12');
  await dialog.getByLabel('Завершити до').fill('2026-10-12');
  await dialog.getByRole('button', { name: 'Призначити', exact: true }).click();
  await dialog.getByText('Завершити треба не раніше, ніж почати').waitFor();
  await expectAccessible(page, 'courses to assign');
  await dialog.getByLabel('Проходити з').fill('2026-10-12');
  await dialog.getByLabel('Завершити до').fill('2026-12-12');
  await dialog.getByRole('button', { name: 'Призначити', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: /^Змінити\s*: Поглиблений/ }).click();
  await dialog.getByRole('checkbox', { name: 'Основи' }).check();
  await dialog.getByRole('checkbox', { name: /^Модулі один за одним/ }).check();
  await dialog.getByRole('button', { name: 'Зберегти' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Після: Основи').waitFor();
  await page.getByText('модулі один за одним', { exact: true }).waitFor();
  await expectAccessible(page, 'assigned courses');

  const home = await pageOf(learner);
  await home.goto('/');
  await home.getByRole('link', { name: 'Основи' }).first().waitFor();
  await page.getByRole('button', { name: /^Зняти\s*: Основи/ }).click();
  await page.getByText(/Курс «Основи» знято/).waitFor();
  await page.getByRole('button', { name: 'Повернути' }).click();
  await page.getByRole('button', { name: /^Зняти\s*: Основи/ }).waitFor();
  const { items } = await teacher.call(assigned.assignedCourses, { params: { targetId: cohortId } });
  expect(items.map(({ dueOn }) => dueOn)).toEqual(['2026-12-12', '2026-12-12']);
});
