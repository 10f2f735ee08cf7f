/** What authors do on the page of a course and in its lessons. */
import type { Locator, Page } from 'playwright-core';
import type { Language } from '#contracts/common.ts';
import { lessonDraft, type LessonKey } from './authoring.ts';
import type { PageOptions } from './browser.ts';
import { until, type TestClient } from './stack.ts';

/** A desk with room for the panes beside the text. */
export const wide: PageOptions = { viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce' };
/** The same where the network breaks on purpose. */
export const cut: PageOptions = {
  ...wide,
  allow: [/ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/, /Failed to load resource/, /requestfailed/i],
};

/** The text of the lesson that is open. */
export const textOf = (page: Page): Locator => page.getByRole('textbox', { name: 'Текст заняття' });

export async function openLesson(page: Page, { courseId, lessonId }: LessonKey): Promise<Locator> {
  await page.goto(`/authoring/${courseId}/lessons/${lessonId}`);
  await textOf(page).waitFor();
  return textOf(page);
}

export const savedAtAcademy = (page: Page) => page.locator('.bar .state', { hasText: 'Збережено у закладі' }).waitFor();
export const savedOnDevice = (page: Page) =>
  page.locator('.bar .state', { hasText: 'Збережено на пристрої' }).waitFor();

/** Goes to the end of a block and writes on. */
export async function writeOn(page: Page, block: string, words: string): Promise<void> {
  await textOf(page).getByText(block, { exact: true }).click();
  await page.keyboard.press('End');
  await page.keyboard.type(words);
}

/** What the academy has of a lesson in a language, block by block. */
export const writtenIn = async (client: TestClient, key: LessonKey, language: Language = 'uk'): Promise<string[]> =>
  (await lessonDraft(client, key)).blocks.map((block) => block.texts[language]?.text ?? '');

/** Waits until the academy has these texts. */
export const becomes = (client: TestClient, key: LessonKey, wanted: string[], language: Language = 'uk') =>
  until(
    () => writtenIn(client, key, language),
    (now) => now.join('|') === wanted.join('|'),
    30,
  );

/** Shows the open lesson in another of its languages. */
export async function speak(page: Page, language: string): Promise<void> {
  const tab = page.getByRole('navigation', { name: 'Мова тексту' }).getByRole('button', { name: language });
  await tab.click();
  await tab.and(page.locator('[aria-current]')).waitFor();
}

/** Takes a colleague into the team, found by the beginning of their name. */
export async function addColleague(page: Page, beginning: string, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Додати колегу' }).click();
  const dialog = page.getByRole('dialog', { name: 'Додати колегу' });
  await dialog.getByLabel('Початок прізвища або імені').fill(beginning);
  await dialog.getByRole('radio', { name }).check();
  await dialog.getByRole('button', { name: 'Додати до команди' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** From the page of the course to its reviewers. */
export async function submitForReview(page: Page, { summary = '', note = '' } = {}): Promise<void> {
  await page.getByRole('button', { name: 'Надіслати на рецензію' }).click();
  const dialog = page.getByRole('dialog', { name: 'Надіслати курс на рецензію?' });
  if (summary) await dialog.getByLabel('Короткий опис').fill(summary);
  if (note) await dialog.getByLabel('Що варто знати рецензентові').fill(note);
  await dialog.getByRole('button', { name: 'Надіслати на рецензію' }).click();
  await dialog.waitFor({ state: 'detached' });
}
