import { describe, expect, it } from 'vitest';
import { heightOf, levelOf, nextRate, readPreferences } from './preferences.ts';

const usual = {
  ...{ captions: true, captionSize: 'normal', captionGround: 'solid' },
  ...{ rate: 1, volume: 1, muted: false, level: null, slides: false, hints: true },
};

describe('readPreferences', () => {
  it.each([
    ...[null, '', 'x', '[]', 'null'],
    '{"rate":9,"volume":7,"level":"x","captions":1,"captionSize":"vast","captionGround":7}',
  ])('falls back for %j', (text) => {
    expect(readPreferences(text)).toEqual(usual);
  });

  it('takes what fits', () => {
    const kept = {
      ...{ captions: false, captionSize: 'huge', captionGround: 'shadow' },
      ...{ rate: 1.5, volume: 0.4, muted: true, level: 360, slides: true, hints: false },
    };
    expect(readPreferences(JSON.stringify(kept))).toEqual(kept);
    expect(readPreferences('{"level":"save"}').level).toBe('save');
  });
});

describe('what plays', () => {
  it('is little where the device saves data, until the learner says otherwise', () => {
    expect(levelOf({ level: null }, true)).toBe('save');
    expect(levelOf({ level: null }, false)).toBe('auto');
    expect(levelOf({ level: 'auto' }, true)).toBe('auto');
    expect(levelOf({ level: 720 }, true)).toBe(720);
    expect(levelOf({ level: 'save' }, false)).toBe('save');
  });

  it('is a height there is', () => {
    expect(heightOf('save', [240, 360])).toBe(240);
    expect(heightOf('save', [])).toBeNull();
    expect(heightOf(360, [240, 360])).toBe(360);
    expect(heightOf(1080, [240, 360])).toBeNull();
    expect(heightOf('auto', [240])).toBeNull();
  });
});

it('steps through the speeds and stops at both ends', () => {
  expect([nextRate(1, 1), nextRate(2, 1), nextRate(0.75, -1), nextRate(1, -1)]).toEqual([1.25, 2, 0.75, 0.75]);
});
