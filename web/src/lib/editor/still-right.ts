/** A translation that was looked through and needs no change: only the revision it was made from moves on. Pure. */
import type { BlockChange } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import type { Blocks } from './merge.ts';

interface Known {
  blocks: Blocks;
  /** what is sent anyway: it brings the revision along */
  changes: readonly BlockChange[];
  language: Language;
  held: ReadonlySet<string>;
}

/** `right`: block → the source’s revision for which somebody found its translation right. */
export function stillRight(
  right: ReadonlyMap<string, number>,
  { blocks, changes, language, held }: Known,
): BlockChange[] {
  const written = new Set(changes.map(({ blockId }) => blockId));
  return [...right].flatMap(([blockId, sourceRevision]): BlockChange[] => {
    const segment = blocks.get(blockId)?.texts[language];
    const isKnown = !segment || (segment.sourceRevision ?? 0) >= sourceRevision;
    if (isKnown || written.has(blockId) || held.has(blockId)) return [];
    const { text, alt, revision } = segment;
    return [{ op: 'write', blockId, language, base: revision, text, alt, sourceRevision }];
  });
}
