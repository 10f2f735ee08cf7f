/// <reference lib="dom" />
/** `npm run audit`: every page in four languages, two schemes and two widths. Too long for every run of the tests. */
import { beforeAll, describe, it } from 'vitest';
import { languages, type Language } from '#contracts/common.ts';
import { identity } from '#contracts/identity.ts';
import { expectAccessible, expectSound } from '../support/axe.ts';
import { arrive, createWorld, places, show, type World } from './places.ts';

const widths = [320, 1280];

describe.runIf(process.env.KURS_AUDIT).each(languages)('in %s', (language) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld();
    for (const client of Object.values(world.people)) {
      const { revision } = await client.call(identity.me, {});
      await client.call(identity.changeMe, { body: { locale: language, revision } });
    }
  });

  it.each(places)('$name', async (place) => {
    const page = await arrive(world, place);
    await page.evaluate(rememberLanguage, language);
    await show(page, world.school, place);
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

/** Runs in the page: before sign-in the language is the device's. */
const rememberLanguage = (language: Language) => localStorage.setItem('kurs.language', language);
