/** Endpoints of reports, and of search over the posts of a cohort. */
import { AppError } from '#contracts/errors.ts';
import type { FoundPost, PostReport, posts as contract } from '#contracts/posts.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { inParallel } from '../platform/parallel.ts';
import * as access from './access.ops.ts';
import { namesOf } from './names.ops.ts';
import { isShownTo } from './post.ts';
import * as posts from './posts.store.ts';
import * as store from './reports.store.ts';
import { excerptOf, holds, rootsOf } from './search.ts';
import { isSeenBy } from './thread.ts';
import { threadsById } from './threads.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const pageSize = 25;

export async function report(
  ctx: Context,
  { params: { cohortId, threadId, postId }, body: { reason } }: Of<'reportPost'>,
) {
  const found = await access.accessTo(ctx, cohortId);
  await access.threadFor(found, threadId);
  if (!(await posts.post(threadId, postId))) throw new AppError('notFound');
  const at = new Date(ctx.now).toISOString();
  await store.keepReport({ cohortId, threadId, postId, personId: ctx.person.id, reason, at });
  return {};
}

export async function reports(ctx: Context, { params: { cohortId }, query: { cursor } }: Of<'postReports'>) {
  const { asker } = await access.accessForTeacher(ctx, cohortId);
  const scope = `reports ${cohortId} ${ctx.person.id}`;
  const page = await store.reportsPage(cohortId, 'pst_', pageSize, await openCursor(cursor, scope, ctx.now));
  const [found, threads] = await Promise.all([
    inParallel(page.items, 5, ({ threadId, postId }) => posts.post(threadId, postId)),
    threadsById(page.items.map(({ threadId }) => threadId)),
  ]);
  const names = await namesOf(found.map((post) => post?.authorId));
  const items = page.items.map(({ threadId, postId, reason, at }, index): PostReport => {
    const post = found[index];
    return {
      ...{ threadId, postId, reason, at },
      title: threads.find(({ id }) => id === threadId)?.title ?? '',
      excerpt: post && isShownTo(post, asker) ? excerptOf(post.text) : '',
      author: names(post?.authorId),
    };
  });
  return { items, next: await sealCursor(page.lastKey, scope, ctx.now) };
}

export async function settle(ctx: Context, { params: { cohortId, threadId, postId } }: Of<'settleReports'>) {
  const found = await access.accessForTeacher(ctx, cohortId);
  await access.threadFor(found, threadId);
  const { items } = await store.reportsPage(cohortId, `${postId}#`, 1000);
  await inParallel(items, 10, store.dropReport);
  return {};
}

/** posts that one request looks through, and reads at a time */
const lookedThrough = 200;
const atOnce = 100;

export async function search(ctx: Context, { params: { cohortId }, query: { q, cursor } }: Of<'searchPosts'>) {
  const { asker } = await access.accessTo(ctx, cohortId);
  const scope = `search ${cohortId} ${q} ${ctx.person.id}`;
  const roots = rootsOf(q);
  let from = await openCursor(cursor, scope, ctx.now);
  const items: FoundPost[] = [];
  for (let looked = 0; looked < lookedThrough && (looked === 0 || from); looked += atOnce) {
    const page = await posts.postsIn({ cohortId }, atOnce, from);
    const threads = new Map(
      (await threadsById(page.items.map(({ threadId }) => threadId))).map((each) => [each.id, each]),
    );
    const fitting = page.items.filter((post) => {
      const thread = threads.get(post.threadId);
      if (!thread || !isSeenBy(thread, asker) || !isShownTo(post, asker)) return false;
      // a thread is found by its name too
      return holds(post.id === thread.postId ? `${thread.title} ${post.text}` : post.text, roots);
    });
    const names = await namesOf(fitting.map(({ authorId }) => authorId));
    items.push(
      ...fitting.map(({ id, threadId, at, authorId, text }) => ({
        ...{ threadId, postId: id, at, author: names(authorId), excerpt: excerptOf(text, roots) },
        title: threads.get(threadId)?.title ?? '',
      })),
    );
    from = page.lastKey;
  }
  return { items, next: await sealCursor(from, scope, ctx.now) };
}
