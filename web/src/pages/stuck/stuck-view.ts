/** What a page says of somebody who is stuck. Pure. */
import type { StuckReason } from '#contracts/stuck.ts';

/** Nobody can stay away from what they never began: that is said otherwise. */
export const sentenceOf = ({ kind, lesson }: Pick<StuckReason, 'kind' | 'lesson'>) =>
  kind === 'noVisit' && lesson === null ? 'notBegun' : kind;

/** Reasons by course, in their order: its title stands once. */
export function byCourse(
  reasons: readonly StuckReason[],
): { course: StuckReason['course']; reasons: StuckReason[] }[] {
  const courses = new Map<string, StuckReason[]>();
  for (const reason of reasons) courses.set(reason.course.id, [...(courses.get(reason.course.id) ?? []), reason]);
  return [...courses.values()].map((own) => ({ course: own[0]!.course, reasons: own }));
}
