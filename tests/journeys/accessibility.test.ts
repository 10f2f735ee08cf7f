/// <reference lib="dom" />
/** Pages of learning and teaching for everybody, and what is heard on the way. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { pageOf } from '../support/browser.ts';
import { newLearner } from '../support/school.ts';
import { accessiblePlaces } from './accessible.ts';
import { createWorld, places, show } from './places.ts';

const world = accessiblePlaces(places, createWorld);

/** Where the focus is, the window's title, and what was announced. */
const heard = (page: Page) =>
  page.evaluate(() => ({
    focus: document.activeElement?.closest('h1')?.textContent?.trim(),
    title: document.title,
    said: [...document.querySelectorAll('body > div > [role=status].vh')].map((each) => each.textContent).join(),
  }));

describe('on the way', () => {
  it('each page takes the focus to its heading, names the window and is announced', async () => {
    const { client } = await newLearner(world().ground);
    const page = await pageOf(client);
    await show(
      page,
      world().ground,
      places.find(({ name }) => name === 'home')!,
    );
    const expectHeard = async (title: string) => {
      await page.waitForFunction(
        (text) => document.activeElement?.matches('h1') && document.activeElement.textContent?.trim() === text,
        title,
      );
      expect(await heard(page)).toEqual({ focus: title, title: `${title} – Курс`, said: title });
    };
    await page.getByRole('link', { name: 'Курси', exact: true }).first().click();
    await expectHeard('Курси');
    // other files' courses bear the same name
    const course = page.locator(`[href="${world().ground.coursePath}"]`);
    await page.getByRole('link', { name: 'Права людини' }).and(course).click();
    await expectHeard('Права людини');
    await page.getByRole('link', { name: '1. Право' }).click();
    await expectHeard('Право');
    await page.goBack();
    await expectHeard('Права людини');
  });

  it('the first stop of the keyboard leads past the menu', async () => {
    const page = await pageOf(world().people.learner);
    await show(
      page,
      world().ground,
      places.find(({ name }) => name === 'courses')!,
    );
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Перейти до змісту' });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    expect(await skip.evaluate((link) => link.getBoundingClientRect().top >= 0)).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'main');
    await page.keyboard.press('Tab');
    const find = page.getByRole('searchbox', { name: 'Пошук за назвою, темою чи закладом' });
    expect(await find.evaluate((field) => field === document.activeElement)).toBe(true);
  });
});
