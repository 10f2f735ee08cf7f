import { describe, expect, it } from 'vitest';
import { openReportsMax } from '#contracts/reports.ts';
import { answered, presentToAuthors, requireRoom, sentBefore, type ReportItem } from './report.ts';

const report: ReportItem = {
  ...{ courseId: 'crs_1', id: 'rpt_1', lessonId: 'les_1', lessonTitle: { uk: 'Заняття' }, version: 2, language: 'uk' },
  ...{ kind: 'law', text: 'Редакція змінилася', by: 'per_1', named: false, branchId: 'org_1', role: 'learner' },
  at: '2026-11-22T08:00:00.000Z',
  revision: 1,
};
const sent = { ...report, passage: null };
const answer = { outcome: 'mended' as const, text: 'Виправимо', at: '2026-11-23T08:00:00.000Z', by: 'per_9' };
const nameOf = (id: string) => ({ id, givenName: 'Ім’я', familyName: 'Прізвище' });

describe('a report', () => {
  it('sent again is the same; another one under its id is refused', () => {
    expect(sentBefore(undefined, sent, 'per_1')).toBe(false);
    expect(sentBefore(report, sent, 'per_1')).toBe(true);
    expect(() => sentBefore(report, { ...sent, text: 'Інше' }, 'per_1')).toThrow('idTaken');
    expect(() => sentBefore(report, sent, 'per_2')).toThrow('idTaken');
  });
  it('finds no room once so many of one person wait in the course', () => {
    const many = Array.from({ length: openReportsMax }, () => report);
    expect(() => requireRoom(many, 'crs_1')).toThrow('tooManyReports');
    requireRoom(many, 'crs_2');
    requireRoom(
      many.map((each) => ({ ...each, answer })),
      'crs_1',
    );
  });
  it('is answered once, and the answer can be worded anew by who knows it', () => {
    const after = answered(report, answer, 1);
    expect(after).toMatchObject({ answer, revision: 2 });
    expect(answered(after, { ...answer, at: 'later' }, 1)).toBe(after);
    expect(() => answered(after, { ...answer, text: 'Ні' }, 1)).toThrow('conflict');
    expect(answered(after, { ...answer, text: 'Ні' }, 2).revision).toBe(3);
  });
  it('shows its writer’s name only where they agreed', () => {
    const hidden = presentToAuthors(report, nameOf, { uk: 'Заклад' });
    expect(hidden.from).toEqual({ organisationName: { uk: 'Заклад' }, role: 'learner', person: null });
    expect(JSON.stringify(hidden)).not.toContain('per_1');
    expect(presentToAuthors({ ...report, named: true }, nameOf, {}).from.person).toEqual(nameOf('per_1'));
  });
});
