/**
 * How the people of a unit stand in what is assigned to them. What is due on a day is due by its end, where the cohort is that
 * it is assigned by, else where the unit is. What may be told of results follows `told-heat.ts`: units do not lie in one
 * another, so no two of them differ by a few people. Pure.
 */
import { dayAt } from '#contracts/local-time.ts';
import { resultsMin, unitCoursesMax, type unitCourseStates } from '#contracts/unit-learning.ts';
import { toldOf } from './told-heat.ts';

export type UnitCourseState = (typeof unitCourseStates)[number];

/** A course that is assigned to somebody. */
export interface Duty {
  courseId: string;
  dueOn: string | undefined;
  timeZone: string;
  begun: boolean;
  done: boolean;
}

export function stateOf({ dueOn, timeZone, begun, done }: Omit<Duty, 'courseId'>, now: number): UnitCourseState {
  if (done) return 'done';
  if (dueOn !== undefined && dueOn < dayAt(now, timeZone)) return 'overdue';
  return begun ? 'underWay' : 'notBegun';
}

export interface Counts {
  done: number;
  toDo: number;
  overdue: number;
}

/** What is overdue is among what is to do; `nextDueOn`: the next day that is not over yet. */
export function countsOf(duties: readonly Duty[], now: number): Counts & { nextDueOn: string | null } {
  const states = duties.map((duty) => stateOf(duty, now));
  const count = (state: UnitCourseState) => states.filter((each) => each === state).length;
  const ahead = duties.flatMap(({ dueOn }, index) => (isAhead(states[index]!) && dueOn !== undefined ? [dueOn] : []));
  const done = count('done');
  return { done, toDo: duties.length - done, overdue: count('overdue'), nextDueOn: ahead.sort()[0] ?? null };
}

const isAhead = (state: UnitCourseState): boolean => state === 'underWay' || state === 'notBegun';

const stages: Record<UnitCourseState, number> = { overdue: 0, underWay: 1, notBegun: 1, done: 2 };

/** What is overdue first, then by the day, what has none after it; what is done last. */
export const mostUrgentFirst = <C extends { state: UnitCourseState; dueOn: string | null }>(a: C, b: C): number =>
  stages[a.state] - stages[b.state] || (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9');

/** Added up person after person: a unit of any size takes no more memory than its courses. */
export interface Tally extends Counts {
  people: number;
  courses: Map<string, { people: number; completed: number }>;
}

export const emptyTally = (): Tally => ({ people: 0, done: 0, toDo: 0, overdue: 0, courses: new Map() });

export function addTo(tally: Tally, duties: readonly Duty[], now: number): void {
  const { done, toDo, overdue } = countsOf(duties, now);
  tally.people += 1;
  tally.done += done;
  tally.toDo += toDo;
  tally.overdue += overdue;
  for (const { courseId, done: completed } of duties) {
    const known = tally.courses.get(courseId) ?? { people: 0, completed: 0 };
    known.people += 1;
    if (completed) known.completed += 1;
    tally.courses.set(courseId, known);
  }
}

export interface CourseResult {
  courseId: string;
  people: number;
  completed: number;
}

/** Null where the unit is too small; courses that too few have are left out. */
export function resultsOf({ people, courses }: Tally): CourseResult[] | null {
  if (people < resultsMin) return null;
  return [...courses]
    .filter(([, course]) => course.people >= resultsMin)
    .map(([courseId, course]) => ({
      courseId,
      people: course.people,
      completed: toldOf(course.completed, course.people),
    }))
    .sort((a, b) => b.people - a.people || a.courseId.localeCompare(b.courseId))
    .slice(0, unitCoursesMax);
}
