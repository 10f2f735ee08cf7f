/** Categories and columns of a gradebook, and what of it is released. Pure. */
import { AppError } from '#contracts/errors.ts';
import { weightsFit } from '#contracts/grade-result.ts';
import type { GradeCategory, GradeColumn } from '#contracts/gradebook.ts';

export type PlannedColumn = GradeColumn & { releasedAt?: string | undefined };
export interface StoredPlan {
  cohortId: string;
  categories: GradeCategory[];
  columns: PlannedColumn[];
  revision: number;
}

export interface WrittenPlan {
  revision: number;
  categories: GradeCategory[];
  columns: GradeColumn[];
}

/**
 * The plan with what was written; `conflict` where somebody was quicker. Columns stay released as they were.
 * The very plan that stands there already is no change: `undefined`.
 */
export function changedPlan(before: StoredPlan, written: WrittenPlan): StoredPlan | undefined {
  const known = new Set(written.categories.map(({ id }) => id));
  const stray = written.columns.find(({ categoryId }) => !known.has(categoryId));
  if (stray) throw new AppError('invalid', { field: 'body.columns', reason: 'category' });
  const released = new Map(before.columns.map(({ id, releasedAt }) => [id, releasedAt]));
  const columns = written.columns.map((column): PlannedColumn => {
    const releasedAt = released.get(column.id);
    return releasedAt === undefined ? column : { ...column, releasedAt };
  });
  const after = { ...before, categories: written.categories, columns };
  if (JSON.stringify(after) === JSON.stringify(before)) return undefined;
  if (written.revision !== before.revision) throw new AppError('conflict');
  return { ...after, revision: before.revision + 1 };
}

/** The plan with columns shown to their learners or taken back; undefined where they are so already. */
export function releasedPlan(
  before: StoredPlan,
  { revision, columnIds, released }: { revision: number; columnIds: readonly string[]; released: boolean },
  at: string,
): StoredPlan | undefined {
  const ids = new Set(columnIds);
  const meant = before.columns.filter(({ id }) => ids.has(id));
  if (meant.length !== ids.size) throw new AppError('notFound');
  if (meant.every(({ releasedAt }) => (releasedAt !== undefined) === released)) return undefined;
  if (revision !== before.revision) throw new AppError('conflict');
  if (released && !weightsFit(before.categories)) throw new AppError('weightsDiffer');
  const columns = before.columns.map((column): PlannedColumn => {
    if (!ids.has(column.id)) return column;
    const { releasedAt = at, ...rest } = column;
    return released ? { ...rest, releasedAt } : rest;
  });
  return { ...before, columns, revision: before.revision + 1 };
}

/** Columns whose marks have to be fetched anew: new ones, of another test, or worth other points. */
export const toTake = (before: StoredPlan, after: StoredPlan): PlannedColumn[] =>
  after.columns.filter((column) => {
    const earlier = before.columns.find(({ id }) => id === column.id);
    const isSame =
      earlier?.pointsMax === column.pointsMax && JSON.stringify(earlier.source) === JSON.stringify(column.source);
    return column.source.kind !== 'hand' && !isSame;
  });
