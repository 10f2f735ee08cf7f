/** The framework of competences as it is shown and chosen from. Pure; the list comes parents before children. */
import { languages } from '#contracts/common.ts';
import type { Competence } from '#contracts/norms.ts';

/** How deep each competence lies; one whose parent is not shown lies where that would. */
export function depths(list: readonly Competence[]): Map<string, number> {
  const depth = new Map<string, number>();
  for (const { id, parentId } of list) {
    const above = parentId === null ? undefined : depth.get(parentId);
    depth.set(id, above === undefined ? 0 : above + 1);
  }
  return depth;
}

/** Those whose code or name, in any language, has all the words typed; and what they lie below, so that one sees where. */
export function found(list: readonly Competence[], typed: string): Competence[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [...list];
  const hits = list.filter((one) => {
    const text = [one.code, ...languages.map((language) => one.name[language] ?? '')].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const kept = new Set(hits.flatMap((one) => [one.id, ...above(list, one)]));
  return list.filter(({ id }) => kept.has(id));
}

/** Ids of what a competence lies below, nearest first. */
export function above(list: readonly Competence[], { parentId }: Pick<Competence, 'parentId'>): string[] {
  const byId = new Map(list.map((one) => [one.id, one]));
  const ids: string[] = [];
  for (let at = parentId; at !== null && !ids.includes(at); at = byId.get(at)?.parentId ?? null) ids.push(at);
  return ids;
}

/** The choice with one more or one less, in the order of the framework. */
export function toggled(chosen: readonly string[], id: string, list: readonly Competence[]): string[] {
  const next = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
  const place = new Map(list.map((one, index) => [one.id, index]));
  return next.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
}
