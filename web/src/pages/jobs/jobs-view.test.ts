import { describe, expect, test } from 'vitest';
import { hasEnded } from '#contracts/common.ts';
import { certificateOf, courseOf, lookAgainMs, showsProgress } from './jobs-view.ts';

describe('a job', () => {
  test('is looked at again while it waits or runs, not while it asks or after its end', () => {
    expect(lookAgainMs([{ state: 'succeeded' }, { state: 'running' }])).toBe(2000);
    expect(lookAgainMs([{ state: 'asking' }, { state: 'failed' }])).toBe(false);
    expect(lookAgainMs(undefined)).toBe(false);
  });

  test('shows how far it is only while it runs and knows its length', () => {
    expect(showsProgress({ state: 'running', total: 200 })).toBe(true);
    expect(showsProgress({ state: 'running', total: 0 })).toBe(false);
    expect(showsProgress({ state: 'succeeded', total: 200 })).toBe(false);
  });

  test('that brought a course in leads to its review, or to the course where it was nothing new', () => {
    const of = (result: Record<string, string>) => courseOf({ kind: 'courseImport', result })?.href;
    expect([of({ courseId: 'crs_1', reviewId: 'rvw_1' }), of({ courseId: 'crs_1', version: '2' })]).toEqual([
      '/reviews/crs_1/rvw_1',
      '/courses/crs_1',
    ]);
    expect(courseOf({ kind: 'peopleImport', result: { courseId: 'crs_1' } })).toBeUndefined();
  });

  test('has ended when nothing will change', () => {
    expect((['waiting', 'asking', 'running'] as const).some((state) => hasEnded({ state }))).toBe(false);
    expect((['succeeded', 'failed', 'cancelled'] as const).every((state) => hasEnded({ state }))).toBe(true);
  });
});

describe('the certificate of an erasure', () => {
  const result = {
    mode: 'erase',
    at: '2026-11-22T09:00:00.000Z',
    'erased.changes': '4',
    'erased.names': '1',
    'stays.records': 'legalRecord',
    'count.records': '17',
  };

  test('names what was erased, what stays and why', () => {
    const job = { kind: 'personErasure', state: 'succeeded', result, finishedAt: null } as const;
    expect(certificateOf(job)).toEqual({
      mode: 'erase',
      at: '2026-11-22T09:00:00.000Z',
      code: undefined,
      erased: [
        { what: 'names', count: 1 },
        { what: 'changes', count: 4 },
      ],
      stays: [{ what: 'records', count: 17, reason: 'legalRecord' }],
    });
  });

  test('is there only once the erasure has succeeded', () => {
    expect(certificateOf({ kind: 'personErasure', state: 'running', result, finishedAt: null })).toBeUndefined();
    expect(certificateOf({ kind: 'personExport', state: 'succeeded', result, finishedAt: null })).toBeUndefined();
  });
});
