import { expect, test } from 'vitest';
import type { PictureVariant } from '#contracts/media.ts';
import { draftSources, mediaSources } from './picture-sources.ts';

const variant = (type: PictureVariant['type'], width: number): PictureVariant => ({
  ...{ type, width, height: 1, bytes: 1 },
  sha256: `${type.slice(6)}${width}`,
});

test('a picture of the library comes in each width, AVIF where the browser takes it', () => {
  const variants = [640, 320].flatMap((width) => [variant('image/avif', width), variant('image/webp', width)]);
  expect(mediaSources({ id: 'mda_1', variants })).toEqual({
    src: '/api/media/mda_1/pictures/webp640',
    srcset: '/api/media/mda_1/pictures/webp640 640w, /api/media/mda_1/pictures/webp320 320w',
    avif: '/api/media/mda_1/pictures/avif640 640w, /api/media/mda_1/pictures/avif320 320w',
  });
});

test('a picture of a draft is asked for by width', () => {
  expect(draftSources('/api/authoring/courses/c/pictures/m').src).toBe(
    '/api/authoring/courses/c/pictures/m?width=1024',
  );
  expect(draftSources('/x?language=uk').srcset).toContain('/x?language=uk&width=320 320w');
});
