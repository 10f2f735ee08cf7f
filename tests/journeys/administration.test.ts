/// <reference lib="dom" />
/**
 * A service that runs without a developer: the national administrator founds an academy, its administrator brings in
 * people, one of them signs in within the minute, is given a role, loses it, is shut out – and the auditor finds it all.
 */
import { ulid } from 'ulid';
import { expect, inject, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { courses } from '#contracts/courses.ts';
import { people } from '#contracts/people.ts';
import { progress } from '#contracts/progress.ts';
import { downloaded, newPage, onAcademyTime, pageOf, signInOn, type PageOptions } from '../support/browser.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import { chosenPassword, invitationTo } from '../support/people.ts';
import { createPerson, nationalAdmin, settled, signIn } from '../support/stack.ts';
import { chooseOrganisation, menu } from './administration-steps.ts';

const mark = ulid().toLowerCase();
const academy = { name: `Академія ${mark}`, id: '' };
const adminLogin = `admin.${mark}@kurs.test`;
const cadet = { login: `o7.${mark}@kurs.test`, name: 'Слухач7 Олена', id: '' };
const courseTitle = `Мова закону ${mark}`;
const wide: PageOptions = { viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce' };

/** Two hundred good lines, and three that are not: in lines 12, 52 and 204 of the file. */
function listOfPeople(): string {
  const rows = Array.from({ length: 203 }, (_, at) => `Слухач${at};Олена;o${at}.${mark}@kurs.test;слухач`);
  rows[10] = `;Олена;o10.${mark}@kurs.test;слухач`;
  rows[50] = 'Слухач50;Олена;не пошта;слухач';
  rows[202] = `Слухач202;Олена;o202.${mark}@kurs.test;начальник`;
  return ['Прізвище;Ім’я;Електронна пошта;Роль', ...rows].join('\r\n');
}

it('the national administrator founds an academy and invites its administrator, who chooses a password', async () => {
  const page = await pageOf(await nationalAdmin(), wide);
  await page.goto('/');
  await menu(page).getByRole('link', { name: 'Організації' }).click();
  await page.getByRole('button', { name: 'Створити' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Заклад освіти' }).check();
  await dialog.getByLabel('Українська').fill(academy.name);
  await dialog.getByRole('button', { name: 'Створити' }).click();
  await page.getByRole('heading', { level: 1, name: academy.name }).waitFor();
  academy.id = /org_\w+/.exec(page.url())?.[0] ?? '';

  await page.getByRole('link', { name: 'Запросити адміністратора' }).click();
  await page.getByLabel('Прізвище').fill('Керівна');
  await page.getByLabel('Ім’я').fill('Ада');
  await page.getByLabel('Службова пошта').fill(adminLogin);
  await expect.poll(() => page.getByRole('checkbox', { name: /^Адміністратор закладу/ }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Створити й запросити' }).click();
  await page.getByRole('heading', { level: 1, name: 'Керівна Ада' }).waitFor();

  const own = await newPage(wide);
  await acceptInvitation(own, adminLogin);
  await menu(own).getByRole('link', { name: 'Люди' }).waitFor();
});

it('the academy’s administrator imports two hundred people; three bad lines are named before anything is written', async () => {
  const admin = await signIn(adminLogin, chosenPassword);
  const page = await pageOf(admin, wide);
  await page.goto('/people');
  await page.getByRole('link', { name: 'Імпортувати список' }).first().click();
  const buffer = Buffer.from(listOfPeople());
  await page.locator('input[type=file]').setInputFiles({ name: 'люди.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Перевірити файл' }).click();
  await page.getByText('Перевірено. Потрібне ваше підтвердження').waitFor();
  const faults = page.getByRole('table', { name: 'Рядки з помилками' }).locator('tbody tr');
  expect(await cells(faults)).toEqual([
    ['12', 'Прізвище', 'Не заповнено', ''],
    ['52', 'Електронна пошта', 'Це не адреса електронної пошти', 'не пошта'],
    ['204', 'Роль', 'Невідома роль', 'начальник'],
  ]);
  await settled();
  const list = () => admin.call(people.listPeople, { query: { organisationId: academy.id, q: 'Слухач' } });
  expect((await list()).items).toEqual([]);

  await page.getByRole('button', { name: 'Імпортувати 200 рядків' }).click();
  await page.getByText('Імпорт завершено').waitFor({ timeout: 60_000 });
  const report = await downloaded(page, page.getByRole('link', { name: 'Завантажити звіт' }));
  expect(report.text.match(/,додано,/g)).toHaveLength(200);
  expect(report.text.match(/пропущено через помилку/g)).toHaveLength(3);
});

it('an invited cadet is in within the minute, is given a role, loses it in mid-session, and is shut out', async () => {
  const admin = await signIn(adminLogin, chosenPassword);
  const courseId = await importCourse(admin, smallBundle(courseTitle), academy.id);
  const own = await newPage({ ...wide, allow: [/status of 40[13]/] });
  await acceptInvitation(own, cadet.login);
  const { items } = await admin.call(people.listPeople, { query: { organisationId: academy.id, q: cadet.login } });
  cadet.id = items[0]?.id ?? '';
  await expectWithinTheMinute(cadet.id);
  expect(await menu(own).getByRole('link', { name: 'Розробка' }).count()).toBe(0);
  await complete(courseId);

  const office = await pageOf(admin, wide);
  await office.goto('/people');
  await office.getByLabel('Початок прізвища або повна пошта').fill('Слухач7');
  await office.getByRole('link', { name: cadet.name, exact: true }).click();
  await office.getByRole('heading', { level: 1, name: cadet.name }).waitFor();
  await setInstructor(office, true);
  await own.reload();
  await menu(own).getByRole('link', { name: 'Розробка' }).waitFor();
  await own.goto(`/courses/${courseId}/learners`);
  await own.getByRole('row', { name: /Слухач7/ }).waitFor();

  await setInstructor(office, false);
  await own.getByRole('button', { name: 'Зберегти список' }).click();
  await own.getByText('Ваша роль цього не дозволяє').first().waitFor();
  await own.reload();
  await menu(own).getByRole('link', { name: 'Курси' }).waitFor();
  expect(await menu(own).getByRole('link', { name: 'Розробка' }).count()).toBe(0);

  await office.getByRole('button', { name: 'Закрити доступ' }).click();
  await office.getByRole('dialog').getByRole('button', { name: 'Закрити доступ' }).click();
  await office.getByRole('button', { name: 'Відкрити доступ' }).waitFor();
  await menu(own).getByRole('link', { name: 'Курси' }).click();
  await own.getByRole('dialog', { name: 'Сеанс завершився: увійдіть знову' }).waitFor();
});

it('the auditor finds who had which role, who changed it and from where, who held what, and takes it along', async () => {
  const auditor = await createPerson(inject('national').organisationId, ['auditor']);
  await settled();
  const page = await newPage(wide);
  await onAcademyTime(page);
  await signInOn(page, auditor.login, '/');
  await menu(page).getByRole('button', { name: 'Ще' }).click();
  await menu(page).getByRole('link', { name: 'Аудит' }).click();
  await chooseOrganisation(page, page, 'Заклад освіти або головне управління', academy.name);
  const held = page.getByRole('table', { name: /^Хто який курс опанував/ });
  await held.getByRole('row', { name: cadet.name }).waitFor();
  await expect.poll(() => held.getByRole('row', { name: cadet.name }).innerText()).toMatch(`${courseTitle}\t1\t`);
  await page.getByRole('button', { name: 'Про людину' }).click();
  await page.getByLabel('Початок прізвища або повна пошта').fill(cadet.login);
  await page.getByRole('button', { name: cadet.name }).click();
  const [learnt, roles] = ['Завершені курси', 'Ролі'].map((name) => page.getByRole('region', { name, exact: true }));
  await learnt!.getByText(courseTitle).waitFor();
  await expect.poll(() => roles!.getByRole('listitem').innerText()).toMatch(/^Слухач\n/);
  const facts = page.getByRole('region', { name: /^Події/ }).getByRole('listitem');
  await facts.filter({ hasText: 'Доступ закрито' }).waitFor();
  const [taken, given, ...rest] = await factsOf(facts.filter({ hasText: 'Змінено ролі' }));
  const byWhom = expect.stringMatching(/Виконавець: Керівна Ада\s+Адреса: [\d.:a-f]+/);
  expect([taken, given, rest]).toEqual([
    { before: 'Слухач, Викладач', after: 'Слухач', text: byWhom },
    { before: 'Слухач', after: 'Слухач, Викладач', text: byWhom },
    [],
  ]);
  await page.getByLabel('На кінець дня').fill('2026-01-01');
  await learnt!.getByText('Завершених курсів ще немає').waitFor();
  await expect.poll(() => roles!.innerText()).toMatch('Ролей немає');

  await page.getByRole('button', { name: 'Зберегти CSV' }).click();
  await page.getByRole('heading', { name: 'Експорт даних аудиту' }).waitFor();
  const file = await downloaded(page, page.getByRole('link', { name: 'Завантажити файл' }));
  const lines = file.text.split('\r\n').filter((line) => line.includes('Змінено ролі'));
  expect(lines.map((line) => line.split(',').slice(2, 5))).toEqual([
    ['Керівна Ада', cadet.name, academy.name],
    ['Керівна Ада', cadet.name, academy.name],
  ]);
  await menu(page).getByRole('button', { name: 'Ще' }).click();
  await menu(page).getByRole('link', { name: 'Завдання' }).click();
  await page.getByRole('heading', { level: 1, name: 'Фонові завдання' }).waitFor();
  await page.getByRole('link', { name: 'Експорт даних аудиту' }).waitFor();

  await page.goto(`/audit?view=day&organisation=${academy.id}&changes=true`);
  await page.getByRole('checkbox', { name: 'Лише зміни, внесені адміністраторами' }).waitFor();
  await facts.filter({ hasText: cadet.name }).filter({ hasText: 'Доступ закрито' }).waitFor();
  expect(await facts.filter({ hasText: courseTitle }).filter({ hasText: 'Завершено курс' }).count()).toBe(0);
});

/** Texts of the cells, row by row. */
const cells = (rows: Locator) =>
  rows.evaluateAll((found) =>
    found.map((row) => [...row.querySelectorAll('td, th')].map((cell) => cell.textContent?.trim() ?? '')),
  );

/** From the letter to the first page: the link, a password, sign-in. */
async function acceptInvitation(page: Page, login: string): Promise<void> {
  await page.goto(await invitationTo(login));
  await page.getByLabel('Новий пароль').fill(chosenPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Увійти' }).click();
  await page.fill('#login', login);
  await page.fill('#password', chosenPassword);
  await page.click('button[type=submit]');
  await page.waitForURL(`${inject('origin')}/`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function expectWithinTheMinute(personId: string): Promise<void> {
  const admin = await nationalAdmin();
  const { invitedAt, activeAt } = await admin.call(people.person, { params: { personId } });
  expect(Date.parse(activeAt ?? '') - Date.parse(invitedAt ?? '')).toBeLessThan(60_000);
}

/** The cadet goes through the course, in another window. */
async function complete(courseId: string): Promise<void> {
  const client = await signIn(cadet.login, chosenPassword);
  await client.call(courses.enrol, { params: { courseId } });
  const { modules } = await client.call(courses.course, { params: { courseId } });
  const lessonId = modules[0]?.lessons[0]?.id ?? '';
  await client.call(progress.readLesson, { params: { courseId, lessonId } });
  // the last of the two hundred letters too: what follows is the latest on record
  await settled();
}

/** On the person's page: ticks or unticks the role. */
async function setInstructor(page: Page, holds: boolean): Promise<void> {
  await page.getByRole('button', { name: 'Змінити ролі' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: /^Викладач/ }).setChecked(holds);
  await dialog.getByRole('button', { name: 'Зберегти' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** What facts on the page say: everything, and the value before and after. */
const factsOf = (rows: Locator) =>
  rows.evaluateAll((found) =>
    found.map((row) => ({
      text: (row as HTMLElement).innerText,
      before: row.querySelector('del')?.textContent,
      after: row.querySelector('ins')?.textContent,
    })),
  );
