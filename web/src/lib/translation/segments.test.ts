import { describe, expect, it } from 'vitest';
import type { DraftBlock, Segment } from '#contracts/blocks.ts';
import type { Draft } from '#contracts/authoring.ts';
import type { Term } from '#contracts/norms.ts';
import { savedBlock, type DocBlock } from '../editor/lesson-blocks.ts';
import { stillRight } from '../editor/still-right.ts';
import { hinter } from './hints.ts';
import { lacksOf } from './marks.ts';
import { progressOf, standingOf, sumOf, titlesProgress } from './progress.ts';
import { countStates, fits, nextToDo, rowsOf } from './segments.ts';
import { behindIn, TitleBook, titleIds, titleIn, withText } from './titles.ts';

const by = { id: 'per_1', givenName: 'Оля', familyName: 'Коваль' };
const said = (text: string, revision: number, sourceRevision: number | null = null): Segment => ({
  ...{ text, alt: null, revision, sourceRevision, by, at: '2026-11-22T08:52:00.000Z' },
});
const block = (id: string, texts: DraftBlock['texts']): DraftBlock => ({
  ...{ id, kind: 'text', ref: null, place: `a${id}`, revision: 1, texts },
});
const blocks = [
  block('1', { uk: said('Один', 2), kk: said('Бір', 1, 2) }),
  block('2', { uk: said('Два і ще', 3), kk: said('Екі', 1, 2) }),
  block('3', { uk: said('Три', 1) }),
  block('4', { kk: said('без оригіналу', 1, 1) }),
];
const rows = (typed: Record<string, string> = {}) => {
  const here = blocks.map((each): DocBlock => {
    const saved = savedBlock(each, 'kk');
    return { ...saved, text: typed[each.id] ?? saved.text };
  });
  return rowsOf(blocks, new Map(here.map((each) => [each.id, each])), { source: 'uk', language: 'kk' });
};
const states = (typed?: Record<string, string>) => rows(typed).map(({ block: { id }, state }) => `${id} ${state}`);

describe('texts of a lesson beside their translation', () => {
  it('are done, out of date or missing; what has no source is none', () => {
    expect(states()).toEqual(['1 done', '2 stale', '3 missing']);
    expect(countStates(rows())).toEqual({ done: 1, stale: 1, missing: 1 });
  });
  it('count as they stand here, before they are saved', () => {
    expect(states({ 2: 'Екі және тағы', 3: 'Үш' })).toEqual(['1 done', '2 done', '3 done']);
    expect(states({ 1: '' })).toEqual(['1 missing', '2 stale', '3 missing']);
    expect(progressOf(rows())).toEqual({ total: 3, done: 2, stale: 1, words: 5, wordsLeft: 1 });
  });
  it('are gone through from where one is, round to the beginning', () => {
    expect([nextToDo(rows(), undefined), nextToDo(rows(), '2'), nextToDo(rows(), '3')]).toEqual(['2', '3', '2']);
    expect(nextToDo(rows({ 2: 'Екі!', 3: 'Үш' }), '3')).toBeUndefined();
  });
  it('are filtered by what is to be done', () => {
    const found = (filter: 'all' | 'todo' | 'stale') =>
      rows().flatMap((row) => (fits(row, filter) ? row.block.id : []));
    expect([found('all'), found('todo'), found('stale')]).toEqual([['1', '2', '3'], ['2', '3'], ['2']]);
  });
  it('make a sum of a course', () => {
    const one = { total: 2, done: 1, stale: 1, words: 10, wordsLeft: 4 };
    expect(sumOf([one, one])).toEqual({ total: 4, done: 2, stale: 2, words: 20, wordsLeft: 8 });
    expect([one, { ...one, done: 2 }, { ...one, done: 2, stale: 0 }, sumOf([])].map(standingOf)).toEqual([
      ...['missing', 'stale', 'done', 'empty'],
    ]);
  });
});

describe('a translation found right', () => {
  const known = {
    blocks: new Map(blocks.map((each) => [each.id, each])),
    changes: [],
    language: 'kk',
    held: new Set(),
  } as const;

  it('is sent as it stands, with the source’s revision it was compared with', () => {
    expect(stillRight(new Map([['2', 3]]), { ...known, held: new Set() })).toEqual([
      { op: 'write', blockId: '2', language: 'kk', base: 1, text: 'Екі', alt: null, sourceRevision: 3 },
    ]);
  });
  it('is not sent twice, nor beside another change, nor where somebody has to decide first', () => {
    const right = new Map([['2', 3]]);
    const change = { op: 'place', blockId: '2', base: 1, place: 'a1' } as const;
    expect(stillRight(new Map([['1', 2]]), { ...known, held: new Set() })).toEqual([]);
    expect(stillRight(right, { ...known, changes: [change], held: new Set() })).toEqual([]);
    expect(stillRight(right, { ...known, held: new Set(['2']) })).toEqual([]);
  });
});

