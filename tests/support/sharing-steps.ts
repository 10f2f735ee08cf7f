/** What academies do on the pages by which courses go from one to another. */
import type { Locator, Page } from 'playwright-core';

/** Shares a course with one academy, from the page of the course. */
export async function shareWith(page: Page, academy: string): Promise<void> {
  const panel = page.getByRole('region', { name: 'Поширення між закладами' });
  await panel.getByText('Ні з ким').waitFor();
  await panel.getByRole('button', { name: 'Змінити' }).click();
  const dialog = page.getByRole('dialog', { name: 'З ким поділитися курсом?' });
  await dialog.getByLabel('З обраними закладами').check();
  await dialog.getByRole('button', { name: 'Зберегти' }).click();
  await dialog.getByText('Оберіть хоча б один заклад').waitFor();
  const find = dialog.getByLabel('Знайти заклад');
  await dialog.getByRole('checkbox').first().waitFor();
  if (await find.isVisible()) await find.fill(academy);
  await dialog.getByLabel(academy).check();
  await dialog.getByRole('button', { name: 'Зберегти' }).click();
  await panel.getByText(academy).waitFor();
}

/** From the own courses to a shared one: looks for it and opens it. */
export async function findShared(page: Page, words: string, title: string): Promise<void> {
  await page.goto('/authoring');
  await page.getByRole('link', { name: 'Спільні курси' }).click();
  await page.getByLabel('Пошук за назвою, описом або темою').fill(words);
  await page.getByRole('link', { name: title }).click();
}

/** Where the page of a copy says what it was made from. */
export const originalOn = (page: Page): Locator => page.getByRole('region', { name: 'Оригінал' });

/** Adopts the shared course that is open; answers the copy's id. */
export async function adoptHere(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Перейняти' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Перейняти' }).click();
  await originalOn(page).waitFor({ timeout: 60_000 });
  return /\/authoring\/(crs_\w+)/.exec(page.url())![1]!;
}

/** Recalls a version, from the page of the course. */
export async function recallVersion(page: Page, version: number, reason: string): Promise<void> {
  await page.getByRole('button', { name: 'Відкликати версію' }).click();
  const dialog = page.getByRole('dialog', { name: 'Відкликати версію курсу?' });
  await dialog.getByLabel('Яку версію').selectOption(String(version));
  await dialog.getByLabel('Причина').fill(reason);
  await dialog.getByRole('button', { name: 'Відкликати версію' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** What a learner of a copy reads of a recall: on the way in, on the course and in a lesson. */
export async function readsRecall(
  page: Page,
  { copyId, lessonId, reason, version }: { copyId: string; lessonId: string; reason: string; version: RegExp },
): Promise<void> {
  await page.goto('/');
  await page.getByText(reason).waitFor();
  await page.getByRole('link', { name: 'До курсу', exact: true }).click();
  await page.getByText(/Оригінал цього курсу відкликано/).waitFor();
  await page.getByText(version).waitFor();
  await page.goto(`/courses/${copyId}/lessons/${lessonId}`);
  await page.getByText(reason).waitFor();
}
