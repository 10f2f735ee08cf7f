/** How much a lesson holds, and what may stand where. */
import { blocksMax, lessonBytesMax, placeMax, type BlockChange, type DraftBlock } from '#contracts/blocks.ts';
import { AppError } from '#contracts/errors.ts';
import { mayIn, type Membership } from '#contracts/permissions.ts';
import type { StoredMedia } from '../media/media.reads.ts';
import type { StoredBlock } from './blocks.store.ts';

/** by place, and where two stand at the same, by id */
export const inOrder = <T extends { place: string; id: string }>(given: readonly T[]): T[] =>
  [...given].sort((a, b) => (a.place === b.place ? (a.id < b.id ? -1 : 1) : a.place < b.place ? -1 : 1));

/** Shorter texts could not fill a lesson so far that it cannot be answered any more. */
const shortText = 1000;

/** Must the whole lesson be looked at before these changes? */
export const needsRoom = (changes: readonly BlockChange[]): boolean =>
  changes.some(
    (change) =>
      change.op === 'add' ||
      change.op === 'restore' ||
      change.op === 'place' ||
      (change.op === 'write' && change.text.length > shortText),
  );

/** `lessonFull` where the lesson would have too many blocks, or too long texts. */
export function requireRoom(blocks: readonly StoredBlock[], changes: readonly BlockChange[]): void {
  const known = new Set(blocks.map(({ id }) => id));
  const coming = new Set(
    changes
      .filter(({ op, blockId }) => (op === 'add' || op === 'restore') && !known.has(blockId))
      .map((each) => each.blockId),
  );
  if (coming.size && known.size + coming.size > blocksMax) throw new AppError('lessonFull', { reason: 'blocks' });
  const more = addedBytes(blocks, changes);
  if (more > 0 && more + bytesOf(blocks) > lessonBytesMax) throw new AppError('lessonFull', { reason: 'bytes' });
}

function addedBytes(blocks: readonly StoredBlock[], changes: readonly BlockChange[]): number {
  const texts = new Map(blocks.map(({ id, texts: present }) => [id, present]));
  return changes.reduce((sum, change) => {
    if (change.op !== 'write') return sum;
    return sum + bytes(change.text) - bytes(texts.get(change.blockId)?.[change.language]?.text ?? '');
  }, 0);
}

export const bytesOf = (blocks: readonly Pick<DraftBlock | StoredBlock, 'texts'>[]): number =>
  blocks.reduce(
    (sum, { texts }) => sum + Object.values(texts).reduce((all, segment) => all + bytes(segment?.text ?? ''), 0),
    0,
  );

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/**
 * The place, or where others stand there already, one behind them: two who add at the same spot ask for the same place.
 * `between` makes a place between two.
 */
export function freePlace(
  place: string,
  others: readonly string[],
  between: (before: string | null, after: string | null) => string,
): string {
  if (!others.includes(place)) return place;
  const next = others.filter((each) => each > place).sort()[0] ?? null;
  const free = between(place, next);
  // where there is no room left beside it they stand at one place, by id
  return free.length <= placeMax ? free : place;
}

/** May somebody put this picture or file of the organisation with that path into a text? It may still be on its way. */
export const mayPut = (
  memberships: readonly Membership[],
  { state, removedAt }: Pick<StoredMedia, 'state' | 'removedAt'>,
  path: readonly string[],
): boolean => state !== 'failed' && removedAt === undefined && mayIn(memberships, 'useMedia', path);
