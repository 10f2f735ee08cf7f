/** What other rooms may ask of discussions. */
import * as announcements from './announcements.store.ts';
import * as posts from './posts.store.ts';
import * as store from './threads.store.ts';

/** A thread’s name and place, for a message that leads to it; undefined where there is none. */
export async function threadNamed(threadId: string) {
  const found = await store.thread(threadId);
  return found && { cohortId: found.cohortId, title: found.title, authorId: found.authorId, hidden: found.hidden };
}

/** A post’s author and words; undefined where there is none, or it is taken back or hidden. */
export async function postShown(threadId: string, postId: string) {
  const found = await posts.post(threadId, postId);
  return found && !found.removed && !found.hidden
    ? { authorId: found.authorId, text: found.text, at: found.at }
    : undefined;
}

/** An announcement’s words; undefined where there is none. */
export async function announcementShown(announcementId: string) {
  const found = await announcements.announcement(announcementId);
  return found && { cohortId: found.cohortId, title: found.title, text: found.text, authorId: found.authorId };
}

/** Questions of a cohort that wait for an answer, the oldest first, 25 at most. */
export async function openQuestions(cohortId: string) {
  const { threadIds } = await store.openPage(cohortId, 25);
  return (await store.threadsById(threadIds)).map(({ id, title, createdAt }) => ({ id, title, createdAt }));
}

/** Everything kept here about a person: what they wrote and announced. */
export async function dataOf(personId: string) {
  const written = [];
  for (let from: Record<string, unknown> | undefined, more = true; more; more = from !== undefined) {
    const page = await posts.postsIn({ authorId: personId }, 100, from);
    written.push(
      ...page.items.map(({ cohortId, threadId, id, at, text, removed }) => ({
        cohortId,
        threadId,
        id,
        at,
        text,
        removed,
      })),
    );
    from = page.lastKey;
  }
  const announced = [];
  for (let from: Record<string, unknown> | undefined, more = true; more; more = from !== undefined) {
    const page = await announcements.announcementsPage({ authorId: personId }, 100, from);
    announced.push(...page.items.map(({ cohortId, id, at, title, text }) => ({ cohortId, id, at, title, text })));
    from = page.lastKey;
  }
  return { posts: written, announcements: announced };
}
