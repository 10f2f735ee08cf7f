import { describe, expect, it } from 'vitest';
import { termsFor, type StoredAllowance } from './assignment.ts';
import { handedIn, isLate, noWork, refusalOf, stateOf, submissionsLeft, type Work } from './work.ts';
import { marked, requireMark, told, type GivenMark } from './marks.ts';

const terms = { opensAt: '2026-10-01T06:00:00.000Z', dueAt: '2026-10-08T15:00:00.000Z', closesAt: undefined };
const closing = { ...terms, closesAt: '2026-10-10T15:00:00.000Z' };
const before = '2026-10-07T10:00:00.000Z';
const after = '2026-10-09T10:00:00.000Z';
const end = '2026-10-20T10:00:00.000Z';
const work: Work = noWork({ cohortId: 'coh', assignmentId: 'asn', personId: 'per', id: 'wrk' });
const allowance = (change: Partial<StoredAllowance>): StoredAllowance => ({
  ...{ excused: false, reason: 'Чергування', by: 'per', at: before },
  ...change,
});
const mark = (change: Partial<GivenMark> = {}): GivenMark => ({
  ...{ number: 1, outcome: 'marked', points: 7, levels: {}, comment: null, comments: [] },
  ...{ reworkDueAt: null, reason: null },
  ...change,
});

describe('terms of one person', () => {
  it('give time, and take none', () => {
    expect(termsFor(closing, [allowance({ dueAt: end })])).toMatchObject({ dueAt: end, closesAt: end });
    expect(termsFor(closing, [allowance({ dueAt: before })])).toEqual(closing);
    expect(termsFor(closing, [allowance({ dueAt: end }), allowance({})])).toEqual(closing);
  });
});

describe('a work', () => {
  it('is missing once it is due, unless its learner is excused', () => {
    expect(stateOf(undefined, terms, before)).toBe('open');
    expect(stateOf(undefined, terms, after)).toBe('missing');
    expect(isLate(undefined, 'missing')).toBe(true);
    expect(stateOf({ ...work, allowances: [allowance({ excused: true })] }, terms, after)).toBe('excused');
  });

  it('comes in time, late, or not at all', () => {
    expect(handedIn(work, terms, 1, before)).toMatchObject({ state: 'handedIn', late: false, submissions: 1 });
    expect(handedIn(work, terms, 1, end)).toMatchObject({ late: true });
    expect(() => handedIn(work, closing, 1, end)).toThrow('assignmentClosed');
    expect(() => handedIn(work, terms, 1, '2026-09-30T10:00:00.000Z')).toThrow('assignmentNotOpen');
  });

  it('is handed in as often as it may be', () => {
    const once = handedIn(work, terms, 2, before);
    expect(submissionsLeft(once, 2)).toBe(1);
    const twice = handedIn(once, terms, 2, after);
    expect(twice).toMatchObject({ submissions: 2, late: true });
    expect(refusalOf(twice, terms, 2, after)).toBe('submissionsUsedUp');
  });

  it('that goes back may come again whenever it comes, and is late by its own date', () => {
    const returned = marked(handedIn(work, closing, 1, before), mark({ outcome: 'returned', points: null }));
    expect(returned).toMatchObject({ state: 'returned', returns: 1 });
    const again = handedIn(returned, closing, 1, end);
    expect(again).toMatchObject({ state: 'handedIn', late: false });
    expect(submissionsLeft(again, 1)).toBe(0);
    const dated = marked(handedIn(work, closing, 1, before), mark({ outcome: 'returned', reworkDueAt: after }));
    expect(handedIn(dated, closing, 1, end).late).toBe(true);
  });

  it('marked after all instead of going back has no submission more', () => {
    const returned = marked(handedIn(work, terms, 1, before), mark({ outcome: 'returned' }));
    expect(marked(returned, mark())).toMatchObject({ state: 'marked', points: 7, returns: 0 });
  });
});

const content = {
  ...{ pointsMax: 10, rubric: [{ id: 'law', name: {}, levels: [{ id: 'good', text: {}, points: 5 }] }] },
} as never;

describe('a mark', () => {
  it('has points and levels the assignment knows', () => {
    expect(() => requireMark(mark({ levels: { law: 'good' } }), content, false)).not.toThrow();
    expect(() => requireMark(mark({ points: 11 }), content, false)).toThrow('invalid');
    expect(() => requireMark(mark({ points: null }), content, false)).toThrow('invalid');
    expect(() => requireMark(mark({ levels: { law: 'odd' } }), content, false)).toThrow('invalid');
  });

  it('says why, where work goes back or learners have seen another one', () => {
    expect(() => requireMark(mark({ outcome: 'returned', points: null }), content, false)).toThrow('noteMissing');
    expect(() => requireMark(mark(), content, true)).toThrow('noteMissing');
    expect(() => requireMark(mark({ reason: 'Не помічено додаток' }), content, true)).not.toThrow();
  });

  it('is told once it is released, and at once where work goes back', () => {
    const marks = [mark({ number: 1, outcome: 'returned' }), mark({ number: 2, points: 3 }), mark({ number: 2 })];
    expect(told(marks, false).map(({ number }) => number)).toEqual([1]);
    expect(told(marks, true).map(({ points }) => points)).toEqual([7, 7]);
  });
});
