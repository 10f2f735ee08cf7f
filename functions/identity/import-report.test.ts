import { describe, expect, it } from 'vitest';
import { importRowsMax } from '#contracts/people-import.ts';
import { requireFiles, rowsOf } from './import-files.ts';
import type { PlanLine } from './import-plan.ts';
import { counted, noCounts, planned, reportRows } from './import-report.ts';

const faults = [
  { line: 4, column: 'email', reason: 'loginWrong' as const, value: 'x' },
  { line: 4, column: 'role', reason: 'roleUnknown' as const, value: 'y' },
];
const plan: PlanLine[] = [
  { line: 2, login: 'a@a.ua', action: 'unchanged' },
  { line: 3, login: 'b@a.ua', action: 'update', personId: 'per_b', memberships: [] },
  { line: 4, login: 'x', action: 'bad', faults },
  { line: 5, login: 'c@a.ua', action: 'update', personId: 'per_c', memberships: [] },
];
const taken = { line: 5, outcome: 'failed' as const, reasons: ['loginTaken'] };

describe('the report', () => {
  it('says of every line what became of it and why', () => {
    expect(reportRows(plan, new Map([[5, taken]]), {})).toEqual([
      ['line', 'login', 'outcome', 'reason'],
      ['2', 'a@a.ua', 'unchanged', ''],
      ['3', 'b@a.ua', 'updated', ''],
      ['4', 'x', 'bad', 'loginWrong; roleUnknown'],
      ['5', 'c@a.ua', 'failed', 'loginTaken'],
    ]);
  });
  it('speaks the reader’s words, where the browser sent them', () => {
    const words = { line: 'Рядок', bad: 'не взято', loginWrong: 'хибна адреса' };
    const rows = reportRows(plan, new Map(), words);
    expect(rows[0]?.[0]).toBe('Рядок');
    expect(rows[3]?.slice(2)).toEqual(['не взято', 'хибна адреса; roleUnknown']);
  });
  it('counts', () => {
    expect(counted(noCounts(), [...plan.slice(0, 3).map(planned), taken])).toEqual({
      created: 0,
      updated: 1,
      unchanged: 1,
      bad: 1,
      failed: 1,
      notReached: 0,
    });
  });
});

describe('the files of an import', () => {
  const file = (kind: 'people' | 'orgs' | 'users' | 'roles', bytes = 1) => ({ kind, bytes });
  it.each([
    ['our own', [file('people')]],
    ['users and roles', [file('users'), file('roles')]],
    ['with organisations', [file('orgs'), file('roles'), file('users')]],
  ])('are %s', (_, files) => expect(() => requireFiles(files)).not.toThrow());
  it.each([
    ['users alone', [file('users')]],
    ['ours twice', [file('people'), file('people')]],
    ['both formats', [file('people'), file('users'), file('roles')]],
  ])('are not %s', (_, files) => {
    expect(() => requireFiles(files)).toThrow(expect.objectContaining({ code: 'importFileWrong' }));
  });
  it('are not larger together than one may be', () => {
    const half = 11 * 1024 * 1024;
    expect(() => requireFiles([file('users', half), file('roles', half)])).toThrow(
      expect.objectContaining({ code: 'tooLarge' }),
    );
  });
  it('hold people, and not more than the limit', () => {
    const lines = (count: number) => [
      { line: 1, cells: ['Прізвище', 'Ім’я', 'email'] },
      ...Array.from({ length: count }, (_, at) => ({ line: at + 2, cells: ['К', 'О', `o${at}@a.ua`] })),
    ];
    const read = (count: number) => rowsOf(new Map([['people', lines(count)]]), '2026-11-22');
    expect(read(importRowsMax).rows).toHaveLength(importRowsMax);
    const refused = (reason: string) =>
      expect.objectContaining({ code: 'importFileWrong', details: expect.objectContaining({ reason }) as object });
    expect(() => read(importRowsMax + 1)).toThrow(refused('rows'));
    expect(() => read(0)).toThrow(refused('empty'));
  });
});
