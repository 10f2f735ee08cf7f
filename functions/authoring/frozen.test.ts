import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages, type Language } from '#contracts/common.ts';
import type { FrozenBlock } from '#contracts/reviews.ts';
import { textModel } from '../../web/src/lib/markdown/text-model.ts';
import { blocksOfText, hasLanguage, markdownOf, type Texts } from './frozen.ts';

const idOf = (index: number) => `blk_${index}`;
const pathOf = (mediaId: string) => `${mediaId}.webp`;
const again = (blocks: FrozenBlock[], language: Language, first: Language = 'uk') =>
  markdownOf(blocks, { language, first, pathOf });
const text = (id: string, uk: string): FrozenBlock => ({
  id,
  kind: 'text',
  ref: null,
  texts: { uk: { text: uk, alt: null } },
});
const lines = (markdown: string) => markdown.split('\n').filter(Boolean).sort();

const lessons = new URL('../../content/courses/human-rights/lessons/', import.meta.url);
describe.each(readdirSync(lessons))('the lesson %s', (lesson) => {
  const texts = Object.fromEntries(
    languages.map((language) => [language, readFileSync(new URL(`${lesson}/${language}.md`, lessons), 'utf8')]),
  ) as Required<Texts>;
  const blocks = blocksOfText(texts, languages, idOf);

  it.each(languages)('is the same after it was blocks, in %s', (language) => {
    expect(hasLanguage(blocks, language, 'uk')).toBe(true);
    const made = again(blocks, language);
    expect(lines(made)).toEqual(lines(texts[language]));
    expect(textModel(made)).toEqual(textModel(texts[language]));
  });

  it('has a translation beside each block, of the same kind', () => {
    const kinds = (language: Language) => blocks.map((block) => textModel(block.texts[language]!.text).blocks[0]?.type);
    for (const language of languages) expect(kinds(language)).toEqual(kinds('uk'));
  });

  it('stays the same from then on', () => {
    const made = Object.fromEntries(languages.map((language) => [language, again(blocks, language)]));
    expect(blocksOfText(made, languages, idOf)).toEqual(blocks);
  });
});

describe('blocks of a text', () => {
  it('are its paragraphs, headings, lists, tables and quotations', () => {
    const uk = 'Раз\nдва\n\n## Три\n- а\n\n- б\n\n| в | г |\n|---|---|\n| 1 | 2 |\n\n> [!NOTE]\n> Ґ\n';
    expect(blocksOfText({ uk }, ['uk'], idOf).map((block) => block.texts.uk?.text)).toEqual([
      'Раз\nдва',
      '## Три',
      '- а\n\n- б',
      '| в | г |\n|---|---|\n| 1 | 2 |',
      '> [!NOTE]\n> Ґ',
    ]);
  });

  it('bring the notes they mention, and the last one those nobody mentions', () => {
    const uk = 'Раз[^a]\n\nДва[^a] [тут][x]\n\n[^a]: Див. [^b]\n[^b]: Б\n[^c]: В\n\n[x]: https://a.example\n';
    expect(blocksOfText({ uk }, ['uk'], idOf).map((block) => block.texts.uk?.text)).toEqual([
      'Раз[^a]\n\n[^a]: Див. [^b]\n[^b]: Б',
      'Два[^a] [тут][x]\n\n[^a]: Див. [^b]\n[^b]: Б\n[x]: https://a.example\n[^c]: В',
    ]);
  });

  it('lose nothing where a language has more or fewer pieces', () => {
    const uk = '## А\n\nраз\n\nдва\n\n## Б\n\nтри';
    const en = 'preface\n\n## A\n\none\n\n## B\n\nthree\n\nmore';
    const blocks = blocksOfText({ uk, en }, ['uk', 'en'], idOf);
    expect(blocks.map(({ texts }) => texts.en?.text)).toEqual([
      'preface\n\n## A',
      'one',
      undefined,
      '## B',
      'three\n\nmore',
    ]);
    expect(hasLanguage(blocks, 'en', 'uk')).toBe(false);
  });

  it('are not too many and not too long', () => {
    const uk = Array.from({ length: 1000 }, (_, index) => `р${index}`).join('\n\n');
    const many = blocksOfText({ uk }, ['uk'], idOf);
    expect(many.length).toBeLessThanOrEqual(400);
    expect(lines(again(many, 'uk'))).toEqual(lines(uk));
    const long = blocksOfText({ uk: `${'слово '.repeat(8000)}\n`.repeat(3) }, ['uk'], idOf);
    expect(Math.max(...long.map((block) => block.texts.uk!.text.length))).toBeLessThanOrEqual(40_000);
  });

  it('are none where nothing is written', () => {
    expect(blocksOfText({ uk: ' \n' }, ['uk'], idOf)).toEqual([]);
  });
});

describe('the text of blocks', () => {
  it('keeps apart notes of the same name', () => {
    const blocks = [
      text('a', 'А[^1]\n\n[^1]: перша'),
      text('b', 'Б[^1]\n\n[^1]: друга'),
      text('c', 'В[^1]\n\n[^1]: перша'),
    ];
    expect(again(blocks, 'uk')).toBe('А[^1]\n\nБ[^1-2]\n\nВ[^1]\n\n[^1]: перша\n[^1-2]: друга\n');
  });

  it.each(['```\nкод', '<!-- примітка', '<script>', '~~~~\nкод', '- а\n  ```\n  б'])(
    'lets no block swallow the next: %s',
    (open) => {
      const { blocks } = textModel(again([text('a', open), text('b', 'Наступний')], 'uk'));
      expect(blocks.at(-1)).toEqual({ type: 'paragraph', children: [{ type: 'text', text: 'Наступний' }] });
    },
  );

  it('shows pictures with description and caption, whatever is written there, and files by a link', () => {
    const hostile = 'a "b" [c](javascript:x) \\ \n `d` <e> &amp; *f*';
    const picture: FrozenBlock = {
      id: 'p',
      kind: 'picture',
      ref: 'mda_1',
      texts: { uk: { text: hostile, alt: hostile } },
    };
    const file: FrozenBlock = { id: 'f', kind: 'file', ref: 'mda_2', texts: { uk: { text: 'Бланк', alt: null } } };
    const made = again([picture, file], 'en');
    const shown = { src: 'x', width: 1, height: 1 };
    const flat = hostile.replace(/\s+/g, ' ');
    expect(textModel(made, { 'mda_1.webp': shown }).blocks[0]).toEqual({
      type: 'figure',
      picture: shown,
      alt: flat,
      caption: flat,
    });
    expect(made).toContain('[Бланк](file:mda_2)');
  });
});
