/// <reference lib="dom" />
/** A cohort from its first day: begun, filled by a list and by a code, somebody moved on, put away. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/axe.ts';
import { pageOf } from '../support/browser.ts';
import { createCohort } from '../support/cohorts.ts';
import { createAcademyTree, createPerson, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';

let tree: AcademyTree;
let [teacher, learner]: TestClient[] = [];

beforeAll(async () => {
  tree = await createAcademyTree();
  [teacher, learner] = await Promise.all([tree.instructor, tree.learner].map(({ login }) => signIn(login)));
});

/** Begins a cohort on the page of all; ends on its own page. */
async function begin(page: Page, name: string): Promise<void> {
  await page.goto('/cohorts');
  await page.getByRole('button', { name: 'Нова група' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Назва групи').fill(name);
  await dialog.getByLabel('Перший день').fill('2026-12-27');
  await dialog.getByLabel('Останній день').fill('2026-10-12');
  await dialog.getByRole('button', { name: 'Створити групу' }).click();
  await dialog.getByText('Останній день раніше за перший.').waitFor();
  await dialog.getByLabel('Перший день').fill('2026-10-12');
  await dialog.getByLabel('Останній день').fill('2026-12-27');
  await dialog.getByRole('button', { name: 'Створити групу' }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

describe('a cohort', () => {
  it('is begun, filled, and left again', { timeout: 60_000 }, async () => {
    const officer = await createPerson(tree.unitId, ['learner'], { familyName: 'Онищенко', givenName: 'Олег' });
    await createCohort(teacher!, tree.academyId, { name: 'ПОГ-26/2' });
    const page = await pageOf(teacher!);
    await begin(page, 'ПОГ-26/1');
    await page.getByText('У групі ще нікого немає').waitFor();
    await expectAccessible(page);

    await page.getByRole('link', { name: 'Додати списком' }).click();
    await page.getByRole('heading', { name: 'Додати списком', level: 1 }).waitFor();
    await page.locator('input[type=file]').setInputFiles({
      name: 'list.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`ПІБ;Логін\r\nОнищенко;${officer.login}\r\nНевідомий;nobody@mvs.example\r\n`),
    });
    await page.getByText('Серед людей, яких ви бачите, такої адреси немає').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Додати 1 людину' }).click();
    await page.getByRole('link', { name: /До групи/ }).click();
    await page.getByRole('rowheader', { name: /Онищенко Олег/ }).waitFor();

    await page.getByRole('button', { name: 'Створити код' }).click();
    const code = await page.locator('p.code').innerText();
    const own = await pageOf(learner!);
    await own.goto('/my-cohorts');
    await own.getByRole('link', { name: 'Увести код групи' }).click();
    await own.getByLabel('Код групи').fill(code.toLowerCase());
    await own.getByRole('button', { name: 'Знайти групу' }).click();
    await own.getByRole('heading', { name: 'ПОГ-26/1' }).waitFor();
    await expectAccessible(own);
    await own.getByRole('button', { name: 'Зарахуватися' }).click();
    await own.getByRole('heading', { name: 'ПОГ-26/1', level: 1 }).waitFor();
    await expectAccessible(own);

    await page.getByRole('button', { name: /^Перевести\s*: Онищенко Олег/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /ПОГ-26\/2/ }).check();
    await dialog.getByLabel('Причина').fill('Інша зміна');
    await dialog.getByRole('button', { name: 'Перевести', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Показати тих, хто вибув' }).click();
    await page.getByRole('button', { name: /^Історія\s*: Онищенко Олег/ }).click();
    await page.getByText('Причина: Інша зміна').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Закрити' }).click();

    await page.goto('/cohorts');
    await page.getByRole('link', { name: 'Рік', exact: true }).click();
    await page.getByRole('heading', { name: /^Групи у 20/, level: 1 }).waitFor();
    await page.goto('/cohorts/year?year=2026');
    await page.getByText('2 групи').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: /^2027/ }).click();
    await page.getByText('У 2027 році навчальних груп немає').waitFor();
    await page.getByRole('button', { name: /^2026/ }).click();
    await page.setViewportSize({ width: 320, height: 800 });
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 1000 });
    await page.getByRole('link', { name: 'ПОГ-26/1' }).click();

    await page.getByRole('button', { name: 'До архіву' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'До архіву' }).click();
    await page.getByText('Група в архіві').waitFor();
    await page.getByRole('button', { name: 'Повернути з архіву' }).click();
    await page.getByRole('button', { name: 'До архіву' }).waitFor();
    expect(await page.getByRole('button', { name: 'Показати тих, хто навчається' }).count()).toBe(1);
  });
});
