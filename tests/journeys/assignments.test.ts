/// <reference lib="dom" />
/** An assignment from both sides: set, handed in twice, marked by a rubric, released, taken back, released. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { createAssignment } from '../support/assignments.ts';
import { createCohort } from '../support/cohorts.ts';
import { pageOf } from '../support/browser.ts';
import { createAcademyTree, createPerson, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';

let own: AcademyTree;
let cohortId: string;
let [teacher, learner]: TestClient[] = [];

beforeAll(async () => {
  own = await createAcademyTree();
  const person = await createPerson(own.unitId, ['learner'], { familyName: 'Гнатюк' });
  [teacher, learner] = await Promise.all([own.instructor.login, person.login].map((login) => signIn(login)));
  cohortId = await createCohort(teacher!, own.academyId, { personIds: [person.id] });
});

const dialog = (page: Page) => page.getByRole('dialog');
const picture = (page: Page, name: string) => page.screenshot({ path: `.build/journeys/${name}.png`, fullPage: true });

async function handIn(page: Page, text: string) {
  await page.getByLabel('Текст роботи').fill(text);
  await page.getByRole('button', { name: 'Здати', exact: true }).click();
  await dialog(page).getByRole('button', { name: 'Здати', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

it('handed in twice, marked by its rubric, released, taken back and released again', async () => {
  const office = await pageOf(teacher!);
  await office.goto(`/cohorts/${cohortId}/assignments`);
  await office.getByRole('link', { name: 'Нове завдання' }).click();
  await office.getByLabel('Назва').fill('Права затриманої особи');
  await office.getByLabel('Що зробити').fill('Опишіть, **що і коли** повідомляють затриманій особі.');
  await office.getByLabel('.txt').check();
  await office.getByRole('button', { name: 'Додати критерій' }).click();
  await office.getByRole('textbox', { name: 'Критерій 1: назва' }).fill('Підстави і строки');
  await office.getByRole('textbox', { name: 'Рівень 1', exact: true }).fill('Не названо');
  await office.getByRole('textbox', { name: 'Рівень 2', exact: true }).fill('Названо всі');
  await office.getByText('Збережено на пристрої').first().waitFor();
  await picture(office, 'assignments-form');
  await office.getByRole('button', { name: 'Дати завдання' }).click();
  await office.getByRole('heading', { level: 1, name: 'Права затриманої особи' }).waitFor();

  const desk = await pageOf(learner!);
  await desk.goto(`/my-cohorts/${cohortId}/assignments`);
  await desk.getByRole('link', { name: 'Права затриманої особи' }).click();
  await desk.getByLabel('Текст роботи').fill('Перша думка.');
  await desk.getByText(/Збережено\sу\sзакладі/).waitFor();
  await desk
    .locator('input[type=file]')
    .setInputFiles([{ name: 'реферат.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('x') }]);
  await desk.getByText(/Такий файл не приймаємо/).waitFor();
  await desk
    .locator('input[type=file]')
    .setInputFiles([{ name: 'додаток.txt', mimeType: 'text/plain', buffer: Buffer.from('Додаток до роботи.\n') }]);
  await desk.getByText('Перевірено, у закладі').waitFor();
  await handIn(desk, 'Перша думка про права.');
  await desk.getByText('Робота № 1').waitFor();
  await desk.reload();
  await handIn(desk, 'Особу доставлено о 10:00. Права роз’яснено о 10:05.');
  await desk.getByText('Робота № 2').waitFor();
  await picture(desk, 'assignments-learner');

  await office.reload();
  await picture(office, 'assignments-teacher');
  await office.getByRole('link', { name: /Перевірити наступну/ }).click();
  await office.getByLabel(/Названо всі/).check();
  expect(await office.getByLabel(/Бали, до/).inputValue()).toBe('10');
  await office.getByLabel('до виділеного або до абзацу').selectOption('0');
  await office.getByRole('button', { name: 'Додати зауваження' }).click();
  await office.getByLabel('Зауваження 1').fill('Ким саме доставлено?');
  await office.getByLabel(/Загальний коментар/).fill('Ґрунтовно.');
  await picture(office, 'assignments-marking');
  await office.keyboard.press('Control+Enter');
  await office.getByRole('heading', { name: 'Історія оцінки' }).waitFor();
  await office.getByRole('link', { name: 'Права затриманої особи' }).click();

  const release = async (ask: string, seen: () => Promise<unknown>, why?: string) => {
    await office.getByRole('button', { name: ask }).click();
    if (why) await dialog(office).getByLabel('Причина').fill(why);
    await dialog(office).getByRole('button', { name: ask }).click();
    await dialog(office).waitFor({ state: 'detached' });
    await desk.reload();
    await seen();
  };
  const marks = () => desk.getByText('10 з 10 балів').first().waitFor();
  await release('Відкрити оцінки', marks);
  await desk.getByText('Ким саме доставлено?').waitFor();
  await picture(desk, 'assignments-feedback');
  await release('Скасувати відкриття', () => desk.getByText('Робота № 2').waitFor(), 'Помилка в критерії');
  expect(await desk.locator('main').innerText()).not.toMatch(/10 з 10|Ґрунтовно/);
  await release('Відкрити оцінки', marks);
  await office.getByText('Коли відкривали і скасовували').click();
  await office.getByText('Помилка в критерії').waitFor();
});

it('a draft written without a network is on the device and goes out with it', async () => {
  const assignmentId = await createAssignment(teacher!, cohortId);
  const page = await pageOf(learner!, { allow: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|fetch/] });
  await page.goto(`/my-cohorts/${cohortId}/assignments/${assignmentId}`);
  const field = page.getByLabel('Текст роботи');
  await field.waitFor();
  await page.context().setOffline(true);
  await field.fill('Написано без мережі.');
  await page.getByText(/Збережено\sна\sпристрої|Робота\sє\sна\sпристрої/).waitFor();
  await page.context().setOffline(false);
  await page.getByText(/Збережено\sу\sзакладі/).waitFor();
  await page.reload();
  expect(await field.inputValue()).toBe('Написано без мережі.');
});
