/**
 * Rules of taking a learner over to another version of a course. A learner stays on their version until they are moved:
 * by themselves, by who answers for them, or, before they have opened a lesson, with the release – then nothing can be
 * lost. Forward to the newest only: nobody is brought to a text that has been replaced. Whoever has completed a version
 * keeps it for ever, since that is what their record says. Pure.
 */
import { AppError } from '#contracts/errors.ts';

export interface Learned {
  version: number;
  /** versions learned before this one, the first first */
  earlier?: readonly number[] | undefined;
  begunAt?: string | undefined;
  /** the version that was completed */
  completed?: number | undefined;
}

export interface Moved {
  version: number;
  earlier: number[];
  movedAt: string;
}

/** Can the learner be taken over to this version? */
export const canMove = ({ version, completed }: Learned, to: number): boolean =>
  completed === undefined && version < to;

/** Is the learner taken over with the release, without being asked? */
export const movesByItself = (learned: Learned, to: number): boolean =>
  learned.begunAt === undefined && canMove(learned, to);

/** The enrolment on the later version. */
export const moved = ({ version, earlier = [] }: Learned, to: number, movedAt: string): Moved => ({
  version: to,
  earlier: [...earlier, version],
  movedAt,
});

/** A learner asks for a version: undefined where they are on it. */
export function ownMove(learned: Learned, to: number, newest: number, at: string): Moved | undefined {
  if (learned.version === to) return undefined;
  if (learned.completed !== undefined) throw new AppError('courseCompleted');
  // a newer one has been released since the page was opened, or it is an old one
  if (to !== newest || to < learned.version) throw new AppError('conflict');
  return moved(learned, to, at);
}

/**
 * Somebody completed a version in the very moment in which they were taken over to a later one: they keep what they
 * completed. Undefined where nothing is to be put right.
 */
export function keptVersion({ version, earlier = [] }: Learned, completed: number): Omit<Moved, 'movedAt'> | undefined {
  const at = earlier.indexOf(completed);
  return version === completed || at < 0 ? undefined : { version: completed, earlier: earlier.slice(0, at) };
}

/** Of an academy's learners: how many on which version, the newest first. */
export function countedByVersion(learners: readonly Learned[]) {
  const groups = [...Map.groupBy(learners, ({ version }) => version)].sort(([a], [b]) => b - a);
  return groups.map(([version, all]) => ({
    version,
    learners: all.length,
    begun: all.filter(({ begunAt, completed }) => begunAt !== undefined && completed === undefined).length,
    completed: all.filter(({ completed }) => completed !== undefined).length,
  }));
}
