import { beforeAll, describe, expect, it } from 'vitest';
import { createPlace, Learner, lectureSeconds, type Place } from './learning.ts';

let place: Place;
beforeAll(async () => void (place = await createPlace()));
const enrolled = () => Learner.create(place);

describe('watching', () => {
  it('counts distinct seconds, however often a stretch is watched', async () => {
    const report = await (await enrolled()).watching();
    await report(100, [[0, 30]]);
    await report(200, [[10, 40]]);
    const state = await report(300, [
      [0, 30],
      [100, 110],
    ]);
    expect(state).toMatchObject({
      watchedSeconds: 50,
      spans: [
        [0, 40],
        [100, 110],
      ],
      completed: false,
    });
    expect(state.watchedShare).toBeCloseTo(50 / lectureSeconds);
  });

  it('is never credited faster than 2.2 times the time that passed', async () => {
    const report = await (await enrolled()).watching();
    expect((await report(60, [[0, 600]])).watchedSeconds).toBe(60 * 2.2 + 5);
    const later = await report(100, [[0, 600]]);
    expect(later.watchedSeconds).toBeLessThanOrEqual(100 * 2.2 + 5);
    expect(later.watchedSeconds).toBeGreaterThanOrEqual(100 * 2.2);
  });

  it('is not credited faster by reporting more often', async () => {
    const learner = await enrolled();
    const report = await learner.watching();
    for (let times = 0; times < 20; times += 1) await report(10 + times / 100, [[0, 600]]);
    expect((await learner.watched()).watchedSeconds).toBeLessThan(10.2 * 2.2 + 5 + 0.1);
  });

  it('is credited in full when double speed is watched and reported in time', async () => {
    const report = await (await enrolled()).watching();
    for (let seconds = 15; seconds <= 150; seconds += 15) await report(seconds, [[0, seconds * 2]]);
    expect(await report(151, [[0, 302]])).toMatchObject({ watchedSeconds: 302 });
  });

  it('completes the lecture at nine tenths, and stays complete', async () => {
    const learner = await enrolled();
    const report = await learner.watching();
    expect(await report(600, [[0, 539]])).toMatchObject({ completed: false });
    expect(await learner.facts()).toEqual([]);
    expect(await report(700, [[539, 540]])).toMatchObject({ completed: true });
    expect(await report(800, [[0, 10]], 3)).toMatchObject({ completed: true, watchedSeconds: 540 });
    expect((await learner.facts()).map(({ type }) => type)).toEqual(['progress.lectureWatched']);
  });

  it('gives the same credit when a report is sent twice', async () => {
    const report = await (await enrolled()).watching();
    const once = await report(60, [
      [0, 20],
      [50, 60],
    ]);
    expect(
      await report(60, [
        [0, 20],
        [50, 60],
      ]),
    ).toMatchObject({ spans: once.spans, watchedSeconds: 30 });
  });

  it('loses nothing when two windows report at the same moment', async () => {
    const learner = await enrolled();
    const report = await learner.watching();
    await Promise.all([report(60, [[0, 4]]), report(60, [[100, 104]]), report(60, [[200, 204]])]);
    // what could not be credited at once the device keeps and sends again
    const state = await report(70, [
      [0, 4],
      [100, 104],
      [200, 204],
    ]);
    expect(state.spans).toEqual([
      [0, 4],
      [100, 104],
      [200, 204],
    ]);
  });

  it('is the same on two devices as on one: stretches that overlap count once, at any speed', async () => {
    const learner = await enrolled();
    const report = await learner.watching();
    // the phone at double speed, the computer at normal speed, both over the same minute
    await report(30, [[0, 60]]);
    await report(60, [[30, 60]]);
    await Promise.all([report(75, [[60, 90]]), report(76, [[55, 75]]), report(77, [[0, 90]])]);
    // whichever came last: what could not be credited at once the device keeps and sends again
    await report(85, [[60, 90]]);
    expect(await learner.watched()).toMatchObject({ spans: [[0, 90]], watchedSeconds: 90 });
  });

  it('keeps the position for the next device', async () => {
    const learner = await enrolled();
    expect(await learner.watched()).toMatchObject({ positionSeconds: 0, spans: [], savedAt: null });
    const report = await learner.watching();
    await report(20, [[0, 15]], 15.2);
    expect((await learner.watched()).positionSeconds).toBe(15.2);
    await report(30, [], 86_400);
    expect((await learner.watched()).positionSeconds).toBe(lectureSeconds);
    await report(40, [], 5e-324);
    expect((await learner.watched()).positionSeconds).toBe(0);
  });
});
