import { describe, expect, it } from 'vitest';
import { addTo, countsOf, emptyTally, mostUrgentFirst, resultsOf, stateOf, type Duty } from './unit-learning.ts';

const timeZone = 'Europe/Kyiv';
/** a quarter to midnight in Kyiv, and already the next day in Almaty */
const now = Date.parse('2026-11-23T21:45:00Z');
const duty = (change: Partial<Duty> = {}): Duty => ({
  ...{ courseId: 'crs_a', dueOn: '2026-11-23', timeZone, begun: false, done: false },
  ...change,
});

describe('a course somebody has to learn', () => {
  it('is overdue once its day is over where the cohort is, and not before', () => {
    expect(stateOf(duty(), now)).toBe('notBegun');
    expect(stateOf(duty(), now + 15 * 60_000)).toBe('overdue');
    expect(stateOf(duty({ timeZone: 'Asia/Almaty' }), now)).toBe('overdue');
  });

  it('is under way from the first lesson, and done once completed, however late', () => {
    expect(stateOf(duty({ begun: true }), now)).toBe('underWay');
    expect(stateOf(duty({ begun: true, dueOn: '2026-11-01' }), now)).toBe('overdue');
    expect(stateOf(duty({ begun: true, done: true, dueOn: '2026-11-01' }), now)).toBe('done');
  });

  it('is never late where no day is set', () => {
    expect(stateOf(duty({ dueOn: undefined }), now)).toBe('notBegun');
  });
});

describe('the courses of one person', () => {
  it('are counted, with the next day that is not over', () => {
    const all = [
      duty({ dueOn: '2026-11-01' }),
      duty({ dueOn: '2026-12-20', begun: true }),
      duty({ dueOn: '2026-12-10' }),
      duty({ dueOn: '2026-11-25', done: true }),
      duty({ dueOn: undefined }),
    ];
    expect(countsOf(all, now)).toEqual({ done: 1, toDo: 4, overdue: 1, nextDueOn: '2026-12-10' });
    expect(countsOf([], now)).toEqual({ done: 0, toDo: 0, overdue: 0, nextDueOn: null });
  });

  it('stand in the order of their urgency', () => {
    const of = (state: 'overdue' | 'underWay' | 'notBegun' | 'done', dueOn: string | null) => ({ state, dueOn });
    const all = [
      of('done', '2026-01-01'),
      of('notBegun', null),
      of('underWay', '2026-12-02'),
      of('notBegun', '2026-12-01'),
      of('overdue', '2026-11-20'),
    ];
    expect(all.sort(mostUrgentFirst).map(({ dueOn }) => dueOn)).toEqual([
      '2026-11-20',
      '2026-12-01',
      '2026-12-02',
      null,
      '2026-01-01',
    ]);
  });
});

describe('the results of a unit', () => {
  /** so many people with the course, so many of whom completed it */
  function tallied(people: number, completed: number, others = 0) {
    const tally = emptyTally();
    for (let index = 0; index < people; index += 1) addTo(tally, [duty({ done: index < completed })], now);
    for (let index = 0; index < others; index += 1) addTo(tally, [], now);
    return tally;
  }

  it('are none of fewer than five people, and of no course that fewer have', () => {
    expect(resultsOf(tallied(4, 2))).toBeNull();
    expect(resultsOf(tallied(4, 2, 6))).toEqual([]);
    expect(resultsOf(tallied(5, 5, 6))).toEqual([{ courseId: 'crs_a', people: 5, completed: 5 }]);
  });

  it('never tell of fewer than five who completed, nor of fewer than five who did not', () => {
    const told = (people: number, completed: number) => resultsOf(tallied(people, completed))![0]!.completed;
    expect([told(20, 4), told(20, 5), told(20, 15), told(20, 16)]).toEqual([0, 5, 15, 20]);
    expect([told(5, 1), told(5, 3)]).toEqual([0, 5]);
  });

  it('count everybody, whatever may be told of courses', () => {
    const { people, done, toDo, overdue } = tallied(3, 1, 1);
    expect({ people, done, toDo, overdue }).toEqual({ people: 4, done: 1, toDo: 2, overdue: 0 });
  });

  it('begin with the course most people have', () => {
    const tally = tallied(6, 6);
    for (let index = 0; index < 7; index += 1) addTo(tally, [duty({ courseId: 'crs_b' })], now);
    expect(resultsOf(tally)!.map(({ courseId }) => courseId)).toEqual(['crs_b', 'crs_a']);
  });
});
