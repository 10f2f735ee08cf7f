import { describe, expect, it } from 'vitest';
import type { AppError } from '#contracts/errors.ts';
import { SessionLink } from '#contracts/timetable.ts';
import { z } from '#contracts/z.ts';
import { changedSession, inZone, overlaps, requireDays, requireRoom, startOf, type SessionItem } from './session.ts';

const zone = 'Europe/Kyiv';
const stamp = { at: '2026-11-20T10:00:00.000Z', by: 'per_b' };
const planned = (parts: Partial<SessionItem> = {}): SessionItem => {
  const when = { day: '2026-11-23', from: '09:00', ...parts };
  return {
    ...{ cohortId: 'coh_x', id: 'ses_1', minutes: 90, title: 'Право', changedAt: '', changedBy: 'per_a', revision: 1 },
    startsAt: startOf(when, zone),
    ...when,
    ...parts,
  };
};
const refusal = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as AppError).code;
  }
};

describe('a session', () => {
  it('keeps its hour on the wall when it moves over the change of clocks', () => {
    const before = planned({ day: '2026-10-24' });
    const after = changedSession(before, { day: '2026-10-26' }, zone, stamp);
    expect([before.startsAt, after.startsAt]).toEqual(['2026-10-24T06:00:00.000Z', '2026-10-26T07:00:00.000Z']);
    expect(after).toMatchObject({ from: '09:00', revision: 2, changedBy: 'per_b' });
  });

  it('is read by the zone its cohort has now', () => {
    expect(inZone(planned(), 'Asia/Almaty').startsAt).toBe('2026-11-23T04:00:00.000Z');
  });

  it('is the same when nothing about it is another', () => {
    const before = planned({ place: 'Авд. 1' });
    expect(changedSession(before, { title: 'Право', place: 'Авд. 1', cancelled: false }, zone, stamp)).toBe(before);
    expect(changedSession(before, { place: null }, zone, stamp).place).toBeUndefined();
  });

  it('moved by hand no longer comes from the postponed day', () => {
    const before = planned({ movedFrom: '2026-11-20' });
    expect(changedSession(before, { from: '10:00' }, zone, stamp).movedFrom).toBe('2026-11-20');
    expect(changedSession(before, { day: '2026-11-24' }, zone, stamp).movedFrom).toBeUndefined();
  });

  it('lies within its cohort, or a month after it', () => {
    const days = { startsOn: '2026-10-12', endsOn: '2026-12-18', timeZone: zone };
    expect(refusal(() => requireDays(['2026-10-12', '2027-01-18'], days))).toBeUndefined();
    expect(refusal(() => requireDays(['2026-10-11'], days))).toBe('sessionOutside');
    expect(refusal(() => requireDays(['2027-01-19'], days))).toBe('sessionOutside');
  });

  it('finds room on a day that has fewer than ten; what is left behind takes none', () => {
    const ten = Array.from({ length: 10 }, () => planned());
    expect(refusal(() => requireRoom(ten, 1))).toBe('dayFull');
    expect(refusal(() => requireRoom([...ten.slice(1), planned({ movedTo: '2026-11-25' })], 1))).toBeUndefined();
  });

  it('overlaps what is held at the same time, and not what follows', () => {
    const first = planned();
    expect(overlaps(first, planned({ from: '10:29' }))).toBe(true);
    expect(overlaps(first, planned({ from: '10:30' }))).toBe(false);
    expect(overlaps(planned({ from: '23:30' }), planned({ day: '2026-11-24', from: '00:30' }))).toBe(true);
  });
});

describe('a link to a session', () => {
  const takes = (link: string) => z.safeParse(SessionLink, link).success;

  it('leads to the web', () => {
    expect(takes('https://meet.example.ua/abc?x=1#y')).toBe(true);
    expect(takes('http://10.0.0.5/кімната')).toBe(true);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://x.test',
    'https://user:secret@x.test/',
    'https://',
    ' https://x.test',
    'https://x.test/\r\nSet-Cookie:a',
    'meet.example.ua',
    `https://x.test/${'a'.repeat(500)}`,
  ])('never %j', (link) => expect(takes(link)).toBe(false));
});
