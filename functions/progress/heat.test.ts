import { describe, expect, it } from 'vitest';
import { emptyHeat, heatOf } from './heat.ts';
import type { Span } from './spans.ts';
import { mayBeDrawn, toldHeat } from './told-heat.ts';

const filmSeconds = 240;
const day = 24 * 3_600_000;
const now = 10 * day;

interface Seen {
  spans?: Span[];
  again?: Span[];
  captionSeconds?: number;
  positionSeconds?: number;
  reportedAt?: number;
}
const whole: Span[] = [[0, filmSeconds]];
const seen = ({ spans = whole, positionSeconds = 0, reportedAt = now - 1, ...rest }: Seen = {}) => ({
  ...{ spans, positionSeconds, reportedAt },
  ...rest,
});
const crowd = (count: number, each: Seen = {}) => Array.from({ length: count }, () => seen(each));
const told = (...groups: ReturnType<typeof crowd>[]) => toldHeat(heatOf(groups.flat(), filmSeconds, now));

describe('a lecture watched by many', () => {
  it('is added up place by place, in coarser and finer pieces, page after page', () => {
    const heat = heatOf(crowd(2, { spans: [[0, 20]] }), filmSeconds, now);
    heatOf(crowd(3, { again: [[100, 103]] }), filmSeconds, now, { heat });
    const [coarse] = heat.lines;
    expect([heat.people, heat.completed]).toEqual([5, 3]);
    expect(coarse).toMatchObject({ bucketSeconds: 10 });
    expect(coarse!.watched).toEqual([5, 5, ...Array.from({ length: 22 }, () => 3)]);
    expect(coarse!.again.indexOf(3)).toBe(10);
    expect(heat.lines.map(({ watched }) => watched.length)).toEqual([24, 60, 120]);
  });

  it('counts a place as watched from its half on, and nobody who has watched nothing', () => {
    const heat = heatOf([seen({ spans: [[0, 5], [10, 14]] }), seen({ spans: [] })], filmSeconds, now); // prettier-ignore
    expect(heat.people).toBe(1);
    expect(heat.lines[0]!.watched.slice(0, 3)).toEqual([1, 0, 0]);
  });

  it('has been left where somebody stopped a day ago, and by nobody who has watched it', () => {
    const stopped = { spans: [[0, 100]] as Span[], positionSeconds: 100 };
    const heat = heatOf(
      [
        ...crowd(2, { ...stopped, reportedAt: now - day }),
        ...crowd(4, { ...stopped, reportedAt: now - day + 1 }),
        ...crowd(8, { positionSeconds: 100, reportedAt: now - 2 * day }),
      ],
      filmSeconds,
      now,
    );
    expect(heat.lines[0]!.left[10]).toBe(2);
  });

  it('holds for a film of some seconds, and for a place said to be behind its end', () => {
    expect(emptyHeat(3.4).lines.map(({ watched }) => watched.length)).toEqual([3, 3, 3]);
    const heat = heatOf([seen({ spans: [[0, 1]], positionSeconds: 999, reportedAt: 0 })], 3.4, now);
    expect(heat.lines[0]!.left).toEqual([0, 0, 1]);
  });
});

describe('what is told of it', () => {
  it('is nothing of fewer than five', () => {
    expect(told(crowd(4))).toBeUndefined();
    expect(told(crowd(5))).toMatchObject({ people: 5, completed: 5 });
  });

  it('never shows fewer than five, nor that fewer than five are missing', () => {
    const few = told(crowd(20), crowd(4, { spans: [[0, 120]] }));
    expect(few?.watched).toEqual(Array.from({ length: 24 }, () => 24));
    expect(few?.completed).toBe(24);
    const most = told(crowd(4), crowd(20, { spans: [[0, 120]] }));
    expect(new Set(most?.watched)).toEqual(new Set([24, 0]));
    expect(most?.completed).toBe(0);
  });

  it('moves only where five people differ, so that no second tells of one of them', () => {
    const leaving = Array.from({ length: 20 }, (_, index) => seen({ spans: [[0, 30 + index * 10]] }));
    const line = told(leaving, crowd(10))!.watched;
    const moves = line.slice(1).map((people, index) => Math.abs(people - line[index]!));
    expect(moves.filter((move) => move > 0).every((move) => move >= 5)).toBe(true);
    expect(new Set(line).size).toBeGreaterThan(2);
  });

  it('is the same whether one certain person is among them or not', () => {
    const others = [...crowd(12), ...crowd(6, { spans: [[0, 120]], again: [[60, 80]] })];
    const with1 = told(others, [seen({ spans: [[0, 60]], again: [[0, 50]], captionSeconds: 60 })])!;
    const without = told(others)!;
    const shape = (line: readonly number[]) =>
      line.map((people, index) => Math.sign(people - (line[index - 1] ?? people)));
    expect(shape(with1.watched)).toEqual(shape(without.watched));
    expect(with1.again).toEqual(without.again);
    expect(with1.withCaptions).toBe(0);
  });

  it('says where people left in stretches of five or more, and what is over joins the last one', () => {
    const at = (positionSeconds: number, count: number) =>
      crowd(count, { spans: [[0, positionSeconds]], positionSeconds, reportedAt: now - 2 * day });
    expect(told(crowd(10), at(31, 3), at(75, 4), at(150, 5), at(200, 1))?.left).toEqual([
      { fromSeconds: 30, toSeconds: 80, people: 7 },
      { fromSeconds: 150, toSeconds: 210, people: 6 },
    ]);
    expect(told(crowd(10), at(31, 4))?.left).toEqual([]);
  });

  it('is finer the more people there are', () => {
    expect(told(crowd(24))?.watched).toHaveLength(24);
    expect(told(crowd(25))?.watched).toHaveLength(60);
    expect(told(crowd(100))?.watched).toHaveLength(120);
  });
});

describe('another line', () => {
  const heatSince = (since: number, ...groups: ReturnType<typeof crowd>[]) =>
    heatOf(groups.flat(), filmSeconds, now, { since });

  it('is drawn once five people have watched since the last, so that two lines differ by five', () => {
    const old = crowd(20, { reportedAt: now - 5 * day });
    expect(mayBeDrawn(heatSince(now - day / 2, old, crowd(4)), true)).toBe(false);
    expect(mayBeDrawn(heatSince(now - day / 2, old, crowd(5)), true)).toBe(true);
    expect(mayBeDrawn(heatSince(0, crowd(5)), false)).toBe(true);
  });

  it('is drawn too when five have not come back for a day', () => {
    const stopped = crowd(5, { spans: [[0, 50]], positionSeconds: 50, reportedAt: now - 1.2 * day });
    expect(mayBeDrawn(heatSince(now - day, stopped), true)).toBe(true);
    expect(mayBeDrawn(heatSince(now - day / 10, stopped), true)).toBe(false);
  });
});
