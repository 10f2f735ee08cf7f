/// <reference lib="dom" />
/** The gradebook as a teacher works in it: by keyboard, without a network, released and taken back; and as a learner sees it. */
import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { gradebook } from '#contracts/gradebook.ts';
import { expectAccessible } from '../support/axe.ts';
import { pageOf } from '../support/browser.ts';
import { createCohort } from '../support/cohorts.ts';
import { createAcademyTree, createPerson, signIn, until } from '../support/stack.ts';

const cellAt = (page: Page, row: number, column: number) =>
  page
    .getByRole('row')
    .nth(row + 1)
    .getByRole('gridcell')
    .nth(column);

async function addColumn(page: Page, title: string, max: string): Promise<void> {
  await page.getByRole('button', { name: 'Додати стовпець' }).click();
  const dialog = page.getByRole('dialog', { name: 'Додати стовпець' });
  await dialog.getByLabel('Що оцінюється').fill(title);
  await dialog.getByLabel('Найбільше балів').fill(max);
  await dialog.getByRole('button', { name: 'Зберегти' }).click();
  await dialog.waitFor({ state: 'detached' });
}

it('is filled by keyboard, survives a cut network and a closed page, is released to each their own and taken back', async () => {
  const tree = await createAcademyTree();
  const teacher = await signIn(tree.instructor.login);
  const learners = await Promise.all(['Ґанна', 'Євген', 'Яна'].map(() => createPerson(tree.academyId, ['learner'])));
  const cohortId = await createCohort(teacher, tree.academyId, { personIds: learners.map(({ id }) => id) });
  const read = () => teacher.call(gradebook.gradebook, { params: { cohortId }, query: {} });
  const pointsOf = async () =>
    (await read()).items.map(({ cells }) => Object.values(cells).map(({ points }) => points));

  const page = await pageOf(teacher, { allow: [/ERR_INTERNET_DISCONNECTED/] });
  await page.goto(`/cohorts/${cohortId}/gradebook`);
  await page.getByText('Журнал ще порожній').waitFor();
  await addColumn(page, 'План-схема', '20');
  await addColumn(page, 'Протокол', '10');

  await cellAt(page, 1, 0).click();
  await page.keyboard.type('17,5');
  await page.keyboard.press('Enter');
  await page.keyboard.type('25');
  await page.keyboard.press('Enter');
  await page.getByText('Тут можна поставити щонайбільше 20.').first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.type('12');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Alt+Digit1');
  await page.getByText('Збережено у закладі').waitFor();
  await until(pointsOf, (points) => points[1]?.[0] === 12);
  expect(await pointsOf()).toEqual([[17.5], [12, null], []]);
  await expectAccessible(page, 'gradebook');

  await page.context().setOffline(true);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('8');
  await page.keyboard.press('Enter');
  await page.getByText('Збережено на пристрої').waitFor();
  await page.context().setOffline(false);
  await page.reload();
  await until(pointsOf, (points) => points[2]?.includes(8) === true);

  await cellAt(page, 1, 0).click();
  await page.keyboard.press('Space');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('замість «без оцінки»').waitFor();
  await dialog.getByLabel('Бали').fill('18');
  await dialog.getByLabel('Причина зміни').fill('Апеляція');
  await dialog.getByRole('button', { name: 'Зберегти' }).click();
  await until(pointsOf, (points) => points[0]?.[0] === 18);
  await page.getByRole('button', { name: 'Скасувати' }).click();
  await until(pointsOf, (points) => points[0]?.[0] === 17.5);

  const first = (await read()).items[0]!.person.id;
  const learner = await pageOf(await signIn(learners.find(({ id }) => id === first)!.login));
  const own = `/my-cohorts/${cohortId}/grades`;
  await learner.goto(own);
  await learner.getByText('ще не оприлюднено').first().waitFor();
  await setReleased(page, ['План-схема'], true);
  await learner.reload();
  await learner.getByText('17,5 з 20').waitFor();
  expect(await learner.getByText('ще не оприлюднено').count()).toBe(1);
  await expectAccessible(learner, 'own grades');
  await setReleased(page, ['План-схема'], false);
  await learner.reload();
  await learner.getByText('ще не оприлюднено').nth(1).waitFor();
}, 90_000);

async function setReleased(page: Page, titles: string[], released: boolean): Promise<void> {
  await page.getByRole('button', { name: /^Оприлюднити/ }).click();
  const dialog = page.getByRole('dialog');
  for (const title of titles) await dialog.getByRole('checkbox', { name: title }).setChecked(released);
  await dialog.getByRole('button', { name: 'Застосувати' }).click();
  await dialog.waitFor({ state: 'detached' });
}
