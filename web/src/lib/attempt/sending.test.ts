import { describe, expect, it } from 'vitest';
import { next, quiet, waitMs } from './sending.ts';

const changed = (nowMs: number, bytes = 100) => ({ type: 'changed', nowMs, bytes }) as const;
const failed = (nowMs: number, random = 1, retryAfterMs?: number) =>
  ({ type: 'failed', nowMs, random, retryAfterMs }) as const;

describe('when answers are sent', () => {
  it('two seconds after the last change', () => {
    const state = next(next(quiet, changed(0)), changed(1_500));
    expect(waitMs(state, 1_500)).toBe(2_000);
  });

  it('to somebody who writes without a pause after ten seconds, and of a long text more rarely', () => {
    let short = quiet;
    for (let now = 0; now <= 9_000; now += 1_000) short = next(short, changed(now));
    expect(waitMs(short, 9_000)).toBe(1_100);
    let long = quiet;
    for (let now = 0; now <= 39_000; now += 1_000) long = next(long, changed(now, 30_000));
    expect(waitMs(long, 39_000)).toBe(1_000);
  });

  it('at once when a page is turned, and not at all where nothing waits', () => {
    expect(waitMs(next(next(quiet, changed(0)), { type: 'now', nowMs: 100 }), 100)).toBe(0);
    expect(waitMs(next(next(quiet, changed(0)), { type: 'sent' }), 100)).toBeNull();
  });

  it('after a failure ever more rarely, never faster than the academy asks for', () => {
    let state = next(quiet, changed(0));
    const waits = Array.from({ length: 8 }, () => waitMs((state = next(state, failed(0))), 0));
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    expect(waitMs(next(quiet, failed(0, 0)), 0)).toBe(500);
    expect(waitMs(next(quiet, failed(0, 1, 7_000)), 0)).toBe(7_000);
    // a change does not hurry it
    expect(waitMs(next(next(quiet, failed(0)), changed(0)), 0)).toBe(1_000);
  });

  it('a session that ended stops it until somebody has signed in', () => {
    const stopped = next(next(quiet, changed(0)), { type: 'signInNeeded' });
    expect(waitMs(stopped, 9_999)).toBeNull();
    expect(waitMs(next(stopped, { type: 'signedIn', nowMs: 10_000 }), 10_000)).toBe(0);
  });
});
