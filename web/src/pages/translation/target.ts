/** What can be done to the field of a translation from outside: by keys, and by what stands beside it. */
import type { DocNode } from '../../lib/editor/doc.ts';

export interface TargetField {
  focus(): void;
  /** at the caret */
  insert(words: string): void;
  insertNode(node: DocNode): void;
  /** in the place of everything */
  copySource(): void;
}

/** The keys of a translator, wherever in the field the caret is; undefined for all others. */
export type TranslatorKey = 'next' | 'right' | 'copy' | 'close' | { term: number };

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey'>;

export function keyOf({ key, code, altKey, shiftKey, ctrlKey, metaKey }: Pressed): TranslatorKey | undefined {
  if (key === 'Enter' && (ctrlKey || metaKey) && !altKey) return shiftKey ? 'right' : 'next';
  if (key === 'Escape') return 'close';
  if (!altKey || ctrlKey || metaKey) return undefined;
  if (shiftKey) return code === 'KeyC' ? 'copy' : undefined;
  const digit = /^Digit([1-9])$/.exec(code)?.[1];
  return digit ? { term: Number(digit) - 1 } : undefined;
}
