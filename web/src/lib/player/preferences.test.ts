import { describe, expect, it } from 'vitest';
import { nextRate, readPreferences } from './preferences.ts';

const usual = { captions: true, rate: 1, volume: 1, muted: false, level: 'auto' };

describe('readPreferences', () => {
  it.each([null, '', 'x', '[]', 'null', '{"rate":9,"volume":7,"level":"x","captions":1}'])(
    'falls back for %j',
    (text) => {
      expect(readPreferences(text)).toEqual(usual);
    },
  );

  it('takes what fits', () => {
    const kept = { captions: false, rate: 1.5, volume: 0.4, muted: true, level: 360 };
    expect(readPreferences(JSON.stringify(kept))).toEqual(kept);
  });
});

it('steps through the speeds and stops at both ends', () => {
  expect([nextRate(1, 1), nextRate(2, 1), nextRate(0.75, -1), nextRate(1, -1)]).toEqual([1.25, 2, 0.75, 0.75]);
});
