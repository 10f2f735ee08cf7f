import { expect, it } from 'vitest';
import type { Slide } from '#contracts/film-slides.ts';
import { slideIn } from './slide.ts';

const variant = (type: 'image/avif' | 'image/webp', width: number) => ({
  ...{ sha256: `${type} ${width}`, type, width, height: width / 2, bytes: width },
});
const slide = (variants: Slide['variants']): Slide => ({
  ...{ startMs: 2500, alt: { uk: 'Схема' }, title: {}, key: 'a', variants },
});
const hashesIn = (of: Slide, type: 'image/avif' | 'image/webp') =>
  slideIn(of, type).pictures.map(({ sha256 }) => sha256);

it('a slide comes in one encoding, the widest first; where it was never made in that, in the other', () => {
  const both = slide([variant('image/avif', 640), variant('image/webp', 640), variant('image/avif', 320)]);
  expect(slideIn(both, 'image/avif')).toMatchObject({ startSeconds: 2.5, alt: { uk: 'Схема' }, title: {} });
  expect(hashesIn(both, 'image/avif')).toEqual(['image/avif 640', 'image/avif 320']);
  expect(hashesIn(both, 'image/webp')).toEqual(['image/webp 640']);
  expect(hashesIn(slide([variant('image/webp', 640)]), 'image/avif')).toEqual(['image/webp 640']);
});
