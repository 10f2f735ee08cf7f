import { describe, expect, it } from 'vitest';
import { attemptsLeft, closesAt, closingAt, finalFrom, hindrance, type AttemptHead } from './attempt.ts';
import { transitMs } from './run.ts';

const minute = 60_000;
const opened = Date.parse('2026-11-22T10:00:00.000Z');
const at = (minutes: number) => new Date(opened + minutes * minute).toISOString();
const head = (more: Partial<AttemptHead> = {}): AttemptHead => ({
  ...{ personId: 'per', id: 'att', runId: 'run', hash: 'h', seed: 's', number: 1, language: 'uk', practice: false },
  ...{
    blackout: { policy: 'none' },
    openedAt: at(0),
    minutes: 40,
    extraMinutes: 0,
    extensions: [],
    path: ['nat', 'aca'],
  },
  ...{ state: 'open', revision: 1 },
  ...more,
});
const run = (more: object = {}) => ({ extensions: [], ...more });
const heard = { gaps: [] };
const minutesOf = (moment: number | undefined) => moment && (moment - opened) / minute;
const endIn = (of: AttemptHead, more: object = {}) => minutesOf(closesAt(of, run(more), heard));

describe('the end of an attempt', () => {
  it('is that of its time or of the window, whichever comes first', () => {
    expect(endIn(head())).toBe(40);
    expect(endIn(head(), { closesAt: at(30) })).toBe(30);
    expect(endIn({ ...head(), minutes: undefined }, { closesAt: at(50) })).toBe(50);
    expect(endIn({ ...head(), minutes: undefined })).toBeUndefined();
  });

  it('is later for who has more time, also than the window’s', () => {
    expect(endIn(head({ extraMinutes: 10 }), { closesAt: at(30) })).toBe(40);
    const given = { key: 'k', minutes: 5, at: at(20) };
    expect(endIn(head({ extensions: [given] }))).toBe(45);
  });

  it('is later for all who were in when the run was extended, and answer to who gave it', () => {
    const extension = (minutes: number, scope: string) => ({
      extensions: [{ key: 'k', minutes: 5, at: at(minutes), scope: [scope] }],
    });
    expect(endIn(head(), extension(20, 'aca'))).toBe(45);
    expect(endIn(head(), extension(20, 'nat'))).toBe(45);
    expect(endIn(head(), extension(20, 'elsewhere'))).toBe(40);
    // before they began, and after they had ended
    expect(endIn(head(), extension(-1, 'aca'))).toBe(40);
    expect(endIn(head(), extension(41, 'aca'))).toBe(40);
  });

  it('waits for who has fallen silent only where outages are given back', () => {
    const closing = (of: Partial<AttemptHead>, seenAt?: number) =>
      closingAt(head(of), run(), { gaps: [], ...(seenAt === undefined ? {} : { seenAt: opened + seenAt * minute }) })! -
      opened -
      transitMs;
    expect(closing({})).toBe(40 * minute);
    const givesBack = { blackout: { policy: 'giveBack', minutesMax: 30 } } as const;
    expect(closing(givesBack, 39.5)).toBe(40 * minute);
    expect(closing(givesBack, 30)).toBe(70 * minute);
    expect(closing(givesBack)).toBe(70 * minute);
  });

  it('is followed by minutes of grace in which what was written in time may come', () => {
    expect(finalFrom({ blackout: { policy: 'grace', minutes: 30 } }, 0)).toBe(30 * minute + transitMs);
    expect(finalFrom({ blackout: { policy: 'none' } }, 0)).toBe(transitMs);
  });
});

describe('who may begin', () => {
  it('has attempts left', () => {
    const standing = {
      personId: 'p',
      runId: 'r',
      organisationId: 'o',
      attempts: ['a'],
      extraMinutes: 0,
      extraAttempts: 0,
      revision: 1,
    };
    expect(attemptsLeft({ attempts: null }, standing)).toBeNull();
    expect(attemptsLeft({ attempts: 1 }, undefined)).toBe(1);
    expect(attemptsLeft({ attempts: 1 }, standing)).toBe(0);
    expect(attemptsLeft({ attempts: 1 }, { ...standing, extraAttempts: 2 })).toBe(2);
  });

  it('comes in the window', () => {
    const window = { opensAt: at(0), closesAt: at(60) };
    expect(hindrance(window, 1, false, opened - 1)).toBe('notOpen');
    expect(hindrance(window, 1, false, opened)).toBeNull();
    expect(hindrance(window, 1, false, opened + 60 * minute)).toBe('over');
    expect(hindrance(window, 0, false, opened)).toBe('noneLeft');
    expect(hindrance(window, null, true, opened)).toBe('underWay');
    expect(hindrance({ cancelledAt: at(0) }, 1, false, opened)).toBe('over');
  });
});
