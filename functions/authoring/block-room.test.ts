import { generateKeyBetween } from 'fractional-indexing';
import { describe, expect, it } from 'vitest';
import { blocksMax, isPlace, lessonBytesMax, placeMax, type BlockChange } from '#contracts/blocks.ts';
import { freePlace, inOrder, mayPut, needsRoom, requireRoom } from './block-room.ts';
import type { StoredBlock } from './blocks.store.ts';

const block = (id: string, text = ''): StoredBlock => ({
  ...{ courseId: 'crs_1', lessonId: 'les_1', id, kind: 'text', place: 'a0', revision: 1, edition: 1, by: 'p', at: '' },
  texts: { uk: { text, revision: 1, by: 'p', at: '' } },
});
const add = (blockId: string): BlockChange => ({ op: 'add', blockId, kind: 'text', ref: null, place: 'a1' });
const write = (blockId: string, text: string): BlockChange => ({
  ...{ op: 'write', blockId, language: 'uk', base: 1, text, alt: null, sourceRevision: null },
});

describe('a lesson', () => {
  const full = Array.from({ length: blocksMax }, (_, index) => block(`b${index}`));

  it('that is full takes no block more, but those it has again', () => {
    expect(() => requireRoom(full, [add('more')])).toThrow('lessonFull');
    expect(() => requireRoom(full, [add('b1'), write('b2', 'слово')])).not.toThrow();
    expect(() => requireRoom(full.slice(1), [add('more')])).not.toThrow();
  });

  it('holds so much text and no more; making it shorter is always possible', () => {
    const long = 'ї'.repeat(lessonBytesMax / 4);
    const heavy = [block('a', long), block('b', long)];
    expect(() => requireRoom(heavy, [write('c', 'слово')])).toThrow('lessonFull');
    expect(() => requireRoom([...heavy, block('c')], [write('a', 'ї')])).not.toThrow();
  });

  it('is looked at as a whole only where it could become fuller', () => {
    expect(needsRoom([write('a', 'слово')])).toBe(false);
    expect(needsRoom([write('a', 'слово '.repeat(500))])).toBe(true);
    expect(needsRoom([add('a')])).toBe(true);
  });
});

describe('places', () => {
  it('are those that have room beside them', () => {
    let place = generateKeyBetween(null, null);
    const made = Array.from({ length: 500 }, (_, index) => {
      place = index % 3 ? generateKeyBetween(null, place) : generateKeyBetween(place, null);
      return place;
    });
    expect(made.filter((each) => !isPlace(each))).toEqual([]);
    for (const bad of ['', '0', 'a', 'b0', 'a10', 'A0', `A${'0'.repeat(26)}`, 'zz', '9a'])
      expect([bad, isPlace(bad)]).toEqual([bad, false]);
  });

  it('asked for by two lie side by side', () => {
    expect(freePlace('a1', ['a0', 'a2'], generateKeyBetween)).toBe('a1');
    const beside = freePlace('a1', ['a0', 'a1', 'a2'], generateKeyBetween);
    expect('a1' < beside && beside < 'a2').toBe(true);
    expect(freePlace('a1', ['a1'], generateKeyBetween) > 'a1').toBe(true);
  });

  it('never grow beyond what a place may be: then two stand at one, told apart by id', () => {
    const long = `a0${'V'.repeat(placeMax - 2)}`;
    const next = `${long.slice(0, -1)}W`;
    expect(generateKeyBetween(long, next).length).toBeGreaterThan(placeMax);
    expect(freePlace(long, [long, next], generateKeyBetween)).toBe(long);
  });

  it('that are the same are told apart by id', () => {
    const given = [
      { id: 'b', place: 'a1' },
      { id: 'a', place: 'a1' },
      { id: 'c', place: 'Zz' },
    ];
    expect(inOrder(given).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });
});

it('a picture may be put into a text by who uses pictures there, unless it is bad or taken back', () => {
  const author = [{ organisationId: 'academy', roles: ['instructor' as const] }];
  const path = ['root', 'academy'];
  expect(mayPut(author, { state: 'processing' }, path)).toBe(true);
  expect(mayPut(author, { state: 'failed' }, path)).toBe(false);
  expect(mayPut(author, { state: 'ready', removedAt: 'then' }, path)).toBe(false);
  expect(mayPut(author, { state: 'ready' }, ['root', 'other'])).toBe(false);
  expect(mayPut(author, { state: 'ready' }, [])).toBe(false);
});
