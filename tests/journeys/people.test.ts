/// <reference lib="dom" />
/** People in the hands of those who administer them, and what a person can do about themselves. */
import { strFromU8, unzipSync } from 'fflate';
import { ulid } from 'ulid';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { downloaded, pageOf, type PageOptions } from '../support/browser.ts';
import { chooseOrganisation, menu } from './administration-steps.ts';
import {
  createAcademyTree,
  createOrganisation,
  createPerson,
  nationalAdmin,
  signIn,
  type AcademyTree,
} from '../support/stack.ts';

const wide: PageOptions = { viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce' };
const mark = ulid().slice(-6);
const elsewhere = `Інша академія ${ulid()}`;
let tree: AcademyTree;

beforeAll(async () => {
  tree = await createAcademyTree();
  await createOrganisation('academy', inject('national').organisationId, { uk: elsewhere, en: `Other ${mark}` });
});

const learner = (familyName: string) => createPerson(tree.academyId, ['learner'], { familyName });
const card = async (page: Page, personId: string, name: string) => {
  await page.goto(`/people/${personId}`);
  await page.getByRole('heading', { level: 1, name }).waitFor();
};
const dialogOf = (page: Page, name: string): Locator => page.getByRole('dialog', { name });

describe('an administrator', () => {
  it('finds somebody by three letters and moves them to another academy; the history stays on the card', async () => {
    const [person] = await Promise.all([learner('Їжаченко'), learner('Яворська')]);
    const page = await pageOf(await nationalAdmin(), wide);
    await page.goto(`/people?organisation=${tree.academyId}`);
    await page.getByRole('link', { name: 'Яворська Проба' }).waitFor();
    await page.getByLabel('Початок прізвища або повна пошта').fill('їжа');
    await page.getByText('1 людина', { exact: true }).waitFor();
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await page.getByRole('link', { name: 'Їжаченко Проба' }).click();
    await page.getByRole('button', { name: 'Перевести' }).click();
    await chooseOrganisation(page, dialogOf(page, 'Куди перевести людину?'), 'Куди', elsewhere);
    await dialogOf(page, 'Куди перевести людину?').getByRole('button', { name: 'Перевести' }).click();
    const roles = page.getByRole('region', { name: 'Ролі', exact: true });
    await roles.getByRole('link', { name: elsewhere }).waitFor();
    await roles.getByText('Колишні ролі').click();
    const former = roles.locator('details').getByRole('listitem');
    await expect
      .poll(() => former.innerText())
      .toMatch(/Заклад[\s\S]*Слухач[\s\S]*Надано: [\s\S]*Завершено: Адміністраторка Перша/);
    const changes = page.getByRole('region', { name: 'Зміни' }).getByRole('listitem');
    const moved = changes.filter({ hasText: 'Переведено до іншої організації' });
    await expect.poll(() => moved.innerText()).toMatch('Адміністраторка Перша');
    expect(page.url()).toContain(person.id);
  });

  it('looks at Kurs as a learner, under a banner, and can change nothing until it is ended', async () => {
    const page = await pageOf(await signIn(tree.admin.login), { ...wide, allow: [/status of 403/] });
    await page.goto(`/organisations/${tree.academyId}`);
    await page.getByLabel('Роль').selectOption({ label: 'Слухач' });
    await page.getByRole('button', { name: 'Переглянути' }).click();
    const banner = page.getByRole('region', { name: 'Перегляд від імені ролі' });
    await banner.getByText('Ви бачите «Курс» як: Слухач.').waitFor();
    await menu(page).getByRole('link', { name: 'Курси' }).waitFor();
    expect(await menu(page).getByRole('link', { name: 'Люди' }).count()).toBe(0);
    await page.goto('/record');
    await page.getByRole('button', { name: 'Зібрати архів' }).click();
    await page.getByText('Ви дивитеся «Курс» від імені іншої ролі').waitFor();
    await banner.getByRole('button', { name: 'Завершити' }).click();
    await menu(page).getByRole('link', { name: 'Люди' }).waitFor();
    expect(await banner.count()).toBe(0);
  });

  it('looks at two cards of the same person side by side and makes them one', async () => {
    const [kept, gone] = await Promise.all([learner('Двійченко'), learner('Двійченко')]);
    const page = await pageOf(await signIn(tree.admin.login), wide);
    await card(page, kept.id, 'Двійченко Проба');
    await page.getByRole('button', { name: 'Об’єднати з дублікатом' }).click();
    await dialogOf(page, 'Який запис є дублікатом?').getByRole('button', { name: gone.login }).click();
    const preview = dialogOf(page, 'Об’єднати ці записи?');
    await preview.waitFor();
    await expect
      .poll(() => preview.innerText())
      .toMatch(
        new RegExp(`Залишається[^]*${kept.login}[^]*Зникає[^]*${gone.login}[^]*Після об’єднання[^]*${kept.login}`),
      );
    await preview.getByRole('button', { name: 'Об’єднати' }).click();
    await preview.waitFor({ state: 'detached' });
    await card(page, gone.id, 'Двійченко Проба');
    await page.getByText('Цей запис об’єднано з іншим').waitFor();
    await page.getByRole('link', { name: 'Відкрити чинну картку' }).click();
    await page.getByText(kept.login).first().waitFor();
  });

  it('erases somebody and prints the certificate of what is gone and what stays', async () => {
    const person = await learner('Стертенко');
    const page = await pageOf(await signIn(tree.admin.login), wide);
    await card(page, person.id, 'Стертенко Проба');
    await page.getByRole('button', { name: 'Видалити персональні дані' }).click();
    const dialog = dialogOf(page, 'Видалити персональні дані?');
    await dialog.getByRole('radio', { name: /^Видалити повністю/ }).check();
    await dialog.getByRole('button', { name: 'Видалити', exact: true }).click();
    await dialog.getByText('Прізвище не збігається').waitFor();
    await dialog.getByLabel(/Щоб підтвердити/).fill('стертенко');
    await dialog.getByRole('button', { name: 'Видалити', exact: true }).click();
    await page.getByText('Видалення розпочато').waitFor();
    await page.getByRole('link', { name: 'Переглянути хід' }).click();
    const certificate = page.getByRole('region', { name: 'Довідка про видалення персональних даних' });
    await certificate.waitFor();
    const text = await certificate.innerText();
    expect(text).toMatch(/Прізвище та ім’я\s+1/);
    expect(text).toMatch(/Події: навчання, ролі, зміни.*\s+Зберігається за законом, імен не містить/);
    await page.evaluate(() => (window.print = () => void (document.body.dataset.printed = 'yes')));
    await certificate.getByRole('button', { name: 'Надрукувати' }).click();
    await expect.poll(() => page.locator('body').getAttribute('data-printed')).toBe('yes');
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => certificate.isVisible()).toBe(true);
    await expect.poll(() => menu(page).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await page.goto(`/people/${person.id}`);
    await page.getByText('Персональні дані видалено').waitFor();
    await expect.poll(() => page.locator('main').innerText()).not.toMatch(/Стертенко|kurs\.test/);
  });
});

describe('a person', () => {
  it('signs out everywhere: another browser is asked to sign in', async () => {
    const { login } = await learner('Всюдненко');
    const options = { ...wide, allow: [/status of 401/] };
    const lost = await pageOf(await signIn(login), options);
    await lost.goto('/');
    await menu(lost).getByRole('link', { name: 'Курси' }).waitFor();
    const page = await pageOf(await signIn(login), options);
    await page.goto('/profile');
    await page.getByRole('button', { name: 'Вийти на всіх пристроях' }).click();
    await dialogOf(page, 'Вийти на всіх пристроях?').getByRole('button', { name: 'Вийти всюди' }).click();
    await page.waitForURL('**/sign-in**');
    await menu(lost).getByRole('link', { name: 'Курси' }).click();
    await dialogOf(lost, 'Сеанс завершився: увійдіть знову').waitFor();
  });

  it('reads what is on record about them and takes all of it along', async () => {
    const person = await learner('Самойленко');
    const page = await pageOf(await signIn(person.login), wide);
    await page.goto('/');
    await menu(page).getByRole('link', { name: 'Мої результати' }).click();
    await page.getByRole('region', { name: 'Ролі', exact: true }).getByText('Слухач').waitFor();
    const facts = page.getByRole('region', { name: 'Події' }).getByRole('listitem');
    await facts.filter({ hasText: 'Перший вхід' }).waitFor();
    await page.getByRole('button', { name: 'Зібрати архів' }).click();
    await page.getByRole('heading', { level: 1, name: 'Експорт даних про людину' }).waitFor();
    const archive = await downloaded(page, page.getByRole('link', { name: 'Завантажити файл' }));
    expect(archive.name).toMatch(/\.zip$/);
    const files = unzipSync(archive.bytes);
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['cards.json', 'memberships.csv', 'records.json']));
    expect(strFromU8(files['cards.json']!)).toContain(person.login);
  });
});
