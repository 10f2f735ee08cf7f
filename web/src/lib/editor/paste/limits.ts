/** How much may come in at once. What is more is refused as a whole and stays in the clipboard. Pure. */
import { blocksMax, segmentMax } from '#contracts/blocks.ts';
import type { DocNode } from '../doc.ts';
import { textFrom } from '../segment.ts';

/** characters of what was pasted; more is not even read */
const rawMax = 6_000_000;
const plainMax = 600_000;

export type Refusal = 'tooMuch' | 'tooManyBlocks' | 'blockTooLong';

export const refusedUnread = (html: string, plain: string): Refusal | undefined =>
  html.length > rawMax || plain.length > plainMax ? 'tooMuch' : undefined;

/** `present`: blocks the lesson has already. */
export function refused(nodes: readonly DocNode[], present: number): Refusal | undefined {
  if (nodes.length + present > blocksMax) return 'tooManyBlocks';
  return nodes.some((each) => isLong(each)) ? 'blockTooLong' : undefined;
}

/** Only what could be too long is written out to see. */
const isLong = (of: DocNode): boolean => JSON.stringify(of).length > segmentMax && textFrom([of]).length > segmentMax;
