/// <reference lib="dom" />
/** A course grows: its outline by keyboard alone, its team, and two authors who move the same lesson. */
import { authoring } from '#contracts/authoring.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { addLesson, addModule, createDraft } from '../support/authoring.ts';
import { pageOf } from '../support/browser.ts';
import { createAcademyTree, createPerson, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';
import { addColleague, cut, openLesson, wide } from '../support/writing-steps.ts';
import { menu } from './administration-steps.ts';

let tree: AcademyTree;
let teacher: TestClient;

beforeAll(async () => {
  tree = await createAcademyTree();
  await createPerson(tree.academyId, ['instructor'], { familyName: 'Їжакевич', givenName: 'Уляна' });
  teacher = await signIn(tree.instructor.login);
});

/** Modules with their lessons, as they are read from the page. */
async function outlineOf(page: Page): Promise<[string, string[]][]> {
  const modules = page.getByRole('region', { name: 'Зміст курсу' }).locator('.modules > li');
  return modules.evaluateAll((items) =>
    items.map((item): [string, string[]] => [
      item.querySelector('h3')?.textContent?.replace(/\s+/g, ' ').trim() ?? '',
      [...item.querySelectorAll('li a')].map((link) => link.textContent?.replace(/\s+/g, ' ').trim() ?? ''),
    ]),
  );
}
/** two cores carry browser, stack and test */
const patiently = { timeout: 20_000 };
const stands = (page: Page, outline: [string, string[]][]) =>
  expect.poll(() => outlineOf(page), patiently).toEqual(outline);

/** Goes on with the tabulator until that is reached. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let count = 0; count < 80; count += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error('not reached by keyboard');
}

async function typeLines(page: Page, ...lines: string[]): Promise<void> {
  for (const line of lines) {
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  }
}

/** A course with modules and their lessons. */
async function makeCourse(title: string, plan: Record<string, string[]>): Promise<string> {
  const { id: courseId } = await createDraft(teacher, tree.academyId, { title: { uk: title }, languages: ['uk'] });
  for (const [name, lessons] of Object.entries(plan)) {
    const moduleId = await addModule(teacher, courseId, { uk: name });
    for (const lesson of lessons) await addLesson(teacher, courseId, { moduleId, title: { uk: lesson } });
  }
  return courseId;
}

describe('an instructor', () => {
  it('makes a course with two modules and three lessons by keyboard alone, moves one, bins and restores one', async () => {
    const page = await pageOf(teacher, wide);
    await page.goto('/authoring');
    await page.getByRole('heading', { name: 'Тут будуть ваші курси' }).waitFor();
    await tabTo(page, page.getByRole('button', { name: 'Новий курс' }).first());
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Новий курс' }).waitFor();
    await typeLines(page, 'Огляд місця події');
    await page.getByRole('heading', { level: 1, name: 'Огляд місця події' }).waitFor();
    // the page opens at the name of the first lesson; an empty line leads on to the next module
    const first = page.getByLabel('Назва першого заняття');
    await expect.poll(() => first.evaluate((field) => field === document.activeElement), patiently).toBe(true);
    await typeLines(page, 'Прибуття');
    await page.getByLabel(/^Нове заняття в модулі 1/).waitFor();
    await typeLines(page, 'Периметр', '', 'Пошук слідів', 'Фотозйомка', '');
    await page.keyboard.press('Escape');
    await stands(page, [
      ['1. Модуль 1', ['1. Прибуття', '2. Периметр']],
      ['2. Пошук слідів', ['3. Фотозйомка']],
    ]);

    const grip = page.getByRole('button', { name: 'Перемістити заняття 2. Периметр' });
    await tabTo(page, grip, 'Shift+Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.getByText('Модуль 2. Пошук слідів, місце 2 з 2.').waitFor({ state: 'attached' });
    await page.keyboard.press('Space');
    const moved: [string, string[]][] = [
      ['1. Модуль 1', ['1. Прибуття']],
      ['2. Пошук слідів', ['2. Фотозйомка', '3. Периметр']],
    ];
    await stands(page, moved);

    await tabTo(page, page.getByRole('button', { name: 'Дії із заняттям 3. Периметр' }));
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByText('У кошику: «Периметр»').waitFor();
    await stands(page, [moved[0]!, ['2. Пошук слідів', ['2. Фотозйомка']]]);
    // the way back has the focus already
    await page.keyboard.press('Enter');
    await stands(page, moved);
    await page.getByText('Збережено у закладі').waitFor();
    await page.reload();
    await stands(page, moved);
  });

  it('puts a module with its lessons away and brings a lesson back from the bin days later', async () => {
    const courseId = await makeCourse('Кошик', { Право: ['Затримання'], Практика: ['Розмова'] });
    const page = await pageOf(teacher, wide);
    await page.goto(`/authoring/${courseId}`);
    await page.getByRole('button', { name: 'Дії з модулем 2. Практика' }).click();
    await page.getByRole('button', { name: 'Вилучити модуль' }).click();
    const dialog = page.getByRole('dialog', { name: 'Вилучити модуль «Практика»?' });
    await dialog.getByRole('button', { name: 'Вилучити модуль' }).click();
    await stands(page, [['1. Право', ['1. Затримання']]]);
    await page.getByRole('button', { name: 'Кошик' }).click();
    const bin = page.getByRole('dialog', { name: 'Кошик' });
    await bin.getByRole('button', { name: /^Повернути.*Розмова$/ }).click();
    await bin.getByText('У кошику порожньо.').waitFor();
    await bin.getByRole('button', { name: 'Закрити' }).click();
    await expect
      .poll(async () => (await outlineOf(page)).flatMap(([, lessons]) => lessons), patiently)
      .toContain('2. Розмова');
  });

  it('copies a lesson of another course and moves it with the menu, without pulling anything', async () => {
    await makeCourse('Звідки беруть', { Джерело: ['Строки затримання'] });
    const courseId = await makeCourse('Куди кладуть', { Перший: ['Своє'], Другий: [] });
    const page = await pageOf(teacher, wide);
    await page.goto(`/authoring/${courseId}`);
    await page.getByRole('button', { name: 'Дії з модулем 2. Другий' }).click();
    await page.getByRole('button', { name: 'Скопіювати заняття з іншого курсу' }).click();
    const dialog = page.getByRole('dialog', { name: 'Яке заняття скопіювати?' });
    await dialog.getByRole('button', { name: 'Звідки беруть' }).click();
    await dialog.getByRole('button', { name: /Строки затримання/ }).click();
    await dialog.getByText('Скопійовано').waitFor();
    await dialog.getByRole('button', { name: 'Закрити' }).click();
    await stands(page, [
      ['1. Перший', ['1. Своє']],
      ['2. Другий', ['2. Строки затримання']],
    ]);
    await page.getByRole('button', { name: 'Дії із заняттям 2. Строки затримання' }).click();
    await page.getByRole('button', { name: 'Перемістити до…' }).click();
    const move = page.getByRole('dialog', { name: 'Куди перемістити «Строки затримання»?' });
    await move.getByLabel('Назва модуля').selectOption({ label: '1. Перший' });
    await move.getByLabel('Місце').selectOption({ label: 'На початку модуля' });
    await move.getByRole('button', { name: 'Перемістити' }).click();
    await stands(page, [
      ['1. Перший', ['1. Строки затримання', '2. Своє']],
      ['2. Другий', []],
    ]);
  });

  it('pulls a lesson to another module with the pointer', async () => {
    const courseId = await makeCourse('Тягнемо', { Перший: ['Одне', 'Друге'], Другий: ['Третє'] });
    const page = await pageOf(teacher, wide);
    await page.goto(`/authoring/${courseId}`);
    const grip = page.getByRole('button', { name: 'Перемістити заняття 1. Одне' });
    const from = (await grip.boundingBox())!;
    const to = (await page.getByRole('link', { name: '3. Третє' }).boundingBox())!;
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + 20, to.y + to.height, { steps: 5 });
    await page.mouse.up();
    await stands(page, [
      ['1. Перший', ['1. Друге']],
      ['2. Другий', ['2. Третє', '3. Одне']],
    ]);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('takes a colleague into the team by three letters; a course is never without an owner', async () => {
    const courseId = await makeCourse('Разом', { Перший: ['Одне'] });
    const page = await pageOf(teacher, wide);
    await page.goto(`/authoring/${courseId}?view=team`);
    await page.getByText('Єдиний власник: курс завжди комусь належить.').waitFor();
    await addColleague(page, 'їжа', 'Уляна Їжакевич');
    const row = page.getByRole('listitem').filter({ hasText: 'Уляна Їжакевич' });
    await expect.poll(() => row.getByLabel('Роль: Уляна Їжакевич').inputValue()).toBe('author');
    await row.getByRole('button', { name: 'Передати курс' }).click();
    await page.getByRole('button', { name: 'Додати колегу' }).waitFor({ state: 'detached' });
    const own = async () => (await teacher.call(authoring.draft, { params: { courseId } })).role;
    await expect.poll(own, patiently).toBe('author');
    await page.getByRole('button', { name: 'Вийти з команди' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Вийти з команди' }).click();
    await page.waitForURL('**/authoring');
    expect((await teacher.reply(authoring.draft, { params: { courseId } })).status).toBe(404);
  });
});

describe('two authors', () => {
  it('who move the same lesson: the second sees where it is, and can move it all the same', async () => {
    const courseId = await makeCourse('Удвох', { Перший: ['Спірне', 'Друге'], Другий: [], Третій: [] });
    const page = await pageOf(teacher, { ...wide, allow: [/status of 409/] });
    await page.goto(`/authoring/${courseId}`);
    await page.getByRole('link', { name: '1. Спірне' }).waitFor();
    const draft = await teacher.call(authoring.draft, { params: { courseId } });
    const lessonId = draft.lessons.find(({ title }) => title.uk === 'Спірне')!.id;
    await teacher.call(draftOutline.moveLesson, {
      params: { courseId, lessonId },
      body: { moduleId: draft.modules[1]!.id, place: 'a0', outlineRevision: draft.outlineRevision },
    });
    const grip = page.getByRole('button', { name: /Перемістити заняття \d\. Спірне/ });
    await grip.focus();
    for (const key of ['Space', 'ArrowRight', 'ArrowRight', 'Space']) await page.keyboard.press(key);
    const told = page.getByRole('alert');
    await told.getByText(/«Спірне»: хтось із команди щойно перемістив це інакше/).waitFor();
    await stands(page, [
      ['1. Перший', ['1. Друге']],
      ['2. Другий', ['2. Спірне']],
      ['3. Третій', []],
    ]);
    await told.getByRole('button', { name: 'Усе одно перемістити' }).click();
    await stands(page, [
      ['1. Перший', ['1. Друге']],
      ['2. Другий', []],
      ['3. Третій', ['2. Спірне']],
    ]);
    expect(await told.count()).toBe(0);
  });
});

describe('a broken network', () => {
  const kept = 'На пристрої є ненадісланий текст';
  const leave = async (page: Page) => {
    // a page that still has something to send asks before it goes
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText(kept).first().waitFor();
  };
  const draftOf = (courseId: string) => teacher.call(authoring.draft, { params: { courseId } });

  it('loses no name of a lesson, neither beside its text nor in the outline', async () => {
    const courseId = await makeCourse('Назви', { Перший: ['Одне', 'Друге'] });
    const [first, second] = (await draftOf(courseId)).lessons;
    const page = await pageOf(teacher, cut);
    await openLesson(page, { courseId, lessonId: first!.id });
    await page.route('**/api/authoring/**', (route) =>
      route.request().method() === 'GET' ? route.continue() : route.abort(),
    );
    const title = page.getByRole('textbox', { name: 'Назва заняття' });
    await title.fill('Перші хвилини');
    await page.getByText('Збережено на пристрої').first().waitFor();
    await leave(page);
    expect((await draftOf(courseId)).lessons.map((lesson) => lesson.title.uk)).toEqual(['Одне', 'Друге']);
    await expect.poll(() => title.inputValue()).toBe('Одне');
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Повернути на місце' }).click();
    await expect.poll(async () => (await draftOf(courseId)).lessons[0]!.title.uk, patiently).toBe('Перші хвилини');

    await page.goto(`/authoring/${courseId}`);
    await page.route('**/api/authoring/**', (route) =>
      route.request().method() === 'GET' ? route.continue() : route.abort(),
    );
    await page.getByRole('button', { name: `Дії із заняттям 2. ${second!.title.uk!}` }).click();
    await page.getByRole('button', { name: 'Змінити назву' }).click();
    await page.getByLabel('Назва заняття').fill('Інша назва');
    await page.keyboard.press('Enter');
    await page.getByText('Збережено на пристрої').first().waitFor();
    await leave(page);
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Повернути на місце' }).click();
    await expect.poll(async () => (await draftOf(courseId)).lessons[1]!.title.uk, patiently).toBe('Інша назва');
    await page.getByText(kept).waitFor({ state: 'detached' });
  });

  it('loses no word of what a course says of itself', async () => {
    const courseId = await makeCourse('Опис', { Перший: ['Одне'] });
    const page = await pageOf(teacher, cut);
    await page.goto(`/authoring/${courseId}?view=settings`);
    await page.getByLabel('Короткий опис').fill('Що робити, коли затримують особу.');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Зберегти' }).click();
    await page.getByText('Збережено на пристрої').waitFor();
    await page.context().setOffline(false);
    await leave(page);
    await expect.poll(() => page.getByLabel('Короткий опис').inputValue()).toBe('');
    await page.getByRole('button', { name: 'Повернути на місце' }).click();
    await expect.poll(() => page.getByLabel('Короткий опис').inputValue()).toBe('Що робити, коли затримують особу.');
    await page.getByRole('button', { name: 'Зберегти' }).click();
    await page.getByText('Збережено у закладі').waitFor();
    expect((await draftOf(courseId)).summary).toEqual({ uk: 'Що робити, коли затримують особу.' });
    await page.reload();
    await page.getByLabel('Короткий опис').waitFor();
    expect(await page.getByText(kept).count()).toBe(0);
  });
});

describe('an administrator', () => {
  it('finds every course of the academy, sees one without changing it, and puts it away', async () => {
    const courseId = await makeCourse('Покинутий курс', { Перший: ['Одне'] });
    const page = await pageOf(await signIn(tree.admin.login), wide);
    await page.goto('/');
    await menu(page).getByRole('button', { name: 'Ще' }).click();
    await menu(page).getByRole('link', { name: 'Розробка' }).click();
    await page.getByRole('tab', { name: 'Усі курси закладу' }).click();
    await page.getByLabel('Пошук за назвою').fill('покинутий');
    await page.getByRole('link', { name: 'Покинутий курс' }).click();
    await page.getByText('Тексти змінює команда курсу.').waitFor();
    expect(await page.getByRole('button', { name: 'Додати заняття' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Перенести в архів' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Перенести в архів' }).click();
    await page.getByText('Його можна читати, але не змінювати.').waitFor();
    expect((await teacher.call(authoring.draft, { params: { courseId } })).archived).toBe(true);
  });
});
