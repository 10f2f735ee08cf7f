/** Academies one can share with: all but one’s own; those chosen stay in sight. Pure. */
import type { Localised } from '#contracts/common.ts';

interface Academy {
  id: string;
  name: Localised;
}

export function academiesFound<Item extends Academy>(
  all: readonly Item[],
  { own, typed, chosen }: { own: readonly string[]; typed: string; chosen: readonly string[] },
): Item[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ id, name }: Item) => {
    if (own.includes(id)) return false;
    const names = Object.values(name).join(' ').toLocaleLowerCase();
    return chosen.includes(id) || words.every((word) => names.includes(word));
  };
  return all.filter(fits);
}
