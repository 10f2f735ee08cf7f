/** Steps of the journey from author to adopter that no other journey takes. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { LessonKey } from '../support/authoring.ts';
import { approvePart, commentOn, returnPart, selectWords } from '../support/review-steps.ts';
import { waitsForReview } from '../support/reviews.ts';
import type { TestClient } from '../support/stack.ts';
import {
  becomes,
  openLesson,
  savedAtAcademy,
  savedOnDevice,
  speak,
  textOf,
  writeOn,
  writtenIn,
} from '../support/writing-steps.ts';

/** Somebody at their page; the client asks the academy what it has. */
export interface Desk {
  client: TestClient;
  page: Page;
}

export interface Submitted {
  organisationId: string;
  courseId: string;
  title: string;
}

/** A new course in Ukrainian and English with lessons in one module; answers its id and stands on its page, at its team. */
export async function beginCourse(page: Page, title: string, lessons: readonly string[]): Promise<string> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Розробка' }).first().click();
  await page.getByRole('button', { name: 'Новий курс' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Новий курс' });
  await dialog.getByLabel('Назва курсу').fill(title);
  await dialog.getByLabel('English').check();
  await dialog.getByRole('button', { name: 'Створити курс' }).click();
  await page.getByLabel('Назва першого заняття').and(page.locator(':focus')).waitFor();
  for (const lesson of lessons) {
    await page.keyboard.type(lesson);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: lesson }).waitFor();
  }
  await page.getByText('Збережено у закладі').first().waitFor();
  const courseId = /\/authoring\/(crs_\w+)/.exec(page.url())![1]!;
  await page.goto(`/authoring/${courseId}?view=team`);
  return courseId;
}

/** Fills an empty lesson, block by block. */
export async function writeLesson({ client, page }: Desk, key: LessonKey, blocks: readonly string[]): Promise<void> {
  await openLesson(page, key);
  await page.locator('.edit:focus').waitFor();
  await typeBlocks(page, blocks);
  await becomes(client, key, [...blocks]);
}

async function typeBlocks(page: Page, [first = '', ...others]: readonly string[]): Promise<void> {
  await page.keyboard.type(first);
  for (const block of others) {
    await page.keyboard.press('Enter');
    await page.keyboard.type(block);
  }
}

/** Writes a lesson while nothing gets through: the words are kept on the device, and offered back after a reload. */
export async function writeBreaking({ client, page }: Desk, key: LessonKey, words: string): Promise<void> {
  await openLesson(page, key);
  await page.route('**/blocks', (route) => route.abort());
  await page.locator('.edit:focus').waitFor();
  await page.keyboard.type(words);
  await savedOnDevice(page);
  // a page that still has something to send asks before it goes
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.getByText('На пристрої є ненадісланий текст').waitFor();
  expect((await writtenIn(client, key)).join('')).toBe('');
  await page.unroute('**/blocks');
  await page.getByRole('button', { name: 'Повернути в заняття' }).click();
  await becomes(client, key, [words]);
  await savedAtAcademy(page);
}

/** Writes the English texts over the shape of the Ukrainian ones. */
export async function translateLesson(
  { client, page }: Desk,
  key: LessonKey,
  blocks: readonly string[],
): Promise<void> {
  await openLesson(page, key);
  await speak(page, 'English');
  for (const [number, words] of blocks.entries()) {
    await textOf(page).locator('p').nth(number).click();
    await page.keyboard.type(words);
  }
  await becomes(client, key, [...blocks], 'en');
}

/** Writes on in a block, and in its translation. */
export async function correct(
  { client, page }: Desk,
  key: LessonKey,
  changes: Record<'uk' | 'en', readonly [block: string, words: string]>,
): Promise<void> {
  await openLesson(page, key);
  for (const [language, name] of [
    ['uk', 'Українська'],
    ['en', 'English'],
  ] as const) {
    const [block, words] = changes[language];
    const before = await writtenIn(client, key, language);
    await speak(page, name);
    await writeOn(page, block, words);
    const after = before.map((text) => (text === block ? block + words : text));
    await becomes(client, key, after, language);
    await savedAtAcademy(page);
  }
}

/** From the queue to a passage, a comment on it, and the whole given back. */
export async function returnWithComment(
  { client, page }: Desk,
  course: Submitted,
  { lesson, words, remark }: { lesson: string; words: string; remark: string },
): Promise<void> {
  await openFromQueue({ client, page }, course);
  await page.getByRole('link', { name: new RegExp(lesson) }).click();
  await page.locator('[data-text]', { hasText: words }).waitFor();
  await selectWords(page, '[data-text] p', words);
  await commentOn(page, remark);
  await page.getByRole('link', { name: 'Рішення' }).click();
  await returnPart(page, 'Курс', 'Уточніть строк.');
}

/** From the queue to a new version. */
export async function releaseFromQueue({ client, page }: Desk, course: Submitted, version: number): Promise<void> {
  await openFromQueue({ client, page }, course);
  await approvePart(page, 'Курс', /буде\sпогоджено\sще: Переклад: English/);
  await approvePart(page, 'Переклад: English', new RegExp(`останнє\\sпогодження: версія\\s${version}`));
  await page.getByText(new RegExp(`Версію\\s${version}\\sвипущено`)).waitFor();
}

async function openFromQueue({ client, page }: Desk, { organisationId, courseId, title }: Submitted): Promise<void> {
  await waitsForReview(client, organisationId, courseId);
  await page.goto('/');
  await page.getByRole('link', { name: 'Рецензії' }).first().click();
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { name: title, level: 1 }).waitFor();
}

/** The way of an author from a returned course to the remark, and to the text where it is dealt with. */
export async function findRemark(page: Page, courseId: string, lesson: string, remark: string): Promise<void> {
  await page.goto(`/authoring/${courseId}`);
  await page.getByText('Рецензент просить змін').waitFor();
  await page.getByText('Уточніть строк.').waitFor();
  await page.getByRole('link', { name: lesson }).first().click();
  await textOf(page).waitFor();
  await page.getByRole('complementary').getByText(remark).waitFor();
}

/** Says that a remark is dealt with. */
export async function settleRemark(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Враховано' }).click();
  await page.getByText('1 враховане').waitFor();
}

/** Takes or keeps a correction in both languages; its lesson is opened where it is not. */
export async function decidePieces(page: Page, lesson: string, choice: 'Узяти' | 'Лишити своє'): Promise<void> {
  const shown = page.locator('details', { has: page.getByRole('heading', { name: new RegExp(lesson) }) });
  if ((await shown.getAttribute('open')) === null) await shown.locator('summary').click();
  for (const language of ['Українська', 'English']) {
    const piece = shown.getByRole('article', { name: `Текст, ${language}` });
    await piece.getByRole('button', { name: choice }).click();
    await piece.waitFor({ state: 'detached' });
  }
}
