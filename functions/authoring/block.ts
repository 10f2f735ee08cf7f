/** A block as it is shown. */
import type { ChangeOutcome, DraftBlock, Segment } from '#contracts/blocks.ts';
import { bytesOf } from './block-room.ts';
import type { StoredBlock } from './blocks.store.ts';

type NameOf = (personId: string) => Segment['by'];

/** Everybody who wrote in these blocks. */
export const writersOf = (blocks: readonly StoredBlock[]): string[] =>
  blocks.flatMap(({ texts }) => Object.values(texts).flatMap((segment) => segment?.by ?? []));

export function presentBlock({ id, kind, ref, place, revision, texts }: StoredBlock, nameOf: NameOf): DraftBlock {
  const segments = Object.entries(texts).flatMap(([language, segment]) => {
    if (!segment) return [];
    const { text, alt = null, sourceRevision = null, by, at } = segment;
    return [[language, { text, alt, revision: segment.revision, sourceRevision, by: nameOf(by), at }]];
  });
  return { id, kind, ref: ref ?? null, place, revision, texts: Object.fromEntries(segments) as DraftBlock['texts'] };
}

/** An answer that brings a block several times must not outgrow what an answer may weigh. */
const repeatedBytesMax = 8 * 1024;

/** Each change with how it ended and the block as it stands now; a large one comes once, with its last change. */
export function presentOutcomes(
  outcomes: readonly { blockId: string; outcome: ChangeOutcome['outcome'] }[],
  standing: ReadonlyMap<string, StoredBlock>,
  nameOf: NameOf,
): ChangeOutcome[] {
  const last = new Map(outcomes.map(({ blockId }, index) => [blockId, index]));
  return outcomes.map(({ blockId, outcome }, index) => {
    const block = outcome === 'gone' ? undefined : standing.get(blockId);
    const isBrought = block && (last.get(blockId) === index || bytesOf([block]) <= repeatedBytesMax);
    return { blockId, outcome, block: isBrought ? presentBlock(block, nameOf) : null };
  });
}
