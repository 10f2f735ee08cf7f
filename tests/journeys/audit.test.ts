/// <reference lib="dom" />
/** `npm run audit`: every page in four languages, two schemes and two widths. Too long for every run of the tests. */
import { beforeAll, describe, it } from 'vitest';
import { languages, type Language } from '#contracts/common.ts';
import { identity } from '#contracts/identity.ts';
import { expectAccessible, expectSound } from '../support/axe.ts';
import type { TestClient } from '../support/stack.ts';
import { createOffice, officePlaces, peoplePlaces } from './office-places.ts';
import { arrive, createWorld, places, show, type Place, type World } from './places.ts';

const widths = [320, 1280];

describe.runIf(process.env.KURS_AUDIT).each(languages)('in %s', (language) => {
  inLanguage(language, places, createWorld);
  inLanguage(language, [...peoplePlaces, ...officePlaces], createOffice);
});

function inLanguage<Ground, Who extends string>(
  language: Language,
  all: readonly Place<Ground, Who>[],
  create: () => Promise<World<Ground, Who>>,
): void {
  describe('pages', () => {
    let world: World<Ground, Who>;

    beforeAll(async () => {
      world = await create();
      for (const client of Object.values<TestClient>(world.people)) {
        const { revision, seeAs } = await client.call(identity.me, {});
        // who looks as somebody else may change nothing
        if (!seeAs) await client.call(identity.changeMe, { body: { locale: language, revision } });
      }
    });

    it.each(all)('$name', async (place) => {
      const page = await arrive(world, { ...place, press: '' });
      await page.evaluate(rememberLanguage, language);
      await show(page, world.ground, place);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 4000 });
        await expectSound(page, String(width));
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await expectAccessible(page, `${width} ${colorScheme}`);
        }
      }
    });
  });
}

/** Runs in the page: before sign-in the language is the device's. */
const rememberLanguage = (language: Language) => localStorage.setItem('kurs.language', language);
