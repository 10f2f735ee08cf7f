import { describe, expect, it } from 'vitest';
import { cornerBeside } from './place-beside.ts';

const view = { width: 390, height: 800 };
const box = { width: 350, height: 200 };
const words = (left: number, top: number) => ({ left, top, width: 60, height: 20 });

describe('a box beside words', () => {
  it('stands below them, above where there is no room, and never outside', () => {
    expect(cornerBeside(words(20, 100), box, view)).toEqual({ left: 20, top: 126 });
    expect(cornerBeside(words(300, 700), box, view)).toEqual({ left: 24, top: 494 });
    expect(cornerBeside(words(20, 100), { width: 350, height: 700 }, view)).toEqual({ left: 20, top: 84 });
  });
});
