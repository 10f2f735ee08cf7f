import { describe, expect, test } from 'vitest';
import {
  countProblems,
  courseProblems,
  editorHref,
  findDrafts,
  groupProblems,
  isBlocked,
  lacksSummary,
  readyLanguages,
  standingOf,
  stopsOf,
  type Problem,
} from './draft-view.ts';
import { dayOf, endOfDay } from './due-day.ts';
import { changeOf, fieldsOf, formOf, plusOutcome, topicsOf, withFields } from './settings-form.ts';

const problem = (code: Problem['code'], lessonId: string | null, blocks = true): Problem => ({
  code,
  lessonId,
  blocks,
  blockId: null,
  language: 'uk',
});

describe('the list', () => {
  const cards = [
    { title: { uk: 'Огляд місця події' }, state: 'draft', archived: false },
    { title: { uk: 'Права людини', en: 'Human rights' }, state: 'released', archived: false },
    { title: { uk: 'Старий курс' }, state: 'released', archived: true },
  ] as const;
  const titles = (asked: Partial<Parameters<typeof findDrafts>[1]>) =>
    findDrafts(cards, { text: '', standing: undefined, ...asked }).map(({ title }) => title.uk);

  test('leaves out what is put away, unless asked for', () => {
    expect(titles({})).toEqual(['Огляд місця події', 'Права людини']);
    expect(titles({ standing: 'archived' })).toEqual(['Старий курс']);
    expect(standingOf(cards[2])).toBe('archived');
  });

  test('is searched by words of the title in any language', () => {
    expect(titles({ text: 'RIGHTS' })).toEqual(['Права людини']);
    expect(titles({ text: 'місця огляд' })).toEqual(['Огляд місця події']);
    expect(titles({ text: 'місця', standing: 'released' })).toEqual([]);
  });
});

describe('readiness', () => {
  test('is grouped by lesson in the order of the outline, what blocks first', () => {
    const found = [
      problem('altMissing', 'b', false),
      problem('textMissing', 'b'),
      problem('summaryMissing', null),
      problem('lessonEmpty', 'a'),
      problem('lessonEmpty', 'gone'),
    ];
    const groups = groupProblems(found, ['a', 'b']);
    expect(groups.map(({ lessonId, problems }) => [lessonId, problems.map(({ code }) => code)])).toEqual([
      [null, ['summaryMissing']],
      ['a', ['lessonEmpty']],
      ['b', ['textMissing', 'altMissing']],
    ]);
  });

  test('counts equal problems once', () => {
    const many = [problem('textMissing', 'a'), problem('textMissing', 'a'), problem('altMissing', 'a')];
    expect(countProblems(many).map(({ problem: { code }, count }) => [code, count])).toEqual([
      ['textMissing', 2],
      ['altMissing', 1],
    ]);
  });

  test('tells a missing title of the course from those of modules', () => {
    const missing = { ...problem('titleMissing', null, false), language: 'en' as const };
    const module = (title: object) => ({ id: 'm', place: 'a0', revision: 0, title });
    const draft = {
      title: { uk: 'Курс' },
      modules: [module({ uk: 'Один' }), module({ uk: 'Два' }), module({ en: 'x' })],
    };
    const found = courseProblems(draft, [missing, missing, missing, problem('summaryMissing', null)]);
    expect(found.map(({ problem: { code }, count, where }) => [code, count, where])).toEqual([
      ['titleMissing', 1, 'settings'],
      ['titleMissing', 2, 'outline'],
      ['summaryMissing', 1, 'settings'],
    ]);
  });

  test('leads into the editor at language and block', () => {
    expect(editorHref('/e', { language: 'en', blockId: 'blk_1' })).toBe('/e?language=en#blk_1');
    expect(editorHref('/e', { language: null, blockId: null })).toBe('/e');
  });

  test('offers the languages that are complete', () => {
    const progress = { en: { total: 4, done: 4, stale: 0 }, ru: { total: 4, done: 4, stale: 1 } };
    expect(readyLanguages(['uk', 'en', 'ru', 'kk'], progress)).toEqual(['uk', 'en']);
  });
});

test.each([
  ['draft', false, ['now', 'next', 'next']],
  ['inReview', false, ['done', 'now', 'next']],
  ['returned', true, ['now', 'next', 'next']],
  ['released', false, ['done', 'done', 'done']],
  ['released', true, ['now', 'next', 'next']],
] as const)('a course that is %s (changed: %s) stands at', (state, changed, stops) => {
  expect(stopsOf({ state }, changed).map((stop) => stop.state)).toEqual(stops);
});

describe('the last day of a review', () => {
  test.each([
    ['2026-11-30', 'Europe/Kyiv', '2026-11-30T22:00:00.000Z'],
    ['2026-06-30', 'Europe/Kyiv', '2026-06-30T21:00:00.000Z'],
    // the night in which the clocks change
    ['2026-10-24', 'Europe/Kyiv', '2026-10-24T21:00:00.000Z'],
    ['2026-10-25', 'Europe/Kyiv', '2026-10-25T22:00:00.000Z'],
    ['2026-11-30', 'Asia/Almaty', '2026-11-30T19:00:00.000Z'],
  ])('%s in %s ends at %s', (day, zone, moment) => {
    expect(endOfDay(day, zone)).toBe(moment);
    expect(dayOf(Date.parse(moment) - 1, zone)).toBe(day);
  });
  test.each(['', 'soon', '2026-13-45'])('%j is no day', (day) => expect(endOfDay(day, 'Europe/Kyiv')).toBeUndefined());
});

describe('settings', () => {
  const source = {
    title: { uk: 'Курс' },
    summary: null,
    outcomes: [{ uk: 'Знає право', en: 'Knows the law' }],
    topics: ['право', 'докази'],
    competences: [],
    languages: ['uk', 'en'] as ('uk' | 'en')[],
    audience: 'own' as const,
  };

  test('come back as they were', () => {
    expect(changeOf(formOf(source))).toEqual(source);
  });

  test('drop empty lines and spaces, and ask for the title in the first language', () => {
    const form = formOf(source);
    form.outcomes = plusOutcome(form.outcomes);
    form.title.uk = '  Новий   курс ';
    expect(changeOf(form)).toMatchObject({ title: { uk: 'Новий курс' }, outcomes: source.outcomes });
    expect(changeOf({ ...form, title: { ...form.title, uk: ' ', en: 'Only English' } })).toBeUndefined();
  });

  test('what was typed can be laid down field by field and put back, with lines that were added or taken out', () => {
    const typed = formOf(source);
    typed.title.uk = 'Нова назва';
    typed.summary.en = 'In short';
    typed.outcomes = plusOutcome(typed.outcomes.slice(1));
    const later = withFields(formOf(source), fieldsOf(typed, 1));
    expect(changeOf(later)).toEqual(changeOf(typed));
    expect(fieldsOf(later)).toMatchObject({ 'title uk': 'Нова назва', 'outcome 1 uk': '', topics: 'право, докази' });
  });

  test('topics are told apart by commas', () => {
    expect(topicsOf(' Право,  докази; право\nПраво')).toEqual(['Право', 'докази', 'право']);
  });
});

test('what is missing is mended first, but for the summary, which is asked for on the way', () => {
  const [summary, title] = [problem('summaryMissing', null), problem('titleMissing', 'les_a')];
  expect([isBlocked([summary]), isBlocked([summary, title]), isBlocked([])]).toEqual([false, true, false]);
  expect([lacksSummary([summary]), lacksSummary([title])]).toEqual([true, false]);
  expect(lacksSummary([problem('summaryMissing', null, false)])).toBe(false);
});
