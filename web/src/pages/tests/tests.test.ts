import { describe, expect, test } from 'vitest';
import type { LiveRow } from '#contracts/runs.ts';
import { byName, chosen, counts, minutesLeft, sorted, stateOf } from './live-view.ts';
import { codeFrom, codePattern, codeShown, codeTyped, fieldsOf, momentOf } from './run-form.ts';

describe('the window of a test', () => {
  test.each([
    ['2026-11-30', '18:30', 'Europe/Kyiv', '2026-11-30T16:30:00.000Z'],
    ['2026-06-30', '00:00', 'Europe/Kyiv', '2026-06-29T21:00:00.000Z'],
    // the days on which the clocks change
    ['2026-10-25', '09:00', 'Europe/Kyiv', '2026-10-25T07:00:00.000Z'],
    ['2026-03-29', '09:00', 'Europe/Kyiv', '2026-03-29T06:00:00.000Z'],
    ['2026-10-25', '00:30', 'Europe/Kyiv', '2026-10-24T21:30:00.000Z'],
    ['2026-11-30', '08:00', 'Asia/Almaty', '2026-11-30T03:00:00.000Z'],
  ])('%s %s in %s is %s', (day, time, zone, moment) => {
    expect(momentOf(day, time, zone)).toBe(moment);
    expect(fieldsOf(moment, zone)).toEqual({ day, time });
  });

  test('is open where nothing is filled in', () => {
    expect([momentOf('', '', 'Europe/Kyiv'), momentOf('2026-11-30', '', 'Europe/Kyiv')]).toEqual([
      undefined,
      undefined,
    ]);
    expect(fieldsOf(null, 'Europe/Kyiv')).toEqual({ day: '', time: '' });
  });
});

test('a code is made of signs that nobody confuses', () => {
  const code = codeFrom(Uint8Array.from([0, 31, 63, 100, 200, 255]));
  expect(code).toMatch(codePattern);
  expect(codeShown('ABCDEF')).toBe('ABC DEF');
  expect(codeTyped(' abc def')).toBe('ABCDEF');
});

describe('the live view', () => {
  const now = Date.parse('2026-11-22T10:10:00.000Z');
  const row = (familyName: string, more: Partial<LiveRow>): LiveRow => ({
    ...{ personId: familyName, givenName: 'Анна', familyName, organisationId: 'org', state: 'open' },
    ...{ openedAt: '2026-11-22T10:00:00.000Z', closesAt: '2026-11-22T10:30:30.000Z', closedAt: null },
    ...{
      seenAt: '2026-11-22T10:09:50.000Z',
      answered: 3,
      unsent: 0,
      extraMinutes: 0,
      agreed: { minutes: 0, attempts: 0 },
    },
    ...more,
  });
  const rows = [
    row('Яна', { state: 'notBegun', openedAt: null, seenAt: null, closesAt: null }),
    row('Їжак', {}),
    row('Боа', { state: 'submitted' }),
    row('Ґудзь', { seenAt: '2026-11-22T10:05:00.000Z' }),
    row('Абрам', { seenAt: null, openedAt: '2026-11-22T10:09:30.000Z' }),
  ];

  test('knows who is in, who has fallen silent and who is done', () => {
    expect(rows.map((each) => stateOf(each, now))).toEqual(['notBegun', 'in', 'done', 'silent', 'in']);
    expect(counts(rows, now)).toEqual({ notBegun: 1, in: 2, silent: 1, done: 1 });
    expect([minutesLeft(rows[1]!, now), minutesLeft(rows[0]!, now)]).toEqual([21, null]);
  });

  test('shows first who may need help', () => {
    expect(sorted(byName(rows, 'uk'), now).map(({ familyName }) => familyName)).toEqual([
      'Ґудзь',
      'Абрам',
      'Їжак',
      'Яна',
      'Боа',
    ]);
    expect(chosen(rows, 'ан їж', undefined, now).map(({ familyName }) => familyName)).toEqual(['Їжак']);
    expect(chosen(rows, '', 'silent', now)).toHaveLength(1);
  });
});
