/** How plan, cells and marks are shown. Pure. */
import type { GradeCell, GradePlan } from '#contracts/gradebook.ts';
import type { Cell } from './marks.ts';
import type { StoredPlan } from './plan.ts';

export const presentPlan = ({ revision, categories, columns }: StoredPlan): GradePlan => ({
  ...{ revision, categories },
  columns: columns.map(({ releasedAt = null, ...column }) => ({ ...column, releasedAt })),
});

export const presentCell = ({ points, taken, flag, revision }: Cell): GradeCell => ({
  ...{ points: points ?? null, taken: taken ?? null, flag: flag ?? null, revision },
});

/** Cells of the columns that there are. */
export const presentCells = (cells: Readonly<Record<string, Cell>>, columns: readonly { id: string }[]) =>
  Object.fromEntries(
    columns.flatMap(({ id }) => {
      const cell = cells[id];
      return cell ? [[id, presentCell(cell)]] : [];
    }),
  );

/** The plan and cells as their learner may see them: columns that are not released are named, without a mark. */
export function ownView(plan: StoredPlan, cells: Readonly<Record<string, Cell>>) {
  const released = plan.columns.filter(({ releasedAt }) => releasedAt !== undefined);
  const shown = presentCells(cells, released);
  // what was taken over from a test is a mark like any other here
  return { plan: presentPlan(plan), cells: shown };
}
