/** What every page owes to everybody: axe in both schemes and with longer words, a narrow window. */
import { beforeAll, describe, it } from 'vitest';
import { expectAccessible, expectSound } from '../support/axe.ts';
import { arrive, lengthen, pageFor, show, type Place, type World } from './places.ts';

/** tall: bars that stick cover nothing */
const wide = { width: 1280, height: 4000 };
const narrow = { width: 320, height: 4000 };

/** Tests for each place; answers the way to the world they stand in. */
export function accessiblePlaces<Ground, Who extends string>(
  places: readonly Place<Ground, Who>[],
  create: () => Promise<World<Ground, Who>>,
): () => World<Ground, Who> {
  let world: World<Ground, Who>;
  beforeAll(async () => void (world = await create()));

  describe.each(places)('$name', (place) => {
    it('is accessible in Ukrainian, light and dark, and fits 320 pixels', async () => {
      const page = await arrive(world, place, { viewport: wide });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page, `${place.name}, ${colorScheme}`);
      }
      await expectSound(page, 'wide');
      await page.setViewportSize(narrow);
      await expectSound(page, 'narrow');
    });

    it('is accessible and fits 320 pixels with words 40 % longer', async () => {
      const page = await pageFor(world, place, { viewport: narrow });
      await lengthen(page);
      await show(page, world.ground, place);
      await expectSound(page, 'narrow, long');
      await expectAccessible(page, `${place.name}, narrow, long`);
    });
  });
  return () => world;
}
