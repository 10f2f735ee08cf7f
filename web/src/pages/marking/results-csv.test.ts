import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { ResultRow } from '#contracts/marking.ts';
import { resultsCsv } from './results-csv.ts';

const words = {
  ...{ familyName: 'Прізвище', givenName: 'Ім’я', attempt: 'Спроба', opened: 'Початок', closed: 'Завершення' },
  ...{ points: 'Бали', pointsMax: 'Найбільше', passed: 'Складено', yes: 'так', no: 'ні' },
};
const columns = [
  { questionId: 'q1', points: 1.5, ask: 'Що правильно?' },
  { questionId: 'q2', points: 2, ask: '=HYPERLINK("http://x")' },
];
const row = (familyName: string, more: Partial<ResultRow> = {}): ResultRow => ({
  ...{ attemptId: 'att', learner: { id: 'per', givenName: 'Анна', familyName }, organisationId: 'org', number: 1 },
  ...{ openedAt: '2026-11-22T10:05:00.000Z', closedAt: '2026-11-22T10:25:30.000Z', state: 'marked' },
  ...{ points: 2.5, pointsMax: 3.5, passed: true },
  questions: [
    { questionId: 'q1', share: 1 / 3, chosen: ['a'] },
    { questionId: 'q2', share: 1, chosen: [] },
  ],
  ...more,
});
const read = (csv: string) => Papa.parse<string[]>(csv.slice(1).trimEnd()).data;

describe('results as a table', () => {
  test('have a line per attempt and a column per question, in points', () => {
    const [head, ...lines] = read(resultsCsv([row('Коваль'), row('Бойко', { passed: false })], columns, words, false));
    expect(head?.slice(0, 3)).toEqual(['Прізвище', 'Ім’я', 'Спроба']);
    expect(head?.[8]).toBe('1. Що правильно?');
    expect(lines).toEqual([
      ['Коваль', 'Анна', '1', '2026-11-22 10:05:00', '2026-11-22 10:25:30', '2.5', '3.5', 'так', '0.5', '2'],
      ['Бойко', 'Анна', '1', '2026-11-22 10:05:00', '2026-11-22 10:25:30', '2.5', '3.5', 'ні', '0.5', '2'],
    ]);
  });

  test('are read by spreadsheets of languages with a decimal comma', () => {
    const csv = resultsCsv([row('Коваль')], columns, words, true);
    expect(csv.startsWith('\ufeffПрізвище;Ім’я;')).toBe(true);
    expect(csv).toContain(';2,5;3,5;так;0,5;2\r\n');
  });

  test('leave empty what nobody knows yet, and questions that were not on the paper', () => {
    const waiting = row('Коваль', {
      ...{ state: 'marking', points: 1, passed: null, closedAt: null },
      questions: [{ questionId: 'q1', share: null, chosen: [] }],
    });
    const [, line] = read(resultsCsv([waiting], columns, words, false));
    expect(line?.slice(4)).toEqual(['', '', '3.5', '', '', '']);
  });

  test.each(['=1+1', '+380', '-2+3', '@SUM(A1)', '\tтаб', '=cmd|" /C calc"!A0'])(
    'take no formula from a name: %j',
    (name) => {
      const [, line] = read(resultsCsv([row(name)], columns, words, false));
      expect(line?.[0]).toBe(`'${name}`);
    },
  );

  test('keep a name with separators, quotes and line ends in its cell', () => {
    const name = 'Коваль; "Іван", мол.\nмолодший';
    for (const comma of [true, false]) expect(read(resultsCsv([row(name)], columns, words, comma))[1]?.[0]).toBe(name);
    expect(read(resultsCsv([row('Коваль')], columns, words, false))[0]?.[9]).toBe('2. =HYPERLINK("http://x")');
  });
});
