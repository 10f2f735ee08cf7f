import { describe, expect, it } from 'vitest';
import type { FrozenBlock } from '#contracts/reviews.ts';
import type { StoredBlock } from './blocks.store.ts';
import { changesTo, matched } from './import-match.ts';

const segment = (text: string, revision = 1, sourceRevision?: number) => ({
  ...{ text, revision, by: 'per_1', at: 'then' },
  ...(sourceRevision === undefined ? {} : { sourceRevision }),
});
const stands = (id: string, text: string, more: Partial<StoredBlock> = {}): StoredBlock => ({
  ...{ courseId: 'crs_1', lessonId: 'les_1', id, kind: 'text', place: 'a0', revision: 1, edition: 1 },
  ...{ texts: { uk: segment(text) }, by: 'per_1', at: 'then' },
  ...more,
});
const comes = (id: string, uk: string, en?: string): FrozenBlock => ({
  ...{ id, kind: 'text', ref: null },
  texts: { uk: { text: uk, alt: null }, ...(en === undefined ? {} : { en: { text: en, alt: null } }) },
});
const ids = (standing: StoredBlock[], incoming: FrozenBlock[]) => matched(standing, incoming, 'uk').map(({ id }) => id);

describe('an incoming block', () => {
  const standing = [stands('a', 'Один'), stands('b', 'Два'), stands('c', 'Три')];

  it('goes on with the one that says the same, wherever something was put in or left out', () => {
    expect(ids(standing, [comes('1', 'Новий'), comes('2', 'Один'), comes('3', 'Три')])).toEqual(['1', 'a', 'c']);
  });

  it('goes on with what stood in its place, where it says something else', () => {
    expect(ids(standing, [comes('1', 'Один'), comes('2', 'Два, інакше'), comes('3', 'Три')])).toEqual(['a', 'b', 'c']);
    expect(ids(standing, [comes('1', 'Перший'), comes('2', 'Другий')])).toEqual(['a', 'b']);
  });

  it('goes on with the one of its name first of all', () => {
    expect(ids(standing, [comes('c', 'Один'), comes('2', 'Два')])).toEqual(['c', 'b']);
  });

  it('never becomes one of another kind, nor two become one', () => {
    const picture = stands('p', '', { kind: 'picture', ref: 'mda_1' });
    expect(ids([picture], [comes('1', 'Текст')])).toEqual(['1']);
    const twice = ids([stands('a', '---')], [comes('1', '---'), comes('2', '---')]);
    expect(new Set(twice).size).toBe(2);
  });
});

describe('what makes a block say what was brought', () => {
  const to = { place: 'a0', languages: ['uk', 'en'] as const };

  it('is nothing where it says so already', () => {
    const standing = stands('a', 'Один', { texts: { uk: segment('Один', 3), en: segment('One', 1, 3) } });
    expect(changesTo(standing, comes('a', 'Один', 'One'), to)).toEqual([]);
  });

  it('writes what differs on the revision that stands, translations as up to date', () => {
    const standing = stands('a', 'Один', { texts: { uk: segment('Один', 3), en: segment('One', 1, 3) } });
    expect(changesTo(standing, comes('a', 'Перший', 'One'), to)).toEqual([
      { op: 'write', blockId: 'a', language: 'uk', base: 3, text: 'Перший', alt: null, sourceRevision: null },
      { op: 'write', blockId: 'a', language: 'en', base: 1, text: 'One', alt: null, sourceRevision: 4 },
    ]);
  });

  it('empties a translation that was not brought, and leaves languages the bundle does not have', () => {
    const texts = { uk: segment('Один'), en: segment('One', 1, 1), kk: segment('Бір', 1, 1) };
    expect(changesTo(stands('a', 'Один', { texts }), comes('a', 'Один'), to)).toEqual([
      { op: 'write', blockId: 'a', language: 'en', base: 1, text: '', alt: null, sourceRevision: null },
    ]);
  });

  it('adds a new one and moves one that stands elsewhere', () => {
    expect(changesTo(undefined, comes('a', 'Один'), to).map(({ op }) => op)).toEqual(['add', 'write']);
    expect(changesTo(stands('a', 'Один', { place: 'a5' }), comes('a', 'Один'), to)).toEqual([
      { op: 'place', blockId: 'a', base: 1, place: 'a0' },
    ]);
  });
});
