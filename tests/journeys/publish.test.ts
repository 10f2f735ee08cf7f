/// <reference lib="dom" />
/** An academy's first course: three lessons and a lecture, from an empty list to a learner – and how many clicks that takes. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { pageOf } from '../support/browser.ts';
import { newReviewer, waitsForReview } from '../support/reviews.ts';
import { createAcademyTree, signIn } from '../support/stack.ts';
import { submitForReview, wide } from '../support/writing-steps.ts';

const file = (name: string) => fileURLToPath(new URL(`../support/${name}`, import.meta.url));

interface Effort {
  clicks: number;
  fields: number;
  pages: number;
}

/** Counts what the hand does: presses of the mouse, fields that are filled, addresses that come up. */
async function counted(page: Page): Promise<() => Promise<Effort>> {
  let clicks = 0;
  const fields = new Set<string>();
  const pages = new Set<string>();
  await page.exposeFunction('pressed', () => void (clicks += 1));
  await page.exposeFunction('filled', (field: string) => void fields.add(field));
  await page.addInitScript(() => {
    const { pressed, filled } = window as unknown as { pressed(): void; filled(field: string): void };
    // a label presses its field too, and Enter its button: only the hand is counted
    addEventListener('click', (event) => event.isTrusted && event.detail > 0 && pressed(), true);
    addEventListener(
      'change',
      ({ target }) => {
        if (!(target instanceof HTMLInputElement) || target.type !== 'file') return;
        filled(`file ${target.accept}`);
        // the button that was pressed for it: a test hands the file over without
        pressed();
      },
      true,
    );
    addEventListener(
      'input',
      ({ target }) => {
        if (!(target instanceof HTMLElement) || (target instanceof HTMLInputElement && target.type !== 'text')) return;
        const name = target.isContentEditable ? `text ${location.pathname}` : `${location.pathname} ${target.id}`;
        filled(name);
      },
      true,
    );
  });
  page.on('framenavigated', (frame) => frame === page.mainFrame() && pages.add(new URL(frame.url()).pathname));
  return () => Promise.resolve({ clicks, fields: fields.size, pages: pages.size });
}

/** An empty lesson opens ready to be written. */
async function write(page: Page, text: string): Promise<void> {
  await page.locator('.edit:focus').waitFor();
  await page.keyboard.type(text);
  await page.getByText('Збережено у закладі').first().waitFor();
}

it('three lessons with a lecture are written, reviewed and read', async () => {
  const tree = await createAcademyTree();
  const reviewer = await newReviewer(tree.academyId);
  const page = await pageOf(await signIn(tree.instructor.login), wide);
  const effort = await counted(page);
  await page.goto('/');

  await page.getByRole('link', { name: 'Розробка' }).first().click();
  await page.getByRole('button', { name: 'Новий курс' }).first().click();
  await page.getByRole('dialog', { name: 'Новий курс' }).waitFor();
  await page.keyboard.type('Перша допомога');
  await page.keyboard.press('Enter');
  await page.getByLabel('Назва першого заняття').waitFor();
  for (const title of ['Безпека', 'Кровотеча', 'Дихання']) {
    await page.keyboard.type(title);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: title }).waitFor();
  }

  await page.getByRole('link', { name: 'Безпека' }).click();
  await write(page, 'Спершу переконайтеся, що вам нічого не загрожує.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/відео');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').first().setInputFiles(file('clip.mp4'));
  await dialog.getByText(/clip\.mp4, .*0:06/).waitFor();
  await dialog.locator('input[type=file]').nth(1).setInputFiles(file('clip.uk.vtt'));
  await dialog.getByRole('button', { name: 'Надіслати й додати' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page
    .getByRole('region', { name: 'Відеолекції заняття' })
    .getByText(/Субтитри: Українська/)
    .waitFor();
  for (const title of ['Кровотеча', 'Дихання']) {
    await page.getByRole('link', { name: title }).first().click();
    await page.getByRole('heading', { name: title }).first().waitFor();
    await write(page, `Що робити в перші хвилини: ${title.toLowerCase()}.`);
  }
  await page.getByRole('link', { name: 'До курсу' }).first().click();
  await submitForReview(page, { summary: 'Що зробити до приїзду лікарів.' });
  const author = await effort();
  await waitsForReview(reviewer.client, tree.academyId, /crs_\w+/.exec(page.url())![0]);

  const desk = await pageOf(reviewer.client, wide);
  const review = await counted(desk);
  await desk.goto('/');
  await desk.getByRole('link', { name: 'Рецензії' }).first().click();
  await desk.getByRole('link', { name: 'Перша допомога' }).click();
  await desk.getByRole('button', { name: 'Погодити' }).first().click();
  const approving = desk.getByRole('dialog');
  await approving.getByRole('button', { name: 'Погодити' }).click();
  await approving.waitFor({ state: 'detached' });
  const release = await review();

  const learner = await pageOf(await signIn(tree.learner.login), wide);
  await learner.goto('/courses');
  await learner.getByRole('link', { name: 'Перша допомога' }).click();
  await learner.getByRole('heading', { level: 1, name: 'Перша допомога' }).waitFor();
  // as the README's table says
  expect(author).toEqual({ clicks: 11, fields: 9, pages: 6 });
  expect(release).toEqual({ clicks: 4, fields: 0, pages: 3 });
});
