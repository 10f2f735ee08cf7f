/** Threads and posts as one asker sees them. */
import { mentionsIn } from '#contracts/mentions.ts';
import type { Post } from '#contracts/posts.ts';
import type { Thread } from '#contracts/threads.ts';
import { named, namesOf, type Names } from './names.ops.ts';
import { isShownTo, placeOf, type PostItem } from './post.ts';
import type { Asker, ThreadItem } from './thread.ts';
import * as store from './threads.store.ts';

export async function threadViews(threads: readonly ThreadItem[], asker: Asker): Promise<Thread[]> {
  const [names, seen] = await Promise.all([
    namesOf(threads.map(({ authorId }) => authorId)),
    store.seenPlaces(
      asker.id,
      threads.map(({ id }) => id),
    ),
  ]);
  return threads.map((thread) => threadView(thread, asker, names, seen.get(thread.id)));
}

export async function threadViewOf(thread: ThreadItem, asker: Asker): Promise<Thread> {
  return (await threadViews([thread], asker))[0]!;
}

function threadView(thread: ThreadItem, asker: Asker, names: Names, seen: string | undefined): Thread {
  const own = thread.authorId === asker.id;
  const { moderated, lesson, acceptedPostId } = thread;
  const isTold = moderated && (own || asker.teaches || thread.closed);
  return {
    id: thread.id,
    postId: thread.postId,
    title: thread.title,
    kind: thread.kind,
    lesson: lesson ?? null,
    author: names(thread.authorId),
    byInstructor: thread.byInstructor,
    createdAt: thread.createdAt,
    lastAt: thread.lastAt,
    replies: thread.replies,
    closed: thread.closed,
    pinned: thread.pinned,
    hidden: thread.hidden,
    acceptedPostId: acceptedPostId ?? null,
    moderated: isTold ? { action: moderated.action, reason: moderated.reason, at: moderated.at } : null,
    // places begin with their moment
    unread: seen === undefined || seen.split('#')[0]! < thread.lastAt,
    own,
    revision: thread.revision,
  };
}

/** `seen`: the place up to which the asker has read; undefined: nothing yet. */
export async function postViews(posts: readonly PostItem[], asker: Asker, seen: string | undefined): Promise<Post[]> {
  const names = await namesOf(
    posts.flatMap((post) => [
      post.authorId,
      post.confirmedBy,
      ...(isShownTo(post, asker) ? mentionsIn(post.text) : []),
    ]),
  );
  return posts.map((post) => postView(post, asker, names, seen));
}

export async function postViewOf(post: PostItem, asker: Asker): Promise<Post> {
  return (await postViews([post], asker, placeOf(post)))[0]!;
}

function postView(post: PostItem, asker: Asker, names: Names, seen: string | undefined): Post {
  const text = isShownTo(post, asker) ? post.text : '';
  const own = post.authorId === asker.id;
  const { hidden } = post;
  const isTold = own || asker.teaches;
  return {
    id: post.id,
    author: names(post.authorId),
    byInstructor: post.byInstructor,
    own,
    at: post.at,
    text,
    mentions: named(names, mentionsIn(text)),
    replyTo: post.replyTo ?? null,
    editedAt: post.editedAt ?? null,
    removed: post.removed,
    hidden: hidden ? { reason: isTold ? hidden.reason : '', at: hidden.at } : null,
    confirmedBy: names(post.confirmedBy),
    unread: !own && (seen === undefined || seen < placeOf(post)),
    revision: post.revision,
  };
}
