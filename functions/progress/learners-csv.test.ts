import { describe, expect, it } from 'vitest';
import { exportColumns, type LearnerRow } from '#contracts/progress.ts';
import { learnersCsv } from './learners-csv.ts';

const words = {
  columns: Object.fromEntries(exportColumns.map((column) => [column, column])) as Record<
    (typeof exportColumns)[number],
    string
  >,
  statuses: { notBegun: 'Не розпочато', learning: 'Навчається', completed: 'Завершено' },
};
const row: LearnerRow = {
  personId: 'per_1',
  givenName: 'Соломія',
  familyName: 'Ярема',
  organisationName: { uk: 'Академія' },
  version: 2,
  status: 'learning',
  lessonsCompleted: 3,
  lessonsTotal: 10,
  enrolledAt: '2026-11-01T22:30:00.000Z',
  lastAt: null,
  completedAt: null,
};

describe('learners as CSV', () => {
  it('has a byte order mark, the words of the reader and times in the academy’s zone', () => {
    const [head, first] = learnersCsv([row], words, 'uk', 'Europe/Kyiv').split('\r\n');
    expect(head!.startsWith('\uFEFFfamilyName,')).toBe(true);
    expect(first).toBe('Ярема,Соломія,Академія,2,Навчається,3,10,2026-11-02 00:30,,');
  });

  it.each(['=HYPERLINK("x")', '+380', '-1', '@SUM(A1)', '\t=1'])('disarms %j', (familyName) => {
    const line = learnersCsv([{ ...row, familyName }], words, 'uk', 'UTC').split('\r\n')[1]!;
    expect(line.replace(/^"/, '').startsWith("'")).toBe(true);
  });

  it('quotes commas and quotes', () => {
    expect(learnersCsv([{ ...row, familyName: 'О"Ніл, мол.' }], words, 'uk', 'UTC')).toContain('"О""Ніл, мол."');
  });
});
