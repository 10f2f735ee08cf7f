import type { DraftBlock } from '#contracts/blocks.ts';
import { describe, expect, it } from 'vitest';
import { newsOf } from '../../lib/editor/saving/news.ts';
import { placeOf } from '../../lib/editor/saving/save-place.ts';
import { textModel } from '../../lib/markdown/text-model.ts';
import { noteOf, partsOf } from './note-text.ts';
import { grouped } from './problems.ts';
import { previewOf } from './preview.ts';
import { keysText } from './shortcuts.ts';

const by = { id: 'per_1', givenName: 'Оля', familyName: 'Коваль' };
const segment = (text: string, alt: string | null = null) => ({
  text,
  alt,
  revision: 1,
  sourceRevision: null,
  by,
  at: '2026-11-22T08:52:00.000Z',
});
const block = (id: string, place: string, more: Partial<DraftBlock>): DraftBlock => ({
  id,
  kind: 'text',
  ref: null,
  place,
  revision: 1,
  texts: {},
  ...more,
});

describe('a preview', () => {
  const blocks = [
    block('b', 'a1', { kind: 'picture', ref: 'mda_1', texts: { uk: segment('Підпис "тут"', 'Схема [1]') } }),
    block('a', 'a0', { texts: { uk: segment('Перше'), en: segment('First') } }),
    block('c', 'a2', { kind: 'file', ref: 'mda_2', texts: { uk: segment('Бланк') } }),
  ];
  const show = (language: 'uk' | 'en' | 'kk') => previewOf(blocks, language, 'uk', (id) => `/p/${id}`);

  it('stands in the order of places, with its pictures', () => {
    const { text, pictures, language } = show('uk');
    expect(language).toBe('uk');
    const model = textModel(text, pictures);
    expect(model.blocks[0]).toMatchObject({ type: 'paragraph' });
    expect(model.blocks[1]).toMatchObject({ type: 'figure', alt: 'Схема [1]', caption: 'Підпис "тут"' });
  });

  it('falls back to the first language until every text is translated, as a release does', () => {
    expect(show('en')).toMatchObject({ language: 'en', missing: 0 });
    expect(show('kk')).toMatchObject({ language: 'uk', missing: 1 });
    const more = [...blocks, block('d', 'a3', { texts: { uk: segment('Друге') } })];
    expect(previewOf(more, 'en', 'uk', () => '')).toMatchObject({ language: 'uk', missing: 1 });
  });
});

describe('where the work is', () => {
  const work = { state: 'clean', keptAt: 1, isKept: true, conflicts: [], refused: new Map(), overlong: [] } as const;
  it('is at the academy only once everything is', () => {
    expect(placeOf(work)).toBe('academy');
    expect(placeOf({ ...work, state: 'waiting' })).toBe('sending');
    expect(placeOf({ ...work, conflicts: [1] })).toBe('device');
    expect(placeOf({ ...work, state: 'offline' })).toBe('device');
    expect(placeOf({ ...work, state: 'offline', isKept: false })).toBe('saving');
    expect(placeOf({ ...work, state: 'offline', keptAt: undefined, isKept: false })).toBe('failed');
    expect(placeOf({ ...work, state: 'refused' })).toBe('failed');
  });
});

describe('a note', () => {
  it('is parted into words and source, and put together again', () => {
    const note = 'КПК України, ст. 237. [Джерело](https://zakon.rada.gov.ua/laws/show/4651-17)';
    const { text, source, word } = partsOf(note);
    expect({ text, source }).toEqual({
      text: 'КПК України, ст. 237.',
      source: 'https://zakon.rada.gov.ua/laws/show/4651-17',
    });
    expect(noteOf({ text, source }, word ?? '')).toBe(note);
    expect(noteOf({ text: 'Лише слова\n\nі ще', source: '' }, 'x')).toBe('Лише слова\nі ще');
  });
});

describe('what is missing', () => {
  it('is one line for each kind and language, the open one first', () => {
    const problem = {
      code: 'textMissing',
      blocks: false,
      lessonId: 'les_1',
      blockId: 'blk_1',
      language: 'en',
    } as const;
    const lines = grouped(
      [
        problem,
        { ...problem, blockId: 'blk_2' },
        { ...problem, language: 'uk' },
        { ...problem, code: 'altMissing', blocks: true },
      ],
      'uk',
    );
    expect(lines.map(({ code, language, count }) => [code, language, count])).toEqual([
      ['altMissing', 'en', 1],
      ['textMissing', 'uk', 1],
      ['textMissing', 'en', 2],
    ]);
  });
});

describe('small words', () => {
  it('keys are called as on this machine', () => {
    expect(keysText('Mod-Alt-2', 'Win32')).toBe('Ctrl + Alt + 2');
    expect(keysText('Mod-Shift-z', 'MacIntel')).toBe('⌘ ⇧ Z');
  });
  it('news name others, each once', () => {
    const other = { id: 'per_2', givenName: 'Ірина', familyName: 'Мельник' };
    expect(newsOf([{ by, blockId: 'a' }], by.id)).toBeUndefined();
    expect(
      newsOf(
        [
          { by: other, blockId: 'a' },
          { by: other, blockId: 'b' },
        ],
        by.id,
        5,
      ),
    ).toEqual({ names: 'Ірина Мельник', at: 5 });
  });
});
