/** How a unit’s learning is shown: which lists there are, signs of states, the line of numbers. Pure. */
import type { unitCourseStates, UnitResults } from '#contracts/unit-learning.ts';
import type { Sign } from '../../lib/ui/sign.ts';

export const shows = ['all', 'overdue'] as const;

/** Sign and colour of a state; the word comes from the messages. */
export const stateSigns: Record<(typeof unitCourseStates)[number], Sign> = {
  overdue: { kind: 'bad', icon: 'alert' },
  underWay: { kind: 'acc', icon: 'clock' },
  notBegun: { kind: 'plain', icon: 'dash' },
  done: { kind: 'ok', icon: 'check' },
};

/** The unit in four numbers, in the order in which a chief asks for them. */
export const summaryOf = ({ people, toDo, overdue, done }: UnitResults) =>
  [
    { word: 'people', count: people },
    { word: 'toDo', count: toDo },
    { word: 'overdue', count: overdue },
    { word: 'done', count: done },
  ] as const;
