import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lookAtFilm } from './look-at-film.ts';

const clip = new Blob([readFileSync(new URL('../../../../tests/support/clip.mp4', import.meta.url))]);
const about = { freeBytes: null, playedLength: async () => undefined };

describe('before a film is sent', () => {
  it('its length is known', async () => {
    expect(await lookAtFilm(clip, about)).toEqual({ length: 6, fault: undefined });
  });

  it('what is none, or finds no room, is refused', async () => {
    expect(await lookAtFilm(new Blob(['text']), about)).toEqual({ length: undefined, fault: 'notVideo' });
    expect((await lookAtFilm(new Blob([]), about)).fault).toBe('empty');
    expect((await lookAtFilm(clip, { ...about, freeBytes: 1000 })).fault).toBe('noRoom');
    expect((await lookAtFilm(clip.slice(0, 900), about)).fault).toBe('truncated');
  });

  it('one of more than four gigabytes is refused by its size', async () => {
    // a box without an end behind the clip: as large as the file says
    const head = new Blob([clip, new Uint8Array(4), 'free']);
    const huge = { size: 5 * 1024 ** 3, slice: (start: number, end: number) => head.slice(start, end) };
    expect((await lookAtFilm(huge as Blob, about)).fault).toBe('tooLarge');
  });
});
