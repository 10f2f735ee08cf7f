import { describe, expect, it } from 'vitest';
import type { Timetable, TimetableSession } from '#contracts/timetable.ts';
import { firstMonday, hoursOf, mayPostpone, weekOf } from './week.ts';

const session = (day: string, state: TimetableSession['state'] = 'planned') =>
  ({ id: day, day, state }) as TimetableSession;
const timetable = (...items: TimetableSession[]) =>
  ({ items, postponed: [{ day: '2026-11-24' }], today: '2026-11-25' }) as unknown as Timetable;

describe('a week', () => {
  it('has its working days, and those of the weekend on which something stands', () => {
    const days = weekOf('2026-11-23', timetable(session('2026-11-28'), session('2026-11-25')));
    expect(days.map(({ day }) => day.slice(8))).toEqual(['23', '24', '25', '26', '27', '28']);
    expect(days.filter(({ isToday }) => isToday)).toHaveLength(1);
    expect(days[1]!.postponed).toBeDefined();
  });

  it('is that of the day asked for, if it is one', () => {
    expect(firstMonday('2026-12-06', '2026-11-25')).toBe('2026-11-30');
    for (const asked of [undefined, '2026-13-01', 'javascript:alert(1)']) {
      expect(firstMonday(asked, '2026-11-25')).toBe('2026-11-23');
    }
  });

  it('says hours on the wall of the cohort', () => {
    const endsAt = '2026-11-25T08:30:00.000Z';
    expect(hoursOf({ from: '09:00', endsAt }, 'Europe/Kyiv')).toBe('09:00–10:30');
  });

  it('lets a day be put off on which something is held', () => {
    const on = (day: string, ...sessions: TimetableSession[]) => ({
      day,
      sessions,
      postponed: undefined,
      isToday: false,
    });
    expect(mayPostpone(on('2026-11-25', session('2026-11-25')), '2026-11-25')).toBe(true);
    expect(mayPostpone(on('2026-11-25', session('2026-11-25', 'cancelled')), '2026-11-25')).toBe(false);
    expect(mayPostpone(on('2026-11-17', session('2026-11-17')), '2026-11-25')).toBe(false);
  });
});
