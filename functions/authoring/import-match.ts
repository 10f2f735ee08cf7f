/** Which standing block each block of an imported lesson goes on with, and what that changes about it. Pure. */
import type { BlockChange } from '#contracts/blocks.ts';
import { languages as allLanguages, type Language } from '#contracts/common.ts';
import type { FrozenBlock } from '#contracts/reviews.ts';
import type { StoredBlock } from './blocks.store.ts';

/**
 * The incoming blocks, each under the id of the one it goes on with, or its own where it is new: first by id, then by what
 * they say, then by where they stand between those. Both lists in their order; `first` is the language of origin.
 */
export function matched(
  standing: readonly StoredBlock[],
  incoming: readonly FrozenBlock[],
  first: Language,
): FrozenBlock[] {
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  const pair = (index: number, at: number) => {
    pairs.set(index, at);
    taken.add(at);
  };
  const placeOf = new Map(standing.map(({ id }, at) => [id, at]));
  incoming.forEach(({ id }, index) => {
    const at = placeOf.get(id);
    if (at !== undefined) pair(index, at);
  });
  pairAlike(standing, incoming, first, { pairs, taken, pair });
  pairNeighbours(standing, incoming, { pairs, taken, pair });
  return incoming.map((block, index) => {
    const at = pairs.get(index);
    return at === undefined ? block : { ...block, id: standing[at]!.id };
  });
}

interface Pairing {
  /** index of the incoming → index of the standing */
  pairs: Map<number, number>;
  taken: Set<number>;
  pair(index: number, at: number): void;
}

const saysIn = ({ kind, ref, texts }: StoredBlock | FrozenBlock, language: Language): string =>
  JSON.stringify([kind, ref ?? null, texts[language]?.text.trim() ?? '', texts[language]?.alt?.trim() ?? '']);

/** The longest run of blocks that say the same in both. */
function pairAlike(
  standing: readonly StoredBlock[],
  incoming: readonly FrozenBlock[],
  first: Language,
  { pairs, taken, pair }: Pairing,
): void {
  const rows = incoming.flatMap((block, index) => (pairs.has(index) ? [] : [{ index, says: saysIn(block, first) }]));
  const columns = standing.flatMap((block, at) => (taken.has(at) ? [] : [{ at, says: saysIn(block, first) }]));
  const width = columns.length + 1;
  const longest = new Uint16Array(width * (rows.length + 1));
  for (let row = rows.length - 1; row >= 0; row -= 1)
    for (let column = columns.length - 1; column >= 0; column -= 1)
      longest[row * width + column] =
        rows[row]!.says === columns[column]!.says
          ? longest[(row + 1) * width + column + 1]! + 1
          : Math.max(longest[(row + 1) * width + column]!, longest[row * width + column + 1]!);
  for (let row = 0, column = 0; row < rows.length && column < columns.length;) {
    if (rows[row]!.says === columns[column]!.says) pair(rows[row++]!.index, columns[column++]!.at);
    else if (longest[(row + 1) * width + column]! >= longest[row * width + column + 1]!) row += 1;
    else column += 1;
  }
}

/** What stands right behind the block before goes on as this one, where it is of its kind and nobody's yet. */
function pairNeighbours(
  standing: readonly StoredBlock[],
  incoming: readonly FrozenBlock[],
  { pairs, taken, pair }: Pairing,
): void {
  let next = 0;
  incoming.forEach(({ kind }, index) => {
    const known = pairs.get(index);
    if (known !== undefined) {
      next = known + 1;
      return;
    }
    if (taken.has(next) || standing[next]?.kind !== kind) return;
    pair(index, next);
    next += 1;
  });
}

/**
 * What makes the standing block (undefined: none) say what the incoming one says, at that place. Of the course's languages
 * those that the import does not have are emptied, others stay; what was imported together is up to date.
 */
export function changesTo(
  standing: StoredBlock | undefined,
  incoming: FrozenBlock,
  { place, languages }: { place: string; languages: readonly Language[] },
): BlockChange[] {
  const { id: blockId, kind, ref, texts } = incoming;
  const changes: BlockChange[] = [];
  if (!standing) changes.push({ op: 'add', blockId, kind, ref, place });
  else {
    let base = standing.revision;
    if ((standing.ref ?? null) !== ref) changes.push({ op: 'ref', blockId, base: base++, ref });
    if (standing.place !== place) changes.push({ op: 'place', blockId, base, place });
  }
  const [first] = languages as [Language];
  const inOrder = [first, ...allLanguages.filter((language) => language !== first && languages.includes(language))];
  let source = 0;
  for (const language of inOrder) {
    const was = standing?.texts[language];
    const { text = '', alt = null } = texts[language] ?? {};
    const isFirst = language === first;
    const differs = (was?.text ?? '') !== text || (was?.alt ?? null) !== alt;
    if (isFirst) source = (was?.revision ?? 0) + Number(differs);
    const isBehind = !isFirst && texts[language] !== undefined && was?.sourceRevision !== source;
    if (!differs && !isBehind) continue;
    const sourceRevision = isFirst || texts[language] === undefined ? null : source;
    changes.push({ op: 'write', blockId, language, base: was?.revision ?? 0, text, alt, sourceRevision });
  }
  return changes;
}
