/** Norms as CSV: what is read, what is left out and why, and that what is written can be read again. */
import { describe, expect, it } from 'vitest';
import type { Wording } from '#contracts/norms.ts';
import { csvFile, csvRows } from '../platform/csv.ts';
import type { KeptArticle } from './article.ts';
import { articleRows } from './csv-articles.ts';
import { competenceRows, termRows } from './csv-framework.ts';
import { articleInput, articleNews, articlesIn, competencesIn, termsIn } from './csv-read.ts';

const act = { id: 'act_1', code: 'npl', title: { uk: 'Про Національну поліцію', en: 'On the National Police' } };
const wording: Wording = {
  validFrom: '2026-01-01',
  validUntil: null,
  text: { uk: '=Поліція; "служить", громаді', en: 'The police serve' },
  source: 'https://zakon.rada.gov.ua/laws/show/580-19',
  sourceGrade: 'A',
  checkedOn: '2026-02-22',
  lawyerConfirmed: false,
};
const article: KeptArticle = {
  id: 'art_1',
  code: 'npl-1-1',
  actId: act.id,
  reference: 'ст. 1 ч. 1',
  topics: ['поліція', 'служіння'],
  wordings: [wording, { ...wording, validFrom: null, validUntil: '2026-01-01', text: { uk: 'Раніше' } }],
  retired: false,
  revision: 3,
};
const rows = (...lines: string[]) => csvRows(lines.join('\n'));
const acts = new Map([[act.code, act]]);
const faults = ({ faults: all }: { faults: { line: number; column: string; reason: string }[] }) =>
  all.map(({ line, column, reason }) => `${line} ${column} ${reason}`);

describe('articles', () => {
  const heading = 'code,act,act_uk,reference,valid_from,valid_until,text_uk,grade';
  const read = (...lines: string[]) => articlesIn(rows(heading, ...lines), acts);

  it('say the same after a way out and in', () => {
    const { entries, faults: none } = articlesIn(
      csvRows(csvFile(articleRows([article], new Map([[act.id, act]])))),
      acts,
    );
    expect(none).toEqual([]);
    expect(entries).toHaveLength(1);
    expect(articleNews(article, articleInput(entries[0]!, act.id))).toBe('unchanged');
  });

  it('are new, or changed', () => {
    const [entry] = read('npl-1-1,npl,,ст. 1,,,Текст,A').entries;
    expect(articleNews(undefined, articleInput(entry!, act.id))).toBe('added');
    expect(articleNews(article, articleInput(entry!, act.id))).toBe('changed');
  });

  it('with a fault in one line are left out as a whole', () => {
    const file = read('npl-1,npl,,ст. 1,2024-01-01,2025-01-01,Так,A', 'npl-1,npl,,ст. 1,2025-02-30,,Ні,A');
    expect(file).toMatchObject({ entries: [], leftOut: 1 });
    expect(faults(file)).toEqual(['3 valid_from wrong']);
  });

  it.each([
    ['no text', ['npl-1,npl,,ст. 1,,,,A'], '2 text_uk missing'],
    ['a code nobody could type', ['НПЛ 1,npl,,ст. 1,,,Так,A'], '2 code wrong'],
    ['an unknown grade', ['npl-1,npl,,ст. 1,,,Так,X'], '2 grade wrong'],
    ['a reference too long', [`npl-1,npl,,${'с'.repeat(121)},,,Так,A`], '2 reference tooLong'],
    ['two wordings at once', ['n-1,npl,,ст. 1,,,Так,A', 'n-1,npl,,ст. 1,2024-01-01,,І так,A'], '3 valid_from overlap'],
    ['a comma too many', ['npl-1,npl,,ст. 1,,,Так, але не завжди,A'], '2  columns'],
    ['two references', ['n-1,npl,,ст. 1,,2024-01-01,Так,A', 'n-1,npl,,ст. 2,2024-01-01,,І так,A'], '3 code differs'],
    ['an unknown act without a title', ['x-1,other,,ст. 1,,,Так,A'], '2 act_uk missing'],
  ])('are refused with %s', (_, lines, expected) => {
    expect(faults(read(...lines))).toEqual([expected]);
  });

  it('bring their act along', () => {
    expect(read('x-1,other,Інший акт,ст. 1,,,Так,A', 'x-2,other,,ст. 2,,,Так,A').entries).toHaveLength(2);
  });

  it.each([
    ['no columns', ['a,b', '1,2'], 'columns'],
    ['a column twice', [`${heading},text_uk`, 'n-1,npl,,ст. 1,,,Так,A,Ні'], 'columnTwice'],
    ['no lines', [heading], 'empty'],
    ['too many lines', [heading, ...Array.from({ length: 5001 }, () => 'a,b,,c,,,d,A')], 'rows'],
  ])('are no file with %s', (_, lines, reason) => {
    expect(() => articlesIn(rows(...lines), acts)).toThrow(
      expect.objectContaining({ code: 'importFileWrong', details: expect.objectContaining({ reason }) as object }),
    );
  });
});

describe('competences', () => {
  const present = [
    { id: 'cmp_1', code: 'law', parentId: null, name: { uk: 'Право' }, description: null, retired: false, revision: 1 },
  ];
  const read = (...lines: string[]) => competencesIn(rows('code,parent,name_uk', ...lines), present);

  it('come parents first, below what is there or in the file', () => {
    const file = read('law.2.1,law.2,Б', 'law.2,law,А', 'talk,,В');
    expect(file.entries.map(({ code }) => code)).toEqual(['law.2', 'law.2.1', 'talk']);
    expect(file.faults).toEqual([]);
  });

  it('are left out in a circle or below nothing, with those below them', () => {
    const file = read('a,b,А', 'b,a,Б', 'c,gone,В', 'd,c,Г', 'law,law.1,Право', 'law.1,law,Д', 'ok,,Е', 'ok,,Є');
    expect(file.entries.map(({ code }) => code)).toEqual(['ok']);
    expect(faults(file)).toContain('4 parent unknown');
    expect(faults(file)).toContain('9 code double');
    expect(file.leftOut).toBe(7);
  });

  it('say the same after a way out and in', () => {
    expect(competencesIn(csvRows(csvFile(competenceRows(present))), present).entries).toEqual([
      { code: 'law', parent: null, name: { uk: 'Право' }, description: null, retired: false },
    ]);
  });
});

it('yes and no are these words, whatever else the language has for a name', () => {
  const file = competencesIn(rows('code,parent,name_uk,retired', 'a,,А,yes', 'b,,Б,constructor', 'c,,В,'), []);
  expect(file.entries.map(({ code, retired }) => [code, retired])).toEqual([
    ['a', true],
    ['c', false],
  ]);
  expect(faults(file)).toEqual(['3 retired wrong']);
});

describe('terms', () => {
  it('say the same after a way out and in', () => {
    const term = {
      id: 'trm_1',
      code: 'lesson',
      area: 'навчання',
      word: { uk: 'заняття', en: 'lesson' },
      definition: null,
    };
    const { id: _, ...said } = term;
    expect(termsIn(csvRows(csvFile(termRows([term])))).entries).toEqual([said]);
  });
});
