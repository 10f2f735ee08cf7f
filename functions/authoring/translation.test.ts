import { describe, expect, it } from 'vitest';
import type { Language } from '#contracts/common.ts';
import type { StoredBlock } from './blocks.store.ts';
import { formerSource } from './former-source.ts';
import { progressIn } from './translation.ts';

type Said = [text: string, revision: number, sourceRevision?: number];
const block = (texts: Partial<Record<Language, Said>>): StoredBlock =>
  ({
    id: 'blk_1',
    texts: Object.fromEntries(
      Object.entries(texts).map(([language, [text, revision, sourceRevision]]) => [
        language,
        { text, revision, ...(sourceRevision === undefined ? {} : { sourceRevision }) },
      ]),
    ),
  }) as unknown as StoredBlock;

describe('how far a lesson is', () => {
  it('counts texts and words by language: translated, out of date, left', () => {
    const blocks = [
      block({ uk: ['Один текст', 2], en: ['One text', 1, 2], kk: ['Бір мәтін', 1, 1] }),
      block({ uk: ['Ще три слова', 1], en: ['Three more words', 1] }),
      block({ uk: ['Без перекладу', 1], en: [' ', 3, 1] }),
      block({ uk: ['', 4], en: ['без оригіналу', 1, 1] }),
    ];
    expect(progressIn(blocks, ['uk', 'en', 'kk'])).toEqual({
      // of what came from elsewhere nobody knows whether it is behind
      en: { total: 3, done: 2, stale: 0, words: 7, wordsLeft: 2 },
      kk: { total: 3, done: 1, stale: 1, words: 7, wordsLeft: 5 },
    });
    expect(progressIn([], ['uk', 'en'])).toEqual({ en: { total: 0, done: 0, stale: 0, words: 0, wordsLeft: 0 } });
    expect(progressIn(blocks, ['uk'])).toEqual({});
  });
});

describe('a source that changes', () => {
  const translated = block({ uk: ['Було', 3], en: ['It was', 1, 3], kk: ['Болды', 1, 2] });

  it('is kept where somebody has translated that very text', () => {
    expect(formerSource(translated, 'uk', 'uk')).toEqual([{ blockId: 'blk_1', revision: 3, text: 'Було' }]);
  });
  it('is not where nobody has, and a translation never is', () => {
    expect(formerSource(block({ uk: ['Було', 4], en: ['It was', 3, 3] }), 'uk', 'uk')).toEqual([]);
    expect(formerSource(block({ uk: ['Було', 4] }), 'uk', 'uk')).toEqual([]);
    expect(formerSource(translated, 'en', 'uk')).toEqual([]);
  });
});
