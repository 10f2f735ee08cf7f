/** Words that are only on this device yet: what of the document to keep, and how to bring it back. Pure. */
import type { Language } from '#contracts/common.ts';
import { isNothing, sameText, savedBlock, type DocBlock } from './lesson-blocks.ts';
import type { Blocks, Conflict, DocEdit } from './merge.ts';

/** A text as it stood when it was kept, and the saved one that it was made from. */
export interface UnsentBlock extends DocBlock {
  /** the block above it, to put a new one back where it stood */
  after: string | null;
  /** revision of the text it was made from; 0: there was none */
  base: number;
}

export function unsentIn(document: readonly DocBlock[], blocks: Blocks, language: Language): UnsentBlock[] {
  return document.flatMap((block, index) => {
    const saved = blocks.get(block.id);
    if (saved ? sameText(block, savedBlock(saved, language)) && block.ref === saved.ref : isNothing(block)) return [];
    return [{ ...block, after: document[index - 1]?.id ?? null, base: saved?.texts[language]?.revision ?? 0 }];
  });
}

export interface BroughtBack {
  edits: DocEdit[];
  conflicts: Conflict[];
}

/** Puts kept words back: into their block, beside what somebody else wrote meanwhile, or as a block of their own. */
export function bringBack(kept: readonly UnsentBlock[], blocks: Blocks, language: Language): BroughtBack {
  const result: BroughtBack = { edits: [], conflicts: [] };
  for (const { after, base, ...block } of stillNews(kept, blocks, language)) {
    const saved = blocks.get(block.id);
    if (!saved) {
      result.edits.push({ op: 'insertText', after, block });
      continue;
    }
    const segment = saved.texts[language];
    result.edits.push({ op: 'setText', block });
    if (segment && segment.revision !== base) result.conflicts.push({ blockId: block.id, language, theirs: segment });
  }
  return result;
}

/** What did reach the academy after all is not offered. */
export function stillNews(kept: readonly UnsentBlock[], blocks: Blocks, language: Language): UnsentBlock[] {
  return kept.filter((block) => {
    const saved = blocks.get(block.id);
    return !saved || !sameText(block, savedBlock(saved, language)) || block.ref !== saved.ref;
  });
}
