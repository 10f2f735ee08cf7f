/** The texts of a lesson beside each other instead of below each other: what a translator types into. */
import type { DraftBlock } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import { none, withEntry } from '../editor/by-id.ts';
import { byPlace, savedBlock, type DocBlock } from '../editor/lesson-blocks.ts';
import type { DocEdit } from '../editor/merge.ts';
import type { Surface } from '../editor/surface.ts';

export class SegmentList implements Surface {
  #list = $state.raw<readonly DocBlock[]>([]);
  /** words whose source is gone: they stay here until somebody has looked at them */
  #orphans = $state.raw<readonly string[]>([]);
  readonly #language: Language;
  readonly #changed: () => void;
  /** counts what came from elsewhere, block by block: an open field shows it */
  #theirs = $state.raw<ReadonlyMap<string, number>>(none());

  constructor(blocks: readonly DraftBlock[], language: Language, changed: () => void) {
    this.#language = language;
    this.#changed = changed;
    this.#list = [...blocks].sort(byPlace).map((block) => savedBlock(block, language));
  }

  read(): DocBlock[] {
    return [...this.#list];
  }
  find(id: string): DocBlock | undefined {
    return this.#list.find((block) => block.id === id);
  }
  theirs(id: string): number {
    return this.#theirs.get(id) ?? 0;
  }
  held(): readonly string[] {
    return this.#orphans;
  }
  get orphans(): DocBlock[] {
    return this.#list.filter(({ id }) => this.#orphans.includes(id));
  }

  write(id: string, words: Partial<Pick<DocBlock, 'text' | 'alt'>>): void {
    this.#list = this.#list.map((block) => (block.id === id ? { ...block, ...words } : block));
    this.#changed();
  }

  /** Words without a source were read, copied, or are not needed. */
  letGo(id: string): void {
    this.#orphans = this.#orphans.filter((each) => each !== id);
    this.#list = this.#list.filter((block) => block.id !== id);
    this.#changed();
  }

  apply(edits: readonly DocEdit[]): void {
    for (const edit of edits) this.#apply(edit);
    this.#changed();
  }

  #apply(edit: DocEdit): void {
    switch (edit.op) {
      case 'set':
        return this.#put(savedBlock(edit.block, this.#language));
      case 'setText':
        return this.#put(edit.block);
      case 'append':
        return this.#append(savedBlock(edit.block, this.#language));
      case 'insert':
        return this.#insert(savedBlock(edit.block, this.#language), edit.after);
      case 'insertText':
        this.#orphans = [...this.#orphans, edit.block.id];
        return this.#insert(edit.block, null);
      case 'remove':
        this.#list = this.#list.filter(({ id }) => id !== edit.id);
        return;
      case 'rekey':
        this.#orphans = [...this.#orphans, edit.id];
        return;
      case 'order':
        this.#list = ordered(this.#list, edit.ids);
    }
  }

  #put(block: DocBlock): void {
    this.#list = this.#list.map((each) => (each.id === block.id ? block : each));
    this.#theirs = withEntry(this.#theirs, block.id, this.theirs(block.id) + 1);
  }

  #append(block: DocBlock): void {
    const here = this.find(block.id);
    if (here) this.#put({ ...here, text: `${here.text}\n\n${block.text}` });
  }

  #insert(block: DocBlock, after: string | null): void {
    const at = after === null ? 0 : this.#list.findIndex(({ id }) => id === after) + 1;
    this.#list = [...this.#list.slice(0, at), block, ...this.#list.slice(at)];
  }
}

/** As the academy orders them; what it does not name keeps to the end. */
function ordered(list: readonly DocBlock[], ids: readonly string[]): DocBlock[] {
  const rank = new Map(ids.map((id, index) => [id, index]));
  const of = ({ id }: DocBlock) => rank.get(id) ?? ids.length;
  return [...list].sort((a, b) => of(a) - of(b));
}
