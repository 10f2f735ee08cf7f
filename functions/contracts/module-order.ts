/** Modules one after the other: which lesson comes first. Used by the academy, which counts, and by the page, which shows it. Pure. */

interface Modules {
  readonly lessons: readonly { readonly id: string }[];
}

/**
 * The lesson still to be completed before this one may be begun: the first one that is left in the modules before its own.
 * Undefined where there is none, or the lesson is not among these.
 */
export function lessonBefore(
  modules: readonly Modules[],
  completed: ReadonlySet<string>,
  lessonId: string,
): string | undefined {
  const own = modules.findIndex(({ lessons }) => lessons.some(({ id }) => id === lessonId));
  const before = modules.slice(0, Math.max(0, own)).flatMap(({ lessons }) => lessons);
  return before.find(({ id }) => !completed.has(id))?.id;
}
