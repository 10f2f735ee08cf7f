/** Writes the plan of a gradebook: the whole of it, under the revision it was made from. */
import { gradebook, type GradeCategory, type GradeColumn } from '#contracts/gradebook.ts';
import { isRefusal } from '../../lib/action.svelte.ts';
import { call } from '../../lib/client.ts';
import type { GradeBook } from './book.svelte.ts';

export interface PlanChange {
  categories?: readonly GradeCategory[];
  columns?: readonly GradeColumn[];
}

/** Where somebody was quicker the newest plan is shown, and the error says so: what was typed stays in its dialog. */
export async function savePlan(cohortId: string, book: GradeBook, change: PlanChange): Promise<void> {
  const { revision } = book.plan;
  const columns = (change.columns ?? book.plan.columns).map(plainColumn);
  const categories = [...(change.categories ?? book.plan.categories)];
  const params = { cohortId };
  try {
    book.plan = await call(gradebook.savePlan, { params, body: { revision, categories, columns } });
  } catch (error) {
    if (isRefusal(error, 'conflict')) book.plan = (await call(gradebook.gradebook, { params, query: {} })).plan;
    throw error;
  }
}

const plainColumn = ({ id, categoryId, title, source, pointsMax, dueOn }: GradeColumn): GradeColumn => ({
  ...{ id, categoryId, title, source, pointsMax, dueOn },
});

/** Rows as the academy has them now: marks of tests come a moment after their column. */
export async function reloadRows(cohortId: string, book: GradeBook): Promise<void> {
  const rows: (typeof book.rows)[number][] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(cohortId, cursor);
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor);
  book.rows = rows;
}
const pageOf = (cohortId: string, cursor: string | null) =>
  call(gradebook.gradebook, { params: { cohortId }, query: cursor ? { cursor } : {} });
