/** What the card “continue” says. Pure. */
import type { OutputOf } from '#contracts/endpoint.ts';
import type { progress } from '#contracts/progress.ts';

type Next = NonNullable<OutputOf<typeof progress.home>['next']>;
type Step = Next['steps'][number];

/** Minutes of the lecture still to come; undefined where nothing was watched yet. */
export function minutesLeft(next: Pick<Next, 'positionSeconds' | 'lectureSeconds'>): number | undefined {
  if (!next.positionSeconds || !next.lectureSeconds) return undefined;
  return Math.max(1, Math.ceil((next.lectureSeconds - next.positionSeconds) / 60));
}

/** Has the learner done anything in this course that “continue” could mean? */
export function begun(next: Pick<Next, 'lesson' | 'steps' | 'positionSeconds'>): boolean {
  return next.lesson.number > 1 || Boolean(next.positionSeconds) || next.steps.some((step) => step.completed);
}

/** The stops of the line: the present lesson is “here” even if it is completed. */
export function stopsOf(next: Pick<Next, 'lesson' | 'steps'>): { step: Step; state: 'done' | 'now' | 'next' }[] {
  return next.steps.map((step) => ({
    step,
    state: step.lessonId === next.lesson.id ? 'now' : step.completed ? 'done' : 'next',
  }));
}
