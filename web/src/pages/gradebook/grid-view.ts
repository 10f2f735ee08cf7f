/** What the table of a gradebook shows. Pure. */
import type { GradePlan, GradeRow } from '#contracts/gradebook.ts';

export interface Group {
  id: string;
  title: string;
  weight: number;
  columns: GradePlan['columns'];
}

/** Columns by category, in the order of the categories. */
export const groupsOf = ({ categories, columns }: GradePlan): Group[] =>
  categories
    .map((category) => ({ ...category, columns: columns.filter(({ categoryId }) => categoryId === category.id) }))
    .filter((group) => group.columns.length > 0);

/** Learners whose name holds every word. */
export function foundRows(rows: readonly GradeRow[], text: string): readonly GradeRow[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const nameOf = ({ person }: GradeRow) => `${person.familyName} ${person.givenName}`.toLocaleLowerCase();
  return words.length ? rows.filter((row) => words.every((word) => nameOf(row).includes(word))) : rows;
}
