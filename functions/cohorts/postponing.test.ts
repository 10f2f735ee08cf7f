import { describe, expect, it } from 'vitest';
import type { AppError } from '#contracts/errors.ts';
import {
  mayReturn,
  movedSession,
  proposedMoves,
  requireMoves,
  requireNotLongAgo,
  type Move,
  type Timetabled,
} from './postponing.ts';
import { startOf, type SessionItem } from './session.ts';

const zone = 'Europe/Kyiv';
// a Wednesday
const day = '2026-11-25';
let made = 0;
const session = (parts: Partial<SessionItem> = {}): SessionItem => {
  const when = { day, from: '09:00', ...parts };
  made += 1;
  return {
    ...{ cohortId: 'coh_x', id: `ses_${made}`, minutes: 90, title: 'Право', changedAt: '', changedBy: 'per_a' },
    revision: 1,
    startsAt: startOf(when, zone),
    ...when,
    ...parts,
  };
};
const known = (parts: Partial<Timetabled> = {}): Timetabled => ({
  ...{ startsOn: '2026-10-12', endsOn: '2026-12-18', timeZone: zone },
  ...{ later: [], taught: new Map(), postponed: [] },
  ...parts,
});
const days = (sessions: SessionItem[], parts?: Partial<Timetabled>) => {
  const to = proposedMoves(day, sessions, known(parts));
  return sessions.map(({ id }) => to.get(id));
};
const refusal = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as AppError).code;
  }
};

describe('a postponed day', () => {
  it('goes to the next teaching day on which all its hours are free', () => {
    const both = [session(), session({ from: '11:00' })];
    expect(days(both)).toEqual(['2026-11-26', '2026-11-26']);
    expect(days(both, { later: [session({ day: '2026-11-26', from: '11:30' })] })).toEqual([
      '2026-11-27',
      '2026-11-27',
    ]);
  });

  it('passes the weekend, unless the cohort learns then', () => {
    const busy = ['2026-11-26', '2026-11-27'].map((each) => session({ day: each }));
    expect(days([session()], { later: busy })).toEqual(['2026-11-30']);
    const saturdays = [...busy, session({ day: '2026-12-05' })];
    expect(days([session()], { later: saturdays })).toEqual(['2026-11-28']);
  });

  it('passes days that are postponed themselves, and hours at which its instructor teaches elsewhere', () => {
    const taught = new Map([['per_i', [session({ day: '2026-11-27', from: '10:00' })]]]);
    expect(days([session({ instructorId: 'per_i' })], { postponed: ['2026-11-26'], taught })).toEqual(['2026-11-30']);
  });

  it('does not mind what was cancelled or has gone elsewhere', () => {
    const later = [
      session({ day: '2026-11-26', cancelled: true }),
      session({ day: '2026-11-26', movedTo: '2026-11-27' }),
    ];
    expect(days([session()], { later })).toEqual(['2026-11-26']);
  });

  it('is parted where no day has room for all of it', () => {
    const weekdays = Array.from({ length: 60 }, (_, index) => new Date(Date.UTC(2026, 10, 26 + index)).toISOString());
    // mornings are taken for ever but on the 30th, evenings on the 30th
    const later = weekdays
      .map((each) => each.slice(0, 10))
      .map((each) => session({ day: each, from: each === '2026-11-30' ? '18:00' : '09:00' }));
    expect(days([session(), session({ from: '18:00' })], { later })).toEqual(['2026-11-30', '2026-11-26']);
    // two at the same hour, of two halves of the cohort, do not meet where they are put by themselves
    const twins = [session(), session()];
    expect(days([...twins, session({ from: '18:00' })], { later })).toEqual(['2026-11-30', undefined, '2026-11-26']);
  });

  it('may go past the end of the cohort, and stays where there is no room within a month of it', () => {
    expect(days([session()], { endsOn: day })).toEqual(['2026-11-26']);
    const never = Array.from({ length: 40 }, (_, index) =>
      session({ day: new Date(Date.UTC(2026, 10, 26 + index)).toISOString().slice(0, 10) }),
    );
    expect(days([session()], { endsOn: day, later: never })).toEqual([undefined]);
  });

  it('is put off beforehand, while it runs, and a week later at most', () => {
    expect(refusal(() => requireNotLongAgo(day, '2026-12-02'))).toBeUndefined();
    expect(refusal(() => requireNotLongAgo(day, '2026-12-03'))).toBe('dayTooLongAgo');
  });
});

describe('what was confirmed', () => {
  const one = session();
  const move = (parts: Partial<Move> = {}): Move => ({ sessionId: one.id, revision: 1, to: '2026-11-26', ...parts });
  const asked = (moves: Move[], held: string[] = []) => refusal(() => requireMoves(day, [one], moves, new Set(held)));

  it('is what is there', () => {
    expect(asked([move()])).toBeUndefined();
    expect(asked([move({ to: null })], [one.id])).toBeUndefined();
  });

  it('is asked again where a session came, went or was changed meanwhile', () => {
    expect(asked([])).toBe('conflict');
    expect(asked([move({ revision: 2 })])).toBe('conflict');
    expect(asked([move(), move({ sessionId: 'ses_other' })])).toBe('conflict');
  });

  it('moves nothing that was held, and nothing back', () => {
    expect(asked([move()], [one.id])).toBe('sessionHeld');
    expect(asked([move({ to: day })])).toBe('invalid');
  });
});

describe('taking it back', () => {
  const stamp = { at: '2026-11-25T08:00:00.000Z', by: 'per_b' };
  const before = session();
  const { stub, after } = movedSession(before, '2026-11-26', day, zone, stamp);

  it('finds the session by what it left behind', () => {
    expect(stub).toMatchObject({ day, movedTo: '2026-11-26' });
    expect(after).toMatchObject({ day: '2026-11-26', from: '09:00', movedFrom: day, revision: 2 });
    expect(after.movedTo).toBeUndefined();
    expect(mayReturn(after, day, new Set())).toBe(true);
  });

  it('leaves what was moved on, cancelled or held since', () => {
    expect(mayReturn({ ...after, movedFrom: undefined }, day, new Set())).toBe(false);
    expect(mayReturn({ ...after, cancelled: true }, day, new Set())).toBe(false);
    expect(mayReturn(after, day, new Set([after.id]))).toBe(false);
    expect(mayReturn(undefined, day, new Set())).toBe(false);
  });
});
