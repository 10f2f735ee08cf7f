/** An assignment: its terms for one person, and what may still be changed once work has come. Pure. */
import type { AssignmentContent } from '#contracts/assignments.ts';
import { AppError } from '#contracts/errors.ts';

export interface StoredAllowance {
  /** absent: as for everybody */
  dueAt?: string | undefined;
  excused: boolean;
  reason: string;
  by: string;
  at: string;
}

export interface StoredRelease {
  released: boolean;
  by: string;
  at: string;
  reason?: string | undefined;
}

/** When something is due, and until when it is taken at all. */
export interface Terms {
  opensAt: string;
  dueAt: string;
  /** undefined: late work is taken for ever */
  closesAt: string | undefined;
}

/** `invalid` with the first field that contradicts another. */
export function requireSense(content: AssignmentContent): void {
  const wrong = (field: string, reason: string) => new AppError('invalid', { field: `body.content.${field}`, reason });
  if (content.dueAt <= content.opensAt) throw wrong('dueAt', 'beforeStart');
  if (content.closesAt !== null && content.closesAt < content.dueAt) throw wrong('closesAt', 'beforeDue');
  if (!content.takesText && !content.fileTypes.length) throw wrong('takesText', 'nothing');
  if (rubricPoints(content) > content.pointsMax) throw wrong('rubric', 'points');
}

/** What the best levels of all criteria come to. */
export const rubricPoints = ({ rubric }: Pick<AssignmentContent, 'rubric'>): number =>
  rubric.reduce((sum, { levels }) => sum + Math.max(...levels.map(({ points }) => points)), 0);

/** Who has handed in relied on these. */
export function requireKept(before: AssignmentContent, after: AssignmentContent): void {
  const isSame =
    before.pointsMax === after.pointsMax &&
    sorted(before.rubric) === sorted(after.rubric) &&
    (!before.anonymous || after.anonymous);
  if (!isSame) throw new AppError('assignmentBegun');
}

/** As text, whatever order its fields came in. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

/** The terms for one person: an exception gives time, and never takes any. `terms` are after postponed days. */
export function termsFor(terms: Terms, allowances: readonly StoredAllowance[]): Terms {
  const own = allowances.at(-1)?.dueAt;
  const dueAt = own !== undefined && own > terms.dueAt ? own : terms.dueAt;
  const closesAt = terms.closesAt !== undefined && terms.closesAt < dueAt ? dueAt : terms.closesAt;
  return { ...terms, dueAt, closesAt };
}

/** Does who marks see no names? */
export const isVeiled = ({ anonymous, releasedAt }: { anonymous: boolean; releasedAt?: string | undefined }): boolean =>
  anonymous && releasedAt === undefined;
