import { describe, expect, it } from 'vitest';
import { checked, dayOf, erased, hoursBy, inLanguages, revoked, type StoredStatement } from './statement.ts';

const issued: StoredStatement = {
  id: 'stm_1',
  organisationId: 'org_1',
  personId: 'per_1',
  courseId: 'crs_1',
  code: 'C',
  issuedAt: '2026-11-22T22:30:00.000Z',
  timeZone: 'Europe/Kyiv',
  nameKey: 'key',
  revision: 1,
  printed: {
    number: '2026-0000-0000-0',
    languages: ['uk', 'kk'],
    person: { givenName: 'Ірина', familyName: 'Коваленко' },
    academy: { uk: 'Заклад' },
    title: { uk: 'Права людини' },
    version: 2,
    minutes: 125,
    hours: null,
    startedOn: '2026-09-01',
    completedOn: '2026-11-20',
    issuedOn: '2026-11-23',
    points: { reached: 8, of: 10 },
    issuer: { givenName: 'Олег', familyName: 'Бондар' },
  },
};
const at = '2026-11-30T23:00:00.000Z';

describe('hours', () => {
  const rule = { minutes: 45, source: 'Положення закладу, п. 4.2', since: '2026-09-01' };

  it('follow the academy’s rule from the day it names', () => {
    expect(hoursBy(rule, 125, '2026-11-20')).toEqual({ count: 3, minutes: 45, source: rule.source, since: rule.since });
    expect(hoursBy(rule, 10, '2026-09-01')?.count).toBe(1);
  });

  it('are none of ours where the academy has no rule, or had none then', () => {
    expect(hoursBy(null, 125, '2026-11-20')).toBeNull();
    expect(hoursBy(rule, 125, '2026-08-31')).toBeNull();
  });
});

describe('what is printed', () => {
  it('has its days in the academy’s calendar', () => {
    expect(dayOf(issued.issuedAt, 'Europe/Kyiv')).toBe('2026-11-23');
    expect(dayOf(issued.issuedAt, 'UTC')).toBe('2026-11-22');
  });

  it('has a title on every page, by the course’s first language where one is missing', () => {
    const title = inLanguages({ uk: 'Права', en: 'Rights' }, ['kk', 'uk'], ['en', 'uk']);
    expect(title).toEqual({ kk: 'Rights', uk: 'Права' });
  });
});

describe('the check', () => {
  it('tells what stands on the paper, and no more', () => {
    const told = JSON.stringify(checked(issued));
    expect(told).toContain('Коваленко');
    for (const hidden of ['per_1', 'org_1', 'crs_1', 'stm_1', 'key']) expect(told).not.toContain(hidden);
  });

  it('tells of a revoked one the day, not the reason', () => {
    const told = checked(revoked(issued, { reason: 'Помилка в імені' }, at));
    expect(told).toMatchObject({ state: 'revoked', revokedOn: '2026-12-01' });
    expect(JSON.stringify(told)).not.toContain('Помилка');
  });

  it('tells of an erased person number, course and days', () => {
    const told = checked(erased(issued));
    expect(told).toMatchObject({ number: issued.printed.number, title: { uk: 'Права людини' }, details: null });
    expect(JSON.stringify(erased(issued))).not.toMatch(/Коваленко|key|"reached"/);
  });
});

describe('revoking', () => {
  it('happens once: the first moment and reason stay', () => {
    const once = revoked(issued, { reason: 'перша', replacedBy: 'stm_2' }, at);
    expect(once).toMatchObject({ revokedAt: at, reason: 'перша', replacedBy: 'stm_2', revision: 2 });
    expect(revoked(once, { reason: 'друга' }, issued.issuedAt)).toBe(once);
  });
});
