import { generateKeyBetween } from 'fractional-indexing';
import { describe, expect, it } from 'vitest';
import type { StoredBlock } from './blocks.store.ts';
import { copiedBlock, copiedFrozen, picturesIn, type CopyTo } from './lesson-copy.ts';

const to: CopyTo = {
  ...{ courseId: 'crs_2', lessonId: 'les_2', by: 'iryna', at: '2026-11-22T08:00:00.000Z', first: 'uk' },
  idOf: (id) => `copy of ${id}`,
};
const segment = (text: string, revision: number, sourceRevision?: number) => ({
  ...{ text, revision, by: 'olena', at: '2026-01-01T00:00:00.000Z' },
  ...(sourceRevision === undefined ? {} : { sourceRevision }),
});
const block: StoredBlock = {
  ...{ courseId: 'crs_1', lessonId: 'les_1', id: 'blk_1', kind: 'picture', ref: 'mda_1', place: 'a3' },
  ...{ revision: 4, edition: 9, by: 'olena', at: '' },
  texts: { uk: segment('Раз', 5), en: segment('One', 2, 5), kk: segment('Бір', 2, 3) },
};

describe('a copied block', () => {
  it('says the same, under another id, as the copier’s', () => {
    const copy = copiedBlock(block, 'uk', to);
    expect(copy).toMatchObject({
      courseId: 'crs_2',
      lessonId: 'les_2',
      id: 'copy of blk_1',
      ref: 'mda_1',
      place: 'a3',
    });
    expect(copy.texts.uk).toMatchObject({ text: 'Раз', revision: 1, by: 'iryna' });
  });

  it('keeps what is up to date and what is behind', () => {
    const { texts } = copiedBlock(block, 'uk', to);
    expect([texts.en?.sourceRevision, texts.kk?.sourceRevision]).toEqual([1, 0]);
    expect(copiedBlock(block, 'uk', { ...to, first: 'en' }).texts.kk).not.toHaveProperty('sourceRevision');
  });
});

describe('blocks of a released lesson', () => {
  const frozen = [
    { id: 'a', kind: 'text' as const, ref: null, texts: { uk: { text: '![Схема](law/scheme.png)', alt: null } } },
    {
      id: 'b',
      kind: 'text' as const,
      ref: null,
      texts: { uk: { text: 'Два', alt: null }, en: { text: 'Two', alt: null } },
    },
  ];

  it('keep their order', () => {
    const copies = copiedFrozen(frozen, 'uk', to, generateKeyBetween);
    expect(copies.map(({ id, place }) => [id, place])).toEqual([
      ['copy of a', 'a0'],
      ['copy of b', 'a1'],
    ]);
    expect(copies[1]?.texts.en).toMatchObject({ text: 'Two', sourceRevision: 1 });
  });

  it('bring the pictures they name', () => {
    const picture = { sha256: 'f', type: 'image/png', width: 1, height: 1 };
    expect(picturesIn(frozen, { 'law/scheme.png': picture, 'other.png': picture })).toEqual({
      'law/scheme.png': picture,
    });
  });
});
