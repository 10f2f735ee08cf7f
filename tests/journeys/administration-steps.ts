/** Steps of those who administer, as journeys share them. */
import type { Locator, Page } from 'playwright-core';

/** The menu at the top of the page. */
export const menu = (page: Page): Locator => page.getByRole('navigation', { name: 'Головне меню', exact: true });

/** Opens the choice of an organisation in a form, finds the organisation in the tree and takes it. */
export async function chooseOrganisation(page: Page, form: Page | Locator, label: string, name: string): Promise<void> {
  await form.getByRole('button', { name: label }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Виберіть організацію' });
  const [step, search] = [dialog.getByRole('button', { name, exact: true }), dialog.getByLabel('Початок назви')];
  await step.or(search).first().waitFor();
  // a short list needs no search
  if (await search.isVisible()) await search.fill(name);
  await step.click();
  await dialog.locator('strong').getByText(name).waitFor();
  await dialog.getByRole('button', { name: 'Вибрати' }).click();
  await dialog.waitFor({ state: 'detached' });
}
