/** Takes a piece of the original over: each through the way by which an author would have made the same change. */
import type { Piece } from '#contracts/adoption.ts';
import type { BlockChange } from '#contracts/blocks.ts';
import type { Language, Localised } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import type { FrozenBlock } from '#contracts/reviews.ts';
import type { Context } from '../platform/context.ts';
import type { Access } from './access.ops.ts';
import { requireRoom } from './block-room.ts';
import { adoptMedia, blockPairs, removedUntil, type StoredBlock } from './blocks.store.ts';
import { outlineHandlers } from './outline.ops.ts';
import { between } from './outline-change.ops.ts';
import { saidIn } from './block-pieces.ts';
import type { OwnLesson, Sides } from './pieces.ts';
import { saveOne } from './save-blocks.ops.ts';
import type { Original } from './upstream-items.ops.ts';
import type { Outcome } from './upstream-decisions.ops.ts';

export interface Taking {
  ctx: Context;
  access: Access;
  original: Original;
  sides: Sides;
  piece: Piece;
  /** what shall stand here instead of what the original says */
  text: string | undefined;
}

/** What an author would have sent. */
export const asked = <Params, Body>(params: Params, body: Body) => ({
  params,
  body,
  query: {},
  cookie: () => undefined,
});

export function takeText(taking: Taking): Promise<Outcome> {
  const { sides, piece, text } = taking;
  const language = piece.language!;
  const theirs = theirBlock(sides, piece)!;
  const mine = sides.mine!.blocks.find(({ id }) => id === sides.idOf(theirs.id))!;
  const { text: said = '', alt = null } = theirs.texts[language] ?? {};
  const change: BlockChange = {
    ...{ op: 'write', blockId: mine.id, language, base: piece.revision, text: text ?? said },
    ...{ alt, sourceRevision: sourceRevisionOf(taking, language, theirs, mine) },
  };
  return save(taking, mine.id, [change]);
}

/** A translation is up to date where what it was made from reads here as it reads there. */
function sourceRevisionOf({ access }: Taking, language: Language, theirs: FrozenBlock, mine: StoredBlock) {
  const first = access.draft.languages[0]!;
  if (language === first) return null;
  const source = mine.texts[first]?.revision ?? 0;
  return saidIn(theirs, first) === saidIn(mine, first) ? source : (mine.texts[language]?.sourceRevision ?? 0);
}

const theirBlock = ({ at, newest }: Sides, { key }: Piece): FrozenBlock | undefined =>
  at(newest)?.blocks.find(({ id }) => id === key.split('/')[2]);

export async function takeBlock(taking: Taking): Promise<Outcome> {
  const { sides, piece, access } = taking;
  const blockId = sides.idOf(piece.key.split('/')[2]!);
  if (piece.change === 'removed') return save(taking, blockId, [{ op: 'remove', blockId, base: piece.revision }]);
  const theirs = theirBlock(sides, piece)!;
  if (theirs.ref) await adoptMedia(access.draft.id, [theirs.ref]);
  if (piece.change === 'changed')
    return save(taking, blockId, [{ op: 'ref', blockId, base: piece.revision, ref: theirs.ref }]);
  const { kind, ref } = theirs;
  return save(taking, blockId, [
    { op: 'add', blockId, kind, ref, place: placeOf(sides, theirs) },
    ...writesOf(access.draft.languages, blockId, theirs),
  ]);
}

function writesOf(languages: readonly Language[], blockId: string, { texts }: FrozenBlock): BlockChange[] {
  return languages.flatMap((language, index): BlockChange[] => {
    const { text, alt } = texts[language] ?? {};
    if (text === undefined || alt === undefined) return [];
    return [{ op: 'write', blockId, language, base: 0, text, alt, sourceRevision: index === 0 ? null : 1 }];
  });
}

/** Behind the block that stands before it in the original, as far as that stands here. */
function placeOf({ at, newest, mine, idOf }: Sides, theirs: FrozenBlock): string {
  const there = at(newest)!.blocks;
  const own = mine!.blocks;
  const before = there
    .slice(
      0,
      there.findIndex(({ id }) => id === theirs.id),
    )
    .map(({ id }) => idOf(id));
  const index = own.findLastIndex(({ id }) => before.includes(id));
  return between(own[index]?.place ?? null, own[index + 1]?.place ?? null);
}

/** Written as an author writes, and what stood there before is always kept. */
async function save(
  { ctx, access, sides }: Pick<Taking, 'ctx' | 'access' | 'sides'>,
  blockId: string,
  changes: readonly BlockChange[],
): Promise<Outcome> {
  const mine = sides.mine!;
  const at = { courseId: access.draft.id, lessonId: mine.id };
  requireRoom(mine.blocks, changes);
  const writing = {
    ...{ ...at, personId: ctx.person.id, now: ctx.now, removedUntil: removedUntil(ctx.now), keepsAll: true },
    ...{ first: access.draft.languages[0]!, isUsable: () => true, free: (place: string) => place },
  };
  const pairs = await blockPairs(at, [blockId]);
  const { outcomes } = await saveOne(
    writing,
    pairs.get(blockId)!,
    changes.map((change, index) => ({ change, index })),
  );
  const bad = outcomes.find(({ outcome }) => outcome !== 'saved');
  return bad ? (bad.outcome === 'gone' ? 'gone' : 'conflict') : 'done';
}

export async function takeLessonWords({ ctx, access, sides, piece, text }: Taking): Promise<Outcome> {
  const mine = sides.mine!;
  const said = text ?? piece.theirs ?? '';
  const change =
    piece.kind === 'minutes'
      ? { minutes: Number(said) }
      : {
          title: worded(mine, piece.language!, said),
          madeFrom: madeThere(access, sides.at(sides.newest)!.title, piece),
        };
  const params = { courseId: access.draft.id, lessonId: mine.id };
  return orConflict(outlineHandlers.changeLesson(ctx, asked(params, { revision: piece.revision, ...change })));
}

/** A translation is up to date where what it was made from reads here as it reads there. */
export function madeThere({ draft }: Access, theirs: Localised | undefined, { language }: Piece): Localised {
  const source = theirs?.[draft.languages[0]!];
  return source && language !== draft.languages[0] ? { [language!]: source } : {};
}

export const worded = ({ title }: Pick<OwnLesson, 'title'>, language: Language, said: string): Localised => ({
  ...title,
  [language]: said.trim().slice(0, 200),
});

/** Somebody else was quicker: that is an outcome of one piece. */
export async function orConflict(change: Promise<unknown>): Promise<Outcome> {
  try {
    await change;
    return 'done';
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return 'conflict';
    throw error;
  }
}
