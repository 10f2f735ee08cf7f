/** Endpoints of posts: read in pages, written, edited, taken back, hidden, confirmed. */
import { AppError } from '#contracts/errors.ts';
import { mentionsIn } from '#contracts/mentions.ts';
import type { posts as contract } from '#contracts/posts.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import * as access from './access.ops.ts';
import { mentionedSignals, postedSignal } from './facts.ts';
import {
  confirmed,
  edited,
  hidden,
  isRepeat,
  isShownTo,
  newlyMentioned,
  placeOf,
  removed,
  type PostItem,
} from './post.ts';
import * as store from './posts.store.ts';
import { requireWritable, type Asker } from './thread.ts';
import { sawUpTo, seenPlaces } from './threads.store.ts';
import { postViewOf, postViews } from './views.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

/** of 16 kB at most each: a page stays far below what an answer may be */
const pageSize = 40;
/** what stands before the post one jumps to */
const leadIn = 5;

export async function list(ctx: Context, { params: { cohortId, threadId }, query }: Of<'posts'>) {
  const found = await access.accessTo(ctx, cohortId);
  await access.threadFor(found, threadId);
  const scope = `posts ${threadId} ${ctx.person.id}`;
  const seen = (await seenPlaces(ctx.person.id, [threadId])).get(threadId);
  const items = await stretchOf(threadId, query, (await openCursor(query.cursor, scope, ctx.now)) as From, seen);
  const beyond = (limit: store.Beyond) => store.stretch(threadId, { ...limit, limit: 1 });
  const [first, last] = [items[0], items.at(-1)].map((each) => each && placeOf(each));
  const [earlier, later] = await Promise.all([
    first ? beyond({ before: first, reverse: true }) : [],
    last ? beyond({ after: last }) : [],
  ]);
  return {
    items: await postViews(items, found.asker, seen),
    earlier: await sealCursor(earlier.length ? { before: first } : undefined, scope, ctx.now),
    later: await sealCursor(later.length ? { after: last } : undefined, scope, ctx.now),
  };
}

type From = { before?: string; after?: string } | undefined;

async function stretchOf(
  threadId: string,
  { from = 'unread', around }: Of<'posts'>['query'],
  cursor: From,
  seen: string | undefined,
): Promise<PostItem[]> {
  const take = (limit: store.Beyond, size = pageSize) => store.stretch(threadId, { ...limit, limit: size });
  if (cursor?.after) return take({ after: cursor.after });
  if (cursor?.before) return (await take({ before: cursor.before, reverse: true })).reverse();
  if (around !== undefined) {
    const post = await store.post(threadId, around);
    if (!post) throw new AppError('notFound');
    return aroundPlace(placeOf(post), take);
  }
  if (from === 'end') return (await take({ reverse: true })).reverse();
  if (from === 'start' || seen === undefined) return take({});
  const unread = await aroundPlace(seen, take);
  // everything is read: the newest are shown
  return unread.at(-1) && placeOf(unread.at(-1)!) > seen ? unread : (await take({ reverse: true })).reverse();
}

async function aroundPlace(place: string, take: (limit: store.Beyond, size?: number) => Promise<PostItem[]>) {
  const before = await take({ before: place, reverse: true }, leadIn);
  const start = before.at(-1);
  return start ? [start, ...(await take({ after: placeOf(start) }))] : take({});
}

export async function put(ctx: Context, { params, body }: Of<'putPost'>) {
  const { cohortId, threadId, postId } = params;
  const found = await access.accessTo(ctx, cohortId);
  const thread = await access.threadFor(found, threadId);
  const sent = { text: body.text, authorId: ctx.person.id, threadId };
  const before = await store.post(threadId, postId);
  if (before && isRepeat(before, sent)) return postViewOf(before, found.asker);
  access.requireActive(found);
  requireWritable(thread, found.asker);
  await access.requireMentionable(cohortId, body.text);
  const { replyTo } = body;
  if (replyTo !== null && !(await store.post(threadId, replyTo))) throw new AppError('notFound');
  const post: PostItem = {
    ...{ ...sent, id: postId, cohortId, byInstructor: found.asker.teaches, removed: false, revision: 0 },
    at: new Date(ctx.now).toISOString(),
    ...(replyTo === null ? {} : { replyTo }),
  };
  const records = [postedSignal(post), ...mentionedSignals(post, mentionsIn(post.text))];
  const saved = await isSaved(ctx, store.newPost(post), records);
  if (!saved) {
    // sent twice at once
    const there = await store.post(threadId, postId);
    if (!there || !isRepeat(there, sent)) throw new AppError('idTaken');
    return postViewOf(there, found.asker);
  }
  await sawUpToOwn(post);
  return postViewOf(post, found.asker);
}

