import { describe, expect, it } from 'vitest';
import { packed, unpacked } from './packed-spans.ts';
import { spansMax, type Span } from './spans.ts';
import { afterReport, againMax, creditAgain, type WatchItem } from './watched.ts';

const how = (now: number) => ({ openedAt: 0, now: now * 1000, noSkipping: false });
const filmSeconds = 600;
const person = { personId: 'per_x', lectureId: 'lec_x', version: 1 };

describe('seconds played again', () => {
  const lecture = { spans: [[0, 60]] as Span[], durationSeconds: filmSeconds, allowedSeconds: 100 };

  it('count within what is watched, in whole seconds, and once however often they are said', () => {
    const once = creditAgain([], [[10.4, 20.6], [55, 90]], lecture); // prettier-ignore
    expect(once).toEqual([[10, 20], [55, 60]]); // prettier-ignore
    expect(creditAgain(once, [[10.4, 20.6]], lecture)).toEqual(once);
  });

  it('are no more than the time allows that new seconds have left', () => {
    expect(creditAgain([], [[0, 60]], { ...lecture, allowedSeconds: 12.9 })).toEqual([[0, 12]]);
    expect(creditAgain([[0, 12]], [[0, 60]], { ...lecture, allowedSeconds: -3 })).toEqual([[0, 12]]);
  });

  it('are forgotten beyond what is kept, the shortest first', () => {
    const many = Array.from({ length: 60 }, (_, index): Span => [index * 10, index * 10 + 2 + (index % 3)]);
    const kept = creditAgain([], many, { spans: [[0, 600]], durationSeconds: 600, allowedSeconds: 10_000 });
    expect(kept).toHaveLength(againMax);
    expect(kept.filter(([from, to]) => to - from > 2)).toHaveLength(40);
  });
});

describe('a report', () => {
  it('forged in one piece brings neither seconds nor repetitions that nobody had the time for', () => {
    const all: Span[] = [[0, filmSeconds]];
    const after = afterReport(undefined, { positionSeconds: 600, spans: all, again: all }, filmSeconds, how(10));
    expect(after.spans).toEqual([[0, 27]]);
    expect(after.again).toEqual([]);
  });

  it('with captions on counts what it newly brings, and nothing when it is sent again', () => {
    const report = { positionSeconds: 30, spans: [[0, 30]] as Span[], captions: true };
    const once = { ...person, ...afterReport(undefined, report, filmSeconds, how(60)) };
    expect(once.captionSeconds).toBe(30);
    const twice = afterReport(once, report, filmSeconds, how(61));
    expect(twice).toMatchObject({ spans: once.spans, captionSeconds: 30 });
    const without = { positionSeconds: 40, spans: [[30, 40]] as Span[], captions: false };
    expect(afterReport(once, without, filmSeconds, how(90)).captionSeconds).toBe(30);
  });
});

describe('what is kept of a lecture', () => {
  it('comes back as it was', () => {
    const spans: Span[] = [[0, 0.1], [13.7, 1000], [21_599.9, 86_400]]; // prettier-ignore
    expect(unpacked(packed(spans, 10), 10)).toEqual(spans);
    expect(unpacked(packed([[3, 40], [41, 20_000]], 1), 1)).toEqual([[3, 40], [41, 20_000]]); // prettier-ignore
    expect(unpacked(packed([], 10), 10)).toEqual([]);
  });

  it('stays within one kilobyte, a lecture of six hours in as many pieces as are kept', () => {
    const pieces = (count: number, unit: number): Span[] =>
      Array.from({ length: count }, (_, index): Span => {
        const from = Math.round(((index * 21_600) / count) * unit) / unit;
        return [from, from + 21_600 / count - 1];
      });
    const item: WatchItem = {
      personId: `per_${'0'.repeat(26)}`,
      lectureId: `lec_${'0'.repeat(26)}`,
      version: 99_999,
      positionSeconds: 21_599.9,
      spans: pieces(spansMax, 10),
      again: pieces(againMax, 1),
      captionSeconds: 21_599.9,
      reportedAt: 1_795_000_000_000,
      spareSeconds: 4.9,
    };
    expect(bytesOf(item)).toBeLessThanOrEqual(1024);
  });
});

/** As DynamoDB counts: names, texts by their bytes, a number by half its digits and one more, bytes as they are. */
function bytesOf({ spans, again = [], ...rest }: WatchItem): number {
  const keys = { pk: `$progress#${rest.personId}`, sk: `w#${rest.lectureId}#v99999`, entity: 'watch' };
  const sizeOf = (value: unknown) =>
    value instanceof Uint8Array || typeof value === 'string' ? value.length : Math.ceil(String(value).length / 2) + 1;
  return Object.entries({ ...keys, ...rest, played: packed(spans, 10), again: packed(again, 1) }).reduce(
    (sum, [name, value]) => sum + name.length + sizeOf(value),
    0,
  );
}
