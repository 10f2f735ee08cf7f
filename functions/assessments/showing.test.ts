import { describe, expect, it } from 'vitest';
import type { QuizSettings } from '#contracts/quiz-settings.ts';
import { changedRun, type RunHead } from './run.ts';
import { combined, isShown } from './showing.ts';

const at = (minutes: number) => new Date(minutes * 60_000).toISOString();
const settings = (when: QuizSettings['show']['when']) =>
  ({ show: { when, score: true, marks: true, key: true } }) as QuizSettings;
const run = { extensions: [], extraMost: 0 };
const ended = { state: 'submitted', finalAt: at(0), points: 1, pointsMax: 2 } as const;

describe('a review is shown', () => {
  const shown = (when: QuizSettings['show']['when'], more: object, minute: number) =>
    isShown(settings(when), { ...run, ...more }, ended, minute * 60_000);

  it('at once, when released, or never', () => {
    expect(shown('atOnce', {}, 1)).toBe(true);
    expect(shown('never', { releasedAt: at(0) }, 1)).toBe(false);
    expect([shown('onRelease', {}, 1), shown('onRelease', { releasedAt: at(1) }, 1)]).toEqual([false, true]);
  });

  it('after the close: when the last who may be in has ended', () => {
    expect([shown('afterClose', { closesAt: at(10) }, 10), shown('afterClose', { closesAt: at(10) }, 11)]).toEqual([
      false,
      true,
    ]);
    const longer = { closesAt: at(10), extraMost: 15, extensions: [{ key: 'k', minutes: 5, at: at(5), scope: [] }] };
    expect([shown('afterClose', longer, 30), shown('afterClose', longer, 31)]).toEqual([false, true]);
  });

  it('never while a late journal may still change what counts: who knows the key could write it', () => {
    const grace = { ...ended, state: 'closed', finalAt: at(30) } as const;
    expect(isShown(settings('atOnce'), run, grace, 29 * 60_000)).toBe(false);
    expect(isShown(settings('atOnce'), run, grace, 30 * 60_000)).toBe(true);
  });
});

describe('several attempts', () => {
  const result = (points: number, passed = points >= 5) => ({ state: 'shown' as const, points, pointsMax: 10, passed });
  const hidden = { state: 'hidden' as const, points: null, pointsMax: 10, passed: null };
  const as = (countsAs: QuizSettings['countsAs']) => ({ countsAs, passShare: 0.5, practice: false });

  it('count by the best, the last, or on average', () => {
    const all = [result(4), result(8), result(3)];
    expect(combined(as('best'), all)).toEqual(result(8));
    expect(combined(as('last'), all)).toEqual(result(3));
    expect(combined(as('mean'), all)).toEqual(result(5));
    expect(combined(as('best'), [])).toBeNull();
  });

  it('say nothing of what is not shown', () => {
    expect(combined(as('best'), [hidden])).toEqual(hidden);
    expect(combined(as('mean'), [result(4), hidden])).toEqual(hidden);
    expect(combined(as('last'), [result(4), hidden])).toEqual(hidden);
  });
});

describe('a run that is changed', () => {
  const before = {
    opensAt: at(10),
    closesAt: at(20),
    extensions: [],
    revision: 3,
    title: { uk: 'Тест' },
  } as unknown as RunHead;
  const change = (wish: object, begun: boolean) =>
    changedRun(before, wish, { at: at(0), begun, quizTitle: { uk: 'Вікторина' } });

  it('takes nothing from who has begun', () => {
    for (const wish of [{ closesAt: at(19) }, { opensAt: at(11) }, { cancelled: true }])
      expect(() => change(wish, true)).toThrow('runBegun');
    expect(change({ closesAt: at(19) }, false)).toMatchObject({ closesAt: at(19), revision: 4 });
    expect(change({ closesAt: at(25), opensAt: at(5) }, true)).toMatchObject({ closesAt: at(25), opensAt: at(5) });
    expect(change({ closesAt: null }, true)).not.toHaveProperty('closesAt');
  });

  it('is called as the quiz again when its own title goes', () => {
    expect(change({ title: null }, true)).toMatchObject({ title: { uk: 'Вікторина' }, ownTitle: false });
  });

  it('has a window, or none', () => {
    expect(() => change({ closesAt: at(10) }, false)).toThrow('invalid');
  });
});
