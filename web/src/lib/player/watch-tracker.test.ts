import { describe, expect, it } from 'vitest';
import { WatchTracker } from './watch-tracker.ts';

/** Plays from one place to another in steps of a quarter second of wall time. */
function playing(
  tracker: WatchTracker,
  { from, to, rate = 1, atMs = 0 }: { from: number; to: number; rate?: number; atMs?: number },
) {
  for (let position = from, at = atMs; position <= to + 1e-9; position += rate / 4, at += 250) {
    tracker.play({ positionSeconds: position, atMs: at, rate });
  }
}

describe('WatchTracker', () => {
  it('collects what was played', () => {
    const tracker = new WatchTracker();
    playing(tracker, { from: 3, to: 8 });
    expect(tracker.pending()).toEqual([[3, 8]]);
  });

  it('counts at any speed', () => {
    const tracker = new WatchTracker();
    playing(tracker, { from: 0, to: 20, rate: 2 });
    expect(tracker.watchedSeconds()).toBe(20);
  });

  it('breaks the stretch at a seek', () => {
    const tracker = new WatchTracker();
    playing(tracker, { from: 0, to: 5 });
    tracker.stop(60);
    playing(tracker, { from: 60, to: 65, atMs: 6000 });
    expect(tracker.pending()).toEqual([
      [0, 5],
      [60, 65],
    ]);
  });

  it('plays on from where it was paused or sent to, however long ago: the first tick comes a moment later', () => {
    const tracker = new WatchTracker();
    playing(tracker, { from: 0, to: 5 });
    tracker.stop(5);
    playing(tracker, { from: 5.2, to: 8.2, atMs: 600_000 });
    tracker.stop(20);
    playing(tracker, { from: 20.4, to: 22.4, rate: 2, atMs: 700_000 });
    expect(tracker.pending()).toEqual([
      [0, 8.2],
      [20, 22.4],
    ]);
  });

  it('counts nothing from where it stood to somewhere else', () => {
    const tracker = new WatchTracker();
    playing(tracker, { from: 0, to: 5 });
    tracker.stop(5);
    playing(tracker, { from: 9, to: 10, atMs: 600_000 });
    expect(tracker.pending()).toEqual([
      [0, 5],
      [9, 10],
    ]);
  });

  it('does not count a jump the clock cannot explain, even if nobody announced it', () => {
    const tracker = new WatchTracker();
    tracker.play({ positionSeconds: 0, atMs: 0, rate: 1 });
    tracker.play({ positionSeconds: 90, atMs: 250, rate: 1 });
    tracker.play({ positionSeconds: 90.25, atMs: 500, rate: 1 });
    expect(tracker.pending()).toEqual([[90, 90.3]]);
    tracker.play({ positionSeconds: 92, atMs: 2250, rate: 1 });
    expect(tracker.pending()).toEqual([[90, 92]]);
  });

  it('counts long ticks of a tab in the background', () => {
    const tracker = new WatchTracker();
    tracker.play({ positionSeconds: 10, atMs: 0, rate: 1.5 });
    tracker.play({ positionSeconds: 100, atMs: 60_000, rate: 1.5 });
    expect(tracker.pending()).toEqual([[10, 100]]);
  });

  it('ignores going back without a seek', () => {
    const tracker = new WatchTracker();
    tracker.play({ positionSeconds: 10, atMs: 0, rate: 1 });
    tracker.play({ positionSeconds: 5, atMs: 250, rate: 1 });
    expect(tracker.pending()).toEqual([]);
  });

  it('counts a second seen twice once', () => {
    const tracker = new WatchTracker();
    playing(tracker, { from: 0, to: 10 });
    tracker.stop(5);
    playing(tracker, { from: 5, to: 10, atMs: 20_000 });
    expect(tracker.watchedSeconds()).toBe(10);
  });

  it('keeps what is not credited and reports it again', () => {
    const tracker = new WatchTracker();
    playing(tracker, { from: 0, to: 30 });
    tracker.credit([[0, 12]]);
    expect(tracker.pending()).toEqual([[12, 30]]);
    tracker.credit([[0, 30]]);
    expect(tracker.pending()).toEqual([]);
    expect(tracker.watchedSeconds()).toBe(30);
  });

  it('begins with what the device kept and the academy has', () => {
    const tracker = new WatchTracker([[0, 100]], [[90, 110]]);
    expect(tracker.pending()).toEqual([[100, 110]]);
    expect(tracker.watchedSeconds()).toBe(110);
  });

  it('knows no seconds after the end of the lecture', () => {
    const tracker = new WatchTracker([], [], 9.5);
    playing(tracker, { from: 8, to: 10 });
    expect(tracker.pending()).toEqual([[8, 9.5]]);
  });

  it('has nothing left once the academy has credited in tenths what was reported', () => {
    const tracker = new WatchTracker();
    playing(tracker, { from: 0.177, to: 6.083 });
    tracker.credit(tracker.pending());
    expect(tracker.pending()).toEqual([]);
  });

  it('knows what was played again, in this sitting or since an earlier one, and says it until it is credited', () => {
    const tracker = new WatchTracker([[100, 150]]);
    playing(tracker, { from: 0, to: 20 });
    expect(tracker.pendingAgain()).toEqual([]);
    tracker.stop(5);
    playing(tracker, { from: 5, to: 12, atMs: 30_000 });
    tracker.stop(140);
    playing(tracker, { from: 140, to: 160, atMs: 60_000 });
    expect(tracker.pendingAgain()).toEqual([
      [5, 12],
      [140, 150],
    ]);
    tracker.credit(tracker.pending(), [[5, 12]]);
    expect(tracker.pendingAgain()).toEqual([[140, 150]]);
  });

  it('takes neither the seam of two reports nor a second pressed twice for listening again', () => {
    const tracker = new WatchTracker();
    playing(tracker, { from: 0, to: 7.04 });
    tracker.credit(tracker.pending());
    playing(tracker, { from: 7.04, to: 14 });
    tracker.stop(13.2);
    playing(tracker, { from: 13.2, to: 16, atMs: 30_000 });
    expect(tracker.pendingAgain()).toEqual([]);
  });

  it('reports at most 128 stretches at a time and loses none', () => {
    const kept = Array.from({ length: 200 }, (_, index): [number, number] => [index * 10, index * 10 + 5]);
    const tracker = new WatchTracker([], kept);
    const first = tracker.pending();
    expect(first).toHaveLength(128);
    tracker.credit(first);
    expect(tracker.pending()).toHaveLength(72);
  });
});
