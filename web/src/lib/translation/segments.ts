/** What a translator sees of each text: source, translation, and whether something is to be done. Pure. */
import type { DraftBlock, Segment } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import { byPlace, sameText, savedBlock, type DocBlock } from '../editor/lesson-blocks.ts';

/** missing: not a word yet · stale: the source has changed since · done */
export type SegmentState = 'missing' | 'stale' | 'done';
export const filters = ['all', 'todo', 'stale'] as const;
export type Filter = (typeof filters)[number];

export interface SegmentRow {
  block: DraftBlock;
  source: Segment;
  /** what stands here now, saved or not */
  here: DocBlock;
  state: SegmentState;
}

const says = (text: { text: string; alt: string | null } | undefined): boolean =>
  Boolean(text?.text.trim() || text?.alt?.trim());

export function stateOf(block: DraftBlock, here: DocBlock, source: Language, language: Language): SegmentState {
  if (!says(here)) return 'missing';
  const [from, made] = [block.texts[source], block.texts[language]];
  const isBehind = made && made.sourceRevision !== null && made.sourceRevision < (from?.revision ?? 0);
  // who is at it looks at the source as it is
  return isBehind && sameText(here, savedBlock(block, language)) ? 'stale' : 'done';
}

/** The texts that the first language has, by place. */
export function rowsOf(
  blocks: readonly DraftBlock[],
  here: ReadonlyMap<string, DocBlock>,
  { source, language }: { source: Language; language: Language },
): SegmentRow[] {
  return [...blocks].sort(byPlace).flatMap((block) => {
    const [from, now] = [block.texts[source], here.get(block.id)];
    if (!from || !now || !says(from)) return [];
    return { block, source: from, here: now, state: stateOf(block, now, source, language) };
  });
}

export const fits = ({ state }: Pick<SegmentRow, 'state'>, filter: Filter): boolean =>
  filter === 'all' || (filter === 'stale' ? state === 'stale' : state !== 'done');

/** The next text with something to do behind this one, else the first before it; undefined where all is done. */
export function nextToDo(rows: readonly SegmentRow[], after: string | undefined): string | undefined {
  const at = rows.findIndex(({ block }) => block.id === after);
  const order = [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))];
  return order.find(({ state }) => state !== 'done')?.block.id;
}

/** How many of each state there are. */
export const countStates = (rows: readonly SegmentRow[]): Record<SegmentState, number> => ({
  missing: rows.filter(({ state }) => state === 'missing').length,
  stale: rows.filter(({ state }) => state === 'stale').length,
  done: rows.filter(({ state }) => state === 'done').length,
});
