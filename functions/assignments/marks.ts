/** Marks of a work: what may be given, and what the work is then. Pure. */
import type { AssignmentContent } from '#contracts/assignments.ts';
import type { WorkComment } from '#contracts/assignment-work.ts';
import { AppError } from '#contracts/errors.ts';
import type { Work } from './work.ts';

export interface GivenMark {
  /** the submission it is about */
  number: number;
  outcome: 'marked' | 'returned';
  points: number | null;
  levels: Record<string, string>;
  comment: string | null;
  comments: WorkComment[];
  reworkDueAt: string | null;
  reason: string | null;
}
/** A mark as it is kept: none is ever overwritten. */
export interface StoredMark extends GivenMark {
  revision: number;
  by: string;
  at: string;
}

const wrong = (field: string, reason: string) => new AppError('invalid', { field: `body.${field}`, reason });

/** A mark has points the assignment knows; what goes back says why; what learners have seen changes with a reason. */
export function requireMark(
  given: GivenMark,
  content: Pick<AssignmentContent, 'pointsMax' | 'rubric'>,
  released: boolean,
): void {
  if (!knownLevels(content, given.levels)) throw wrong('levels', 'unknown');
  if (given.outcome === 'marked') {
    if (given.points === null) throw wrong('points', 'missing');
    if (given.points > content.pointsMax) throw wrong('points', 'too_big');
  } else if (given.comment === null && !given.comments.length) throw new AppError('noteMissing');
  if (new Set(given.comments.map(({ id }) => id)).size !== given.comments.length) throw wrong('comments', 'twice');
  if (released && given.reason === null) throw new AppError('noteMissing');
}

const knownLevels = ({ rubric }: Pick<AssignmentContent, 'rubric'>, levels: Record<string, string>): boolean =>
  Object.entries(levels).every(([criterion, level]) =>
    rubric.find(({ id }) => id === criterion)?.levels.some(({ id }) => id === level),
  );

/** Is it the same mark sent once more? */
export const isSameMark = (there: GivenMark, given: GivenMark): boolean =>
  JSON.stringify(inOrder(there)) === JSON.stringify(inOrder(given));

const inOrder = ({ number, outcome, points, levels, comment, comments, reworkDueAt, reason }: GivenMark) => [
  ...[number, outcome, points, comment, reworkDueAt, reason],
  Object.entries(levels).sort(([a], [b]) => (a < b ? -1 : 1)),
  comments.map(({ id, text, passage }) => [id, text, passage.quote, passage.before, passage.after]),
];

/** The work after a mark; a mark that takes back a return takes its extra submission as well. */
export function marked(work: Work, given: GivenMark): Work {
  const { points: _, reworkDueAt: __, ...rest } = work;
  const isReturned = given.outcome === 'returned';
  const before = work.state === 'returned' ? work.returns - 1 : work.returns;
  return {
    ...rest,
    state: given.outcome,
    returns: before + (isReturned ? 1 : 0),
    marks: work.marks + 1,
    revision: work.revision + 1,
    ...(isReturned || given.points === null ? {} : { points: given.points }),
    ...(isReturned && given.reworkDueAt !== null ? { reworkDueAt: given.reworkDueAt } : {}),
  };
}

/** Marks their learner is told: what goes back at once, the others once they are released; of each submission the last word. */
export function told<M extends GivenMark>(marks: readonly M[], released: boolean): M[] {
  const latest = new Map(marks.map((mark) => [mark.number, mark]));
  return [...latest.values()].filter(({ outcome }) => released || outcome === 'returned');
}
