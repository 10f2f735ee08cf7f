/** A gradebook as lines of a table for spreadsheets. Pure. */
import type { Language } from '#contracts/common.ts';
import { countedPoints, gradeResult } from '#contracts/grade-result.ts';
import type { GradeCell, GradeRow, GradeWords } from '#contracts/gradebook.ts';
import type { z } from '#contracts/z.ts';
import type { StoredPlan } from './plan.ts';

type Words = z.infer<typeof GradeWords>;

/** Heads, then a line for each learner: points by column, the word for what has none, and the whole in percent. */
export function gradeLines(
  plan: Pick<StoredPlan, 'categories' | 'columns'>,
  rows: readonly GradeRow[],
  words: Words,
  language: Language,
): string[][] {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2, useGrouping: false });
  const heads = plan.columns.map(({ title, pointsMax }) => `${title} (${number.format(pointsMax)})`);
  const lines = rows.map(({ person, cells }) => {
    const { share } = gradeResult(plan, cells);
    return [
      ...[person.familyName, person.givenName],
      ...plan.columns.map(({ id }) => cellText(cells[id], words, number)),
      share === null ? '' : number.format(share * 100),
    ];
  });
  return [[words.familyName, words.givenName, ...heads, words.total], ...lines];
}

function cellText(cell: GradeCell | undefined, words: Words, number: Intl.NumberFormat): string {
  if (cell?.flag === 'excused') return words.excused;
  const points = countedPoints(cell);
  if (points === null) return cell?.flag ? words[cell.flag] : '';
  const isNothing = cell?.flag === 'missing' && cell.points === null && cell.taken === null;
  return isNothing ? words.missing : number.format(points);
}
