import { describe, expect, it } from 'vitest';
import { checkSize, widthsOf } from './picture-size.ts';

describe('sizes of a picture', () => {
  it('a phone’s picture is taken, one of 100 megapixels or with several frames is not', () => {
    expect(() => checkSize({ width: 8160, height: 6120, frames: 1 })).not.toThrow();
    expect(() => checkSize({ width: 10_000, height: 10_000, frames: 1 })).toThrow('mediaTooLarge');
    expect(() => checkSize({ width: 65_535, height: 65_535, frames: 1 })).toThrow('mediaTooLarge');
    expect(() => checkSize({ width: 10, height: 10, frames: 2 })).toThrow('mediaTypeRefused');
  });
  it('it is kept in its own width and in clearly smaller ones, never larger', () => {
    expect(widthsOf(1600)).toEqual([1600, 1024, 640, 320]);
    expect(widthsOf(1100)).toEqual([1100, 640, 320]);
    expect(widthsOf(660)).toEqual([660, 320]);
    expect(widthsOf(1)).toEqual([1]);
  });
});
