/** Saving changes of blocks: each block is read, changed by the rules and written unless somebody else did; then again. */
import type { BlockChange, ChangeOutcome } from '#contracts/blocks.ts';
import type { draftBlocks as contract } from '#contracts/draft-blocks.ts';
import { AppError } from '#contracts/errors.ts';
import { organisationsById } from '../identity/identity.reads.ts';
import { mediaById } from '../media/media.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { derivedUlid, newUlid } from '../platform/ids.ts';
import { inParallel } from '../platform/parallel.ts';
import { accessToChange } from './access.ops.ts';
import { applyChanges, type NewEntry, type Writing } from './block-changes.ts';
import { freePlace, mayPut, needsRoom, requireRoom } from './block-room.ts';
import { presentOutcomes, writersOf } from './block.ts';
import * as store from './blocks.store.ts';
import { isFirstSince } from './draft.ts';
import { touchDraft } from './drafts.store.ts';
import { formerSourcePut } from './former-sources.store.ts';
import { historyPut } from './history.store.ts';
import { namesOf } from './names.ops.ts';
import { inBin } from './outline.ts';
import { between } from './outline-change.ops.ts';
import { lesson as lessonOf } from './outline.store.ts';

type Of = Input<(typeof contract)['saveBlocks']>;

const atOnce = 8;
/** of one block in one write: with what goes into the history it stays one transaction */
const changesAtOnce = 5;
const attemptsMax = 12;
/** “changed at” of the draft is written at most this often */
const touchMs = 5 * 60 * 1000;

export async function saveBlocks(ctx: Context, { params, body }: Of): Promise<{ outcomes: ChangeOutcome[] }> {
  const { courseId, lessonId } = params;
  const [{ draft }, lesson] = await Promise.all([accessToChange(ctx, courseId), lessonOf(courseId, lessonId)]);
  if (!lesson || inBin(lesson)) throw new AppError('notFound');
  const writing = { ...(await prepare(ctx, params, body.changes)), first: draft.languages[0]! };
  const ids = [...new Set(body.changes.map(({ blockId }) => blockId))];
  const pairs = await store.blockPairs(params, ids);
  const saved = await inParallel(ids, atOnce, (id) => {
    const own = body.changes.flatMap((change, index) => (change.blockId === id ? [{ change, index }] : []));
    return saveOne(writing, pairs.get(id)!, own);
  });
  if (ctx.now - Date.parse(draft.changedAt) > touchMs || isFirstSince(draft))
    await touchDraft(courseId, new Date(ctx.now).toISOString());
  const standing = new Map(saved.flatMap(({ present }) => (present ? [[present.id, present] as const] : [])));
  const outcomes = saved.flatMap(({ outcomes: some }) => some).sort((a, b) => a.index - b.index);
  return { outcomes: presentOutcomes(outcomes, standing, await namesOf(writersOf([...standing.values()]))) };
}

/** What the rules must know beside the block: which pictures may be used, where there is room. */
async function prepare(ctx: Context, { courseId, lessonId }: Of['params'], changes: BlockChange[]) {
  const refs = changes.flatMap((change) => (change.op === 'add' || change.op === 'ref' ? (change.ref ?? []) : []));
  const [usable, blocks] = await Promise.all([
    usableAmong(ctx, courseId, refs),
    needsRoom(changes) ? store.blocksOfLesson(courseId, lessonId) : [],
  ]);
  if (needsRoom(changes)) requireRoom(blocks, changes);
  const places = new Map(blocks.map(({ id, place }) => [id, place]));
  return {
    ...{ courseId, lessonId, personId: ctx.person.id, now: ctx.now, removedUntil: store.removedUntil(ctx.now) },
    isUsable: (ref: string, kind: store.StoredBlock['kind']) => usable.get(ref) === kind,
    free: (place: string, blockId: string) => {
      const others = [...places].filter(([id]) => id !== blockId).map(([, each]) => each);
      const free = freePlace(place, others, between);
      places.set(blockId, free);
      return free;
    },
  };
}

/** Of these pictures and files those that the draft uses already or the asker may put into a text, by kind. */
async function usableAmong(ctx: Context, courseId: string, refs: readonly string[]) {
  if (!refs.length) return new Map<string, 'picture' | 'file'>();
  const [media, used] = await Promise.all([mediaById(refs), store.usedAmong(courseId, refs)]);
  const homes = await organisationsById([...media.values()].map(({ organisationId }) => organisationId));
  const usable = [...media.values()].filter(
    (each) => used.has(each.id) || mayPut(ctx.person.memberships, each, homes.get(each.organisationId)?.path ?? []),
  );
  return new Map(usable.map(({ id, kind }) => [id, kind]));
}

interface Numbered {
  change: BlockChange;
  /** in the request */
  index: number;
}
export interface Saved {
  present: store.StoredBlock | undefined;
  outcomes: { index: number; blockId: string; outcome: ChangeOutcome['outcome'] }[];
}

/** Makes the changes of one block, some at a time. */
export async function saveOne(writing: Writing, read: store.BlockPair, changes: readonly Numbered[]): Promise<Saved> {
  const outcomes: Saved['outcomes'] = [];
  let pair = read;
  for (let start = 0; start < changes.length; start += changesAtOnce) {
    const some = changes.slice(start, start + changesAtOnce);
    const step = await saveSome(writing, pair, some);
    outcomes.push(
      ...some.map(({ change, index }, at) => ({ index, blockId: change.blockId, outcome: step.outcomes[at]! })),
    );
    pair = { present: step.present, removed: step.removed };
  }
  return { present: pair.present, outcomes };
}

async function saveSome(writing: Writing, read: store.BlockPair, numbered: readonly Numbered[]) {
  const changes = numbered.map(({ change }) => change);
  const [{ blockId }] = changes as [BlockChange];
  let pair = read;
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const after = applyChanges(pair, changes, writing);
    const entries = [
      ...after.history.map((entry) => historyPut(entryOf(entry, writing))),
      ...after.sources.map((former) => formerSourcePut(writing, former)),
    ];
    const ref = after.present?.ref;
    const uses = ref !== undefined && ref !== pair.present?.ref ? [store.usedPut(writing.courseId, ref)] : [];
    if (await store.saveBlock(pair, after, [...entries, ...uses])) return after;
    pair = (await store.blockPairs(writing, [blockId])).get(blockId)!;
  }
  throw new AppError('tooManyRequests');
}

/** What did not become the block's is named by what stands instead: sent again it is the same entry. */
function entryOf({ instead, ...entry }: NewEntry, { courseId, lessonId, now }: Writing) {
  const origin = [entry.blockId, entry.language ?? '', entry.by, entry.text ?? '', entry.alt ?? ''];
  const id = instead === undefined ? newUlid(now) : derivedUlid(instead, ...origin);
  return { courseId, lessonId, id, ...entry };
}
