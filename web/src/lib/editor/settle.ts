/** What the academy answered to what was sent. Pure. */
import type { BlockChange, ChangeOutcome, DraftBlock, Segment } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import { sameText, savedBlock, type DocBlock } from './lesson-blocks.ts';
import type { Conflict, DocEdit } from './merge.ts';

export interface Settled {
  blocks: Map<string, DraftBlock>;
  removed: Map<string, number>;
  conflicts: Conflict[];
  edits: DocEdit[];
  /** new blocks that the academy does not take: their picture or file is not there */
  refused: string[];
  /** blocks whose text somebody else wrote in the meantime */
  met: string[];
}

export interface SettleInput {
  blocks: ReadonlyMap<string, DraftBlock>;
  removed: ReadonlyMap<string, number>;
  changes: readonly BlockChange[];
  outcomes: readonly ChangeOutcome[];
  document: readonly DocBlock[];
  language: Language;
}

export function settle(input: SettleInput): Settled {
  const settled: Settled = {
    blocks: new Map(input.blocks),
    removed: new Map(input.removed),
    conflicts: [],
    edits: [],
    refused: [],
    met: [],
  };
  input.changes.forEach((change, index) => {
    const outcome = input.outcomes[index];
    if (!outcome) return;
    if (outcome.outcome === 'saved') wasSaved(change, outcome.block, settled);
    else if (outcome.outcome === 'conflict') metAnother(change, outcome.block, input, settled);
    else wasGone(change, input, settled);
  });
  return settled;
}

function wasSaved(change: BlockChange, block: DraftBlock | null, { blocks, removed }: Settled): void {
  const known = blocks.get(change.blockId);
  switch (change.op) {
    case 'remove':
      removed.set(change.blockId, change.base + 1);
      blocks.delete(change.blockId);
      return;
    case 'add':
    case 'restore':
      removed.delete(change.blockId);
      if (block) blocks.set(change.blockId, block);
      return;
    case 'write': {
      const segment = block?.texts[change.language];
      if (known && segment)
        blocks.set(change.blockId, withSegment(known, change.language, acknowledged(change, segment)));
      return;
    }
    default:
      if (known && block)
        blocks.set(change.blockId, { ...known, place: block.place, ref: block.ref, revision: block.revision });
  }
}

/** Somebody may have written right after: then it is theirs that the next look brings. */
function acknowledged(change: Extract<BlockChange, { op: 'write' }>, segment: Segment): Segment {
  if (segment.text === change.text) return segment;
  return { ...segment, text: change.text, alt: change.alt, revision: Math.min(segment.revision, change.base + 1) };
}

const withSegment = (block: DraftBlock, language: Language, segment: Segment): DraftBlock => ({
  ...block,
  texts: { ...block.texts, [language]: segment },
});

function metAnother(change: BlockChange, block: DraftBlock | null, input: SettleInput, settled: Settled): void {
  const known = settled.blocks.get(change.blockId);
  if (change.op === 'add') {
    settled.edits.push({ op: 'rekey', id: change.blockId });
    return;
  }
  if (!block || !known) return;
  if (change.op !== 'write') {
    // nobody was quicker: the academy does not take it, however often it is sent
    if (block.revision === change.base) settled.refused.push(change.blockId);
    // the newest revision is known now: what was meant here is sent again from there
    settled.blocks.set(change.blockId, { ...known, place: block.place, revision: block.revision, ref: block.ref });
    return;
  }
  const theirs = block.texts[change.language];
  // known by now: it was one's own, whose answer had been lost; what is here is sent again from there
  if (!theirs || theirs.revision === known.texts[change.language]?.revision) return;
  settled.met.push(change.blockId);
  const here = input.document.find(({ id }) => id === change.blockId);
  const after = withSegment(known, change.language, theirs);
  // nothing was typed here: only the source was said to have been looked at
  const isUntouched = here && sameText(here, savedBlock(known, change.language));
  if (isUntouched) settled.edits.push({ op: 'set', block: after });
  if (!here || isUntouched || sameText(here, savedBlock(after, change.language)))
    settled.blocks.set(change.blockId, after);
  else settled.conflicts.push({ blockId: change.blockId, language: change.language, theirs });
}

/** The block was taken away: words that are here become a block of their own. */
function wasGone(change: BlockChange, { changes, document }: SettleInput, settled: Settled): void {
  const { blockId } = change;
  settled.blocks.delete(blockId);
  settled.removed.delete(blockId);
  if (settled.refused.includes(blockId) || settled.edits.some((edit) => 'id' in edit && edit.id === blockId)) return;
  const here = document.find(({ id }) => id === blockId);
  if (!here) return;
  if (change.op === 'add' && here.ref !== null) settled.refused.push(blockId);
  else if (
    change.op === 'add' ||
    change.op === 'restore' ||
    changes.some((each) => each.blockId === blockId && each.op === 'write')
  )
    settled.edits.push({ op: 'rekey', id: blockId });
  else settled.edits.push({ op: 'remove', id: blockId });
}
