/** Reactions: a thread follows its posts; two records of one human; a card that is erased. Safe to run again. */
import { repliesShown } from '#contracts/threads.ts';
import { keptPerson } from '../identity/identity.reads.ts';
import type { RecordEvent } from '../platform/events.ts';
import { transact, unlessRefused } from '../platform/table.ts';
import * as announcements from './announcements.store.ts';
import * as posts from './posts.store.ts';
import { grown } from './thread.ts';
import * as store from './threads.store.ts';

/** Not with the post itself: a crowd that writes at once would wait for one item. Whoever was quicker has not seen this one. */
export async function followPost(threadId: string, tries = 5): Promise<void> {
  const thread = await store.thread(threadId);
  if (!thread) return;
  const [[last], count] = await Promise.all([
    posts.stretch(threadId, { limit: 1, reverse: true }),
    posts.countPosts(threadId, repliesShown + 1),
  ]);
  if (!last) return;
  const after = grown(thread, { lastAt: last.at, replies: count - 1 });
  if (after === thread || (await unlessRefused(transact(...store.threadWrites(thread, after))))) return;
  if (tries > 1) return followPost(threadId, tries - 1);
  throw new Error(`too many posts at once: ${threadId}`);
}

/** What a duplicate has written and read is the kept person’s. */
export async function unitePeople({ subjectId, objectId: duplicateId }: RecordEvent): Promise<void> {
  const kept = await keptPerson(subjectId);
  if (!kept || duplicateId === undefined) return;
  for (let from: Record<string, unknown> | undefined, more = true; more; more = from !== undefined) {
    const page = await posts.postsIn({ authorId: duplicateId }, 100, from);
    for (const post of page.items) {
      if (post.authorId !== duplicateId) continue;
      await transact(...posts.changedPost(post, { ...post, authorId: kept.id, revision: post.revision + 1 }));
      await uniteThread(post.threadId, duplicateId, kept.id);
    }
    from = page.lastKey;
  }
  for (let from: Record<string, unknown> | undefined, more = true; more; more = from !== undefined) {
    const page = await announcements.announcementsPage({ authorId: duplicateId }, 100, from);
    for (const { id } of page.items) await uniteAnnouncement(id, duplicateId, kept.id);
    from = page.lastKey;
  }
  for await (const seen of store.seenBy(duplicateId)) {
    for (const { threadId, place } of seen) await store.sawUpTo(kept.id, threadId, place);
  }
}

async function uniteThread(threadId: string, duplicateId: string, keptId: string): Promise<void> {
  const thread = await store.thread(threadId);
  if (thread?.authorId !== duplicateId) return;
  await transact(...store.threadWrites(thread, { ...thread, authorId: keptId, revision: thread.revision + 1 }));
}

async function uniteAnnouncement(id: string, duplicateId: string, keptId: string): Promise<void> {
  const found = await announcements.announcement(id);
  if (found?.authorId !== duplicateId) return;
  const after = { ...found, authorId: keptId, revision: found.revision + 1 };
  await transact(...announcements.announcementWrites(found, after));
}

/** Their words stay, without their name, which nobody has any more; how far they read goes. */
export async function forgetPlaces(personId: string): Promise<void> {
  for await (const seen of store.seenBy(personId)) {
    for (const { threadId } of seen) await store.forgetSeen(personId, threadId);
  }
}
