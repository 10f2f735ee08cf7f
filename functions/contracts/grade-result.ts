/**
 * What the marks of a gradebook come to. Pure; for browser and server.
 *
 * A category is the share of its points that was reached; the whole is the weighted mean of the categories. What has no mark
 * yet counts in neither, what is excused never does, what is missing counts as nothing reached. (Moodle’s “weighted mean of
 * grades” with “exclude empty grades”: https://docs.moodle.org/405/en/Grade_aggregation.)
 */

/** missing: was due and did not come · late: came, and it counts · excused: counts in nothing */
export const cellFlags = ['missing', 'late', 'excused'] as const;
export type CellFlag = (typeof cellFlags)[number];

export interface Graded {
  /** by hand; goes before what was taken over */
  points: number | null;
  /** from a test or an assignment, in points of the column */
  taken: number | null;
  flag: CellFlag | null;
}
interface Category {
  id: string;
  weight: number;
}
interface Column {
  id: string;
  categoryId: string;
  pointsMax: number;
}
export interface Plan {
  categories: readonly Category[];
  columns: readonly Column[];
}
export interface CategoryResult {
  id: string;
  points: number;
  /** of the columns that count */
  pointsMax: number;
  /** 0 to 1; null: nothing counts yet */
  share: number | null;
}
export interface GradeResult {
  categories: CategoryResult[];
  share: number | null;
}

/** of all categories together */
export const weightsSum = 100;

const hundredth = (value: number) => Math.round(value * 100) / 100;

/** Points that count; null: none yet, or excused. */
export function countedPoints(cell: Graded | undefined): number | null {
  if (!cell || cell.flag === 'excused') return null;
  return cell.points ?? cell.taken ?? (cell.flag === 'missing' ? 0 : null);
}

/** One learner’s result; `cells` by column. */
export function gradeResult(plan: Plan, cells: Readonly<Record<string, Graded>>): GradeResult {
  const categories = plan.categories.map(({ id }) => categoryResult(id, plan.columns, cells));
  const counting = plan.categories.flatMap(({ weight }, index) => {
    const share = categories[index]!.share;
    return share === null || weight === 0 ? [] : [{ weight, share }];
  });
  const weights = counting.reduce((sum, { weight }) => sum + weight, 0);
  const reached = counting.reduce((sum, { weight, share }) => sum + weight * share, 0);
  return { categories, share: weights > 0 ? reached / weights : null };
}

function categoryResult(
  id: string,
  columns: readonly Column[],
  cells: Readonly<Record<string, Graded>>,
): CategoryResult {
  const counting = columns.flatMap((column) => {
    const points = column.categoryId === id ? countedPoints(cells[column.id]) : null;
    return points === null ? [] : [{ points, pointsMax: column.pointsMax }];
  });
  const points = hundredth(counting.reduce((sum, each) => sum + each.points, 0));
  const pointsMax = hundredth(counting.reduce((sum, each) => sum + each.pointsMax, 0));
  return { id, points, pointsMax, share: pointsMax > 0 ? points / pointsMax : null };
}

/** Do the weights come to a whole? Until then a result is shown with a warning and no column is released. */
export const weightsFit = (categories: readonly Pick<Category, 'weight'>[]): boolean =>
  Math.abs(categories.reduce((sum, { weight }) => sum + weight, 0) - weightsSum) < 0.001;

/** Mean of a column over those whose points count; null: nobody’s do. */
export function columnMean(columnId: string, rows: readonly Readonly<Record<string, Graded>>[]): number | null {
  const points = rows.map((cells) => countedPoints(cells[columnId])).filter((each) => each !== null);
  return points.length ? hundredth(points.reduce((sum, each) => sum + each, 0) / points.length) : null;
}