describe('what a translation lacks', () => {
  const source = 'Див. [ст. 29](norm:art_00000000000000000000000001) і [сайт](https://a.example/)[^n].\n\n[^n]: КПК.';
  const lacks = (target: string) => lacksOf(source, target).map(({ kind, words }) => [kind, words]);

  it('is each link, reference and footnote of the source that it does not have', () => {
    expect(lacks('Қараңыз.')).toEqual([
      ['norm', 'ст. 29'],
      ['link', 'сайт'],
      ['note', 'КПК.'],
    ]);
    expect(lacks('[29-бап](norm:art_00000000000000000000000001)[^b]\n\n[^b]: ҚПК.')).toEqual([['link', 'сайт']]);
  });
  it('is nothing before a word is written', () => {
    expect(lacks(' ')).toEqual([]);
  });
  it('counts how often', () => {
    const twice = '[А](https://a.example/) і [Б](https://a.example/)';
    expect(lacksOf(twice, '[A](https://a.example/)')).toHaveLength(1);
  });
});

describe('hints of the glossary', () => {
  const term = (id: string, uk: string, kk?: string) => ({ id, word: { uk, ...(kk ? { kk } : {}) } }) as Term;
  const hints = hinter(
    [
      term('trm_1', 'затриманий', 'ұсталған адам'),
      term('trm_2', 'строк затримання', 'ұстау мерзімі'),
      term('trm_3', 'слідчий'),
    ],
    'uk',
    'kk',
  );

  it('find terms in whatever form, each once, with the word to write', () => {
    const found = hints(
      '**Затриманого** тримають; строку затримання немає. Права затриманих.',
      'Ұсталған адамның құқығы',
    );
    expect(found.map(({ found: text, word, used }) => [text, word, used])).toEqual([
      ['Затриманого', 'ұсталған адам', true],
      ['строку затримання', 'ұстау мерзімі', false],
    ]);
  });
  it('say nothing of a term without a word in that language', () => {
    expect(hints('Слідчий прийшов.', '')).toEqual([]);
  });
});

describe('titles of a course', () => {
  const draft = {
    ...{ id: 'crs_1', languages: ['uk', 'kk'], title: { uk: 'Курс', kk: 'Курс' }, summary: { uk: 'Про що' } },
    ...{ outcomes: [{ uk: 'Знає право' }], changedAt: '2026-11-22T08:52:00.000Z' },
    modules: [{ id: 'mod_1', place: 'a0', title: { uk: 'Модуль' }, revision: 0 }],
    lessons: [
      { id: 'les_1', moduleId: 'mod_1', place: 'a0', title: { uk: 'Заняття перше', kk: 'Сабақ' }, revision: 2 },
    ],
  } as unknown as Draft;

  it('are lines in the order to read them', () => {
    expect(titleIds(draft)).toEqual(['title', 'summary', 'outcome-1', 'mod_1', 'les_1']);
    expect(titleIds(draft).map((id) => titleIn(draft, id)?.uk)).toEqual([
      ...['Курс', 'Про що', 'Знає право', 'Модуль', 'Заняття перше'],
    ]);
    expect(titleIn(draft, 'outcome-7')).toBeUndefined();
    expect(titlesProgress(draft, 'kk')).toEqual({ total: 5, done: 2, stale: 0, words: 8, wordsLeft: 5 });
  });
  it('have a revision for each language, whatever the academy counts', () => {
    const book = new TitleBook();
    const revisions = (of: Draft) => book.read(of).map(({ texts }) => [texts.uk?.revision, texts.kk?.revision]);
    expect(revisions(draft)[0]).toEqual([1, 1]);
    const renamed = { ...draft, title: { uk: 'Курс', kk: 'Жаңа курс' } };
    expect(revisions(renamed)[0]).toEqual([1, 2]);
    expect(revisions(renamed)[0]).toEqual([1, 2]);
    expect(revisions({ ...draft, title: { uk: 'Курс' } })[0]).toEqual([1, 3]);
  });
  it('are behind where the academy says so, with what they said then', () => {
    const old = {
      ...draft,
      summary: { uk: 'Про що', kk: 'Не туралы' },
      behind: { summary: { kk: 'Про це' } },
      lessons: draft.lessons.map((lesson) => ({ ...lesson, behind: { kk: 'Перше' } })),
    };
    expect(['title', 'summary', 'outcome-1', 'les_1'].map((id) => behindIn(old, id).kk)).toEqual([
      ...[undefined, 'Про це', undefined, 'Перше'],
    ]);
    expect(titlesProgress(old, 'kk')).toMatchObject({ done: 3, stale: 2 });
    const [title, summary] = new TitleBook().read(old);
    expect([title, summary].map((block) => block?.texts.kk?.sourceRevision)).toEqual([1, 0]);
  });
  it('say what they said at each revision', () => {
    const book = new TitleBook();
    book.read(draft);
    book.read({ ...draft, title: { uk: 'Новий курс' } });
    expect([0, 1, 2, 3].map((revision) => book.wordsAt('title', 'uk', revision))).toEqual([
      ...[undefined, 'Курс', 'Новий курс', undefined],
    ]);
  });
  it('lose a language whose text was taken away', () => {
    expect(withText({ uk: 'Курс', kk: 'Курс' }, 'kk', '')).toEqual({ uk: 'Курс' });
    expect(withText({ uk: 'Курс' }, 'kk', 'Жаңа')).toEqual({ uk: 'Курс', kk: 'Жаңа' });
  });
});
