import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { askAgain, signsOfLife } from './living.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('at the end of time', () => {
  test('a request that failed is made again until it is stopped', async () => {
    const ask = vi.fn().mockRejectedValueOnce(new Error('busy')).mockResolvedValue(undefined);
    const stop = askAgain(ask, 5_000);
    expect(ask).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(ask).toHaveBeenCalledTimes(2);
    stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  test('an academy that is slow to answer is not asked twice', async () => {
    let answer = () => {};
    const ask = vi.fn(() => new Promise<void>((resolve) => (answer = resolve)));
    const stop = askAgain(ask, 5_000);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(ask).toHaveBeenCalledTimes(1);
    answer();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(ask).toHaveBeenCalledTimes(2);
    stop();
  });
});

describe('signs of life', () => {
  /** A page that is hidden from the start, and an attempt that counts. */
  function hidden() {
    const page = Object.assign(new EventTarget(), { visibilityState: 'hidden' });
    vi.stubGlobal('document', page);
    const desk = { open: true, seen: vi.fn(async () => {}), tick: vi.fn(), mailing: { now: vi.fn() } };
    return { page, desk, stop: signsOfLife(desk, page) };
  }

  test('go on in a hidden tab: hiding it earns no time back', async () => {
    const { desk, stop } = hidden();
    await vi.advanceTimersByTimeAsync(90_000);
    expect(desk.seen).toHaveBeenCalledTimes(3);
    stop();
  });

  test('end with the attempt, and with the page', async () => {
    const { desk, page, stop } = hidden();
    desk.open = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desk.seen).not.toHaveBeenCalled();
    desk.open = true;
    stop();
    page.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desk.seen).not.toHaveBeenCalled();
  });

  test('come at once when the tab is turned to or away from, with what waits', () => {
    const { page, desk, stop } = hidden();
    page.dispatchEvent(new Event('visibilitychange'));
    expect(desk.seen).toHaveBeenCalledTimes(1);
    expect(desk.tick).toHaveBeenCalledTimes(1);
    expect(desk.mailing.now).toHaveBeenCalledTimes(1);
    stop();
  });
});
