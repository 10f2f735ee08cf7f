import { describe, expect, it } from 'vitest';
import type { Localised } from '#contracts/common.ts';
import { behind, continued, courseBehind, courseMadeFrom, madeFrom, type Line } from './made-from.ts';

/** The line after a change, as it would be kept. */
const change = (before: Line | undefined, text: Localised, said?: Localised): Line => ({
  text,
  madeFrom: madeFrom(before, text, 'uk', said),
});

describe('a translated title', () => {
  const fresh = change(undefined, { uk: 'Слід', kk: 'Із', en: 'Trace' });

  it('was made from what stands beside it, and is behind once that says something else', () => {
    expect(fresh.madeFrom).toEqual({ kk: 'Слід', en: 'Слід' });
    expect(behind(fresh, 'uk')).toBeUndefined();
    const renamed = change(fresh, { uk: 'Докази', kk: 'Із', en: 'Trace' });
    expect(behind(renamed, 'uk')).toEqual({ kk: 'Слід', en: 'Слід' });
    const caughtUp = change(renamed, { uk: 'Докази', kk: 'Дәлелдемелер', en: 'Trace' });
    expect(behind(caughtUp, 'uk')).toEqual({ en: 'Слід' });
    // the source says again what it said
    expect(behind(change(renamed, fresh.text), 'uk')).toBeUndefined();
  });
  it('that is still right gives up its flag and keeps its words', () => {
    const renamed = change(fresh, { ...fresh.text, uk: 'Сліди' });
    const right = change(renamed, renamed.text, { kk: 'Сліди' });
    expect(behind(right, 'uk')).toEqual({ en: 'Слід' });
  });
  it('made from an older source is behind from the first', () => {
    const late = change({ text: { uk: 'Докази' } }, { uk: 'Докази', kk: 'Із' }, { kk: 'Слід' });
    expect(behind(late, 'uk')).toEqual({ kk: 'Слід' });
  });
  it('of which nobody knows what it was made from is not behind, whatever the source becomes', () => {
    const old: Line = { text: { uk: 'Слід', kk: 'Із' } };
    expect(madeFrom(old, { uk: 'Докази', kk: 'Із' }, 'uk')).toBeUndefined();
    expect(behind({ text: { uk: 'Докази', kk: 'Із' } }, 'uk')).toBeUndefined();
  });
  it('that was taken away is forgotten', () => {
    expect(madeFrom(fresh, { uk: 'Слід' }, 'uk', { kk: 'Слід' })).toBeUndefined();
  });
});

describe('outcomes', () => {
  const uk = (...texts: string[]) => texts.map((text) => ({ uk: text }));

  it('go on with the line that says the same, else with the one in their place', () => {
    expect(continued(uk('А', 'Б', 'В'), uk('В', 'А', 'Нове', 'Ще'), 'uk')).toEqual([2, 0, undefined, undefined]);
    expect(continued(uk('А', 'Б'), uk('А', 'Бе'), 'uk')).toEqual([0, 1]);
    const translated = [{ uk: 'А', en: 'A' }, { uk: 'Б' }];
    expect(continued(translated, [{ uk: 'Б!' }, { uk: 'А!', en: 'A' }], 'uk')).toEqual([undefined, 0]);
  });

  it('stay behind when the list is put into another order', () => {
    const words = {
      title: { uk: 'Курс' },
      outcomes: [
        { uk: 'А', en: 'A' },
        { uk: 'Б', en: 'B' },
      ],
    };
    const made = courseMadeFrom(undefined, words, 'uk');
    expect(made).toEqual({ outcomes: [{ en: 'А' }, { en: 'Б' }] });
    const changed = {
      ...words,
      outcomes: [
        { uk: 'А', en: 'A' },
        { uk: 'Бе', en: 'B' },
      ],
    };
    const after = courseMadeFrom({ ...words, madeFrom: made }, changed, 'uk');
    const turned = { ...changed, outcomes: changed.outcomes.toReversed() };
    const last = { ...turned, madeFrom: courseMadeFrom({ ...changed, madeFrom: after }, turned, 'uk') };
    expect(courseBehind(last, 'uk')).toEqual({ outcomes: [{ en: 'Б' }, {}] });
  });
});

it('a course whose words nobody translated says nothing of it', () => {
  expect(courseMadeFrom(undefined, { title: { uk: 'Курс' }, outcomes: [{ uk: 'А' }] }, 'uk')).toBeUndefined();
  expect(courseBehind({ title: { uk: 'Курс' }, outcomes: [] }, 'uk')).toBeUndefined();
});
