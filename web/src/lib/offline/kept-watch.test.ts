import { describe, expect, it } from 'vitest';
import { resumeAt, withChange, withCredit } from './kept-watch.ts';

const place = { personId: 'per_1', courseId: 'crs_1', lessonId: 'les_1', lectureId: 'lec_1' };
const kept = withChange(place, undefined, { positionSeconds: 30, spans: [[0, 30]], atMs: 1000 });

describe('withChange', () => {
  it('adds stretches and moves the place', () => {
    expect(withChange(place, kept, { positionSeconds: 55, spans: [[50, 55]], atMs: 2000 })).toEqual({
      ...place,
      positionSeconds: 55,
      spans: [
        [0, 30],
        [50, 55],
      ],
      again: [],
      changedAtMs: 2000,
    });
  });

  it('keeps what was played again, and whether captions were on', () => {
    const change = { positionSeconds: 20, spans: [], atMs: 2000, captions: true };
    const first = withChange(place, kept, { ...change, again: [[0, 9]] });
    expect(withChange(place, first, { ...change, again: [[5, 12]] })).toMatchObject({
      again: [[0, 12]],
      captions: true,
    });
  });

  it('keeps what another tab has added', () => {
    expect(withChange(place, kept, { positionSeconds: 5, spans: [], atMs: 2000 }).spans).toEqual([[0, 30]]);
  });
});

describe('withCredit', () => {
  it('forgets what is credited', () => {
    expect(withCredit(kept, [[0, 30]], 1000)).toBeUndefined();
  });

  it('keeps what is not', () => {
    expect(withCredit(kept, [[0, 12]], 1000)?.spans).toEqual([[12, 30]]);
  });

  it('keeps a place that changed after the report', () => {
    expect(withCredit({ ...kept, changedAtMs: 5000 }, [[0, 30]], 1000)).toMatchObject({
      spans: [],
      positionSeconds: 30,
    });
  });
});

describe('resumeAt', () => {
  const at = (ms: number) => new Date(ms).toISOString();
  it.each([
    { server: { positionSeconds: 9, savedAt: null }, device: undefined, expected: 9 },
    { server: { positionSeconds: 9, savedAt: at(500) }, device: kept, expected: 30 },
    { server: { positionSeconds: 9, savedAt: at(2000) }, device: kept, expected: 9 },
  ])('$expected', ({ server, device, expected }) => {
    expect(resumeAt(server, device)).toBe(expected);
  });
});
