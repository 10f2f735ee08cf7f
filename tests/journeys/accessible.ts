/// <reference lib="dom" />
/** What every page owes to everybody: axe in both schemes and with longer words, a narrow window. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectAccessible, expectReadable, expectSound } from '../support/axe.ts';
import { show, type Place, type World } from './places.ts';
import { Windows } from './windows.ts';

const wide = { width: 1280, height: 4000 };
const narrow = { width: 320, height: 4000 };

/** As tall as the page is: bars that stick cover nothing. */
async function unroll(page: Page, { width, height }: { width: number; height: number }): Promise<void> {
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  if (whole > height) await page.setViewportSize({ width, height: whole });
}

/** Tests for each place; answers the way to the world they stand in. */
export function accessiblePlaces<Ground, Who extends string>(
  places: readonly Place<Ground, Who>[],
  create: () => Promise<World<Ground, Who>>,
): () => World<Ground, Who> {
  let world: World<Ground, Who>;
  const windows = new Windows<Who>((who) => world.people[who]);
  beforeAll(async () => void (world = await create()));
  afterAll(() => windows.close());

  describe.each(places)('$name', (place) => {
    it('is accessible in Ukrainian, light and dark, and fits 320 pixels', async () => {
      const page = await windows.of(place);
      await page.setViewportSize(wide);
      await page.emulateMedia({ colorScheme: 'light' });
      await show(page, world.ground, place);
      await unroll(page, wide);
      await expectAccessible(page, `${place.name}, light`);
      await page.emulateMedia({ colorScheme: 'dark' });
      await expectReadable(page, `${place.name}, dark`);
      await expectSound(page, 'wide');
      await page.setViewportSize(narrow);
      await expectSound(page, 'narrow');
    });

    it('is accessible and fits 320 pixels with words 40 % longer', async () => {
      const page = await windows.of(place, 'long');
      await page.setViewportSize(narrow);
      await show(page, world.ground, place);
      await expectSound(page, 'narrow, long');
      await unroll(page, narrow);
      await expectAccessible(page, `${place.name}, narrow, long`);
    });
  });
  return () => world;
}