/** Who has read all there was has read their own post too; who has not keeps their place. */
async function sawUpToOwn(post: PostItem): Promise<void> {
  const { authorId, threadId } = post;
  const seen = (await seenPlaces(authorId, [threadId])).get(threadId);
  if (seen === undefined) return;
  const [next] = await store.stretch(threadId, { after: seen, limit: 1 });
  if (next?.id === post.id) await sawUpTo(authorId, threadId, placeOf(post));
}

export async function edit(ctx: Context, { params, body }: Of<'editPost'>) {
  await access.requireMentionable(params.cohortId, body.text);
  const at = new Date(ctx.now).toISOString();
  return change(
    ctx,
    params,
    (post, asker) => edited(post, body, asker, at),
    (before, after) => mentionedSignals(after, newlyMentioned(before.text, after.text)),
  );
}

export const remove = (ctx: Context, { params, body }: Of<'removePost'>) =>
  change(ctx, params, (post, asker) => removed(post, body.removed, asker));

export async function hide(ctx: Context, { params, body }: Of<'hidePost'>) {
  await access.accessForTeacher(ctx, params.cohortId);
  const step = { ...body, at: new Date(ctx.now).toISOString(), by: ctx.person.id };
  return change(
    ctx,
    params,
    (post) => hidden(post, step),
    (_, { authorId, threadId, id, cohortId }) => [
      {
        ...{
          kind: 'fact',
          type: 'discussion.moderated',
          subjectId: authorId,
          actorId: ctx.person.id,
          objectId: threadId,
        },
        data: { action: body.hidden ? 'hidePost' : 'showPost', cohortId, postId: id },
      },
    ],
  );
}

export async function confirm(ctx: Context, { params, body }: Of<'confirmPost'>) {
  await access.accessForTeacher(ctx, params.cohortId);
  return change(ctx, params, (post, asker) => confirmed(post, body.confirmed, asker));
}

async function change(
  ctx: Context,
  { cohortId, threadId, postId }: { cohortId: string; threadId: string; postId: string },
  step: (post: PostItem, asker: Asker) => PostItem,
  told: (before: PostItem, after: PostItem) => NewRecord[] = () => [],
) {
  const found = await access.accessTo(ctx, cohortId);
  const thread = await access.threadFor(found, threadId);
  const before = await store.post(threadId, postId);
  if (!before) throw new AppError('notFound');
  const after = step(before, found.asker);
  if (after === before) return postViewOf(after, found.asker);
  access.requireActive(found);
  requireWritable(thread, found.asker);
  if (!(await isSaved(ctx, store.changedPost(before, after), told(before, after)))) throw new AppError('conflict');
  return postViewOf(after, found.asker);
}

/** False where somebody was quicker. */
async function isSaved(ctx: Context, writes: ReturnType<typeof store.newPost>, records: NewRecord[]): Promise<boolean> {
  try {
    await transact(...writes, ...records.map((each) => recordPut(each, ctx.now)));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

export async function history(ctx: Context, { params: { cohortId, threadId, postId } }: Of<'postHistory'>) {
  const found = await access.accessTo(ctx, cohortId);
  await access.threadFor(found, threadId);
  const post = await store.post(threadId, postId);
  if (!post || !isShownTo(post, found.asker)) throw new AppError('notFound');
  return { items: (await store.earlier(threadId, postId)).map(({ at, text }) => ({ at, text })) };
}
