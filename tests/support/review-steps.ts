/// <reference lib="dom" />
/** What reviewers do on the pages of a review. */
import type { Page } from 'playwright-core';

/** Selects the words of an element, as a hand with a mouse does. */
export const selectWords = (page: Page, selector: string, words: string): Promise<void> =>
  page
    .locator(selector, { hasText: words })
    .last()
    .evaluate((element) => getSelection()?.selectAllChildren(element));

/** Says something about the words that are selected. */
export async function commentOn(page: Page, remark: string): Promise<void> {
  await page.getByRole('button', { name: /Зауваження\sдо\sвиділеного/ }).click();
  await page.getByLabel('Ваше зауваження').fill(remark);
  await page.getByText(/Збережено\sна\sпристрої/).waitFor();
  await page.getByRole('button', { name: 'Надіслати' }).click();
  await page.getByRole('article').getByText(remark).waitFor();
}

/** Approves a part: the course itself, or a translation. */
export async function approvePart(page: Page, part: string, consequence: RegExp): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`Погодити\\s?: ${part}`) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(consequence).waitFor();
  await dialog.getByRole('button', { name: 'Погодити' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Gives a part back to its authors. */
export async function returnPart(page: Page, part: string, why: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`Повернути\\sавторам\\s?: ${part}`) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(why);
  await dialog.getByRole('button', { name: 'Повернути авторам' }).click();
  await page.getByText(/Нову\sверсію\sне\sвипущено/).waitFor();
}
