/**
 * Texts that were sent and whose answer never came: a request may arrive although its answer is lost. What stands at the
 * academy is then one’s own, and nobody to be in conflict with.
 */
import type { BlockChange, DraftBlock } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import type { Blocks } from './merge.ts';

export class Unanswered {
  readonly #texts = new Map<string, Set<string>>();

  sent(changes: readonly BlockChange[]): void {
    for (const change of changes) {
      if (change.op !== 'write') continue;
      const texts = this.#texts.get(change.blockId) ?? new Set();
      this.#texts.set(change.blockId, texts.add(change.text));
    }
  }

  answered(changes: readonly BlockChange[]): void {
    for (const { op, blockId } of changes) if (op === 'write') this.#texts.delete(blockId);
  }

  /** What is known to be saved, once what stands at the academy turns out to have been written here. */
  recognised(
    known: Blocks,
    stands: readonly (DraftBlock | null)[],
    { language, personId }: { language: Language; personId: string },
  ): Map<string, DraftBlock> {
    const blocks = new Map(known);
    for (const block of stands) {
      const [segment, before] = [block?.texts[language], block && known.get(block.id)];
      if (!block || !segment || !before || segment.by.id !== personId) continue;
      if (segment.revision <= (before.texts[language]?.revision ?? 0)) continue;
      if (this.#texts.get(block.id)?.has(segment.text))
        blocks.set(block.id, { ...before, texts: { ...before.texts, [language]: segment } });
    }
    return blocks;
  }
}
