/** Discussions for tests. */
import { announcements } from '#contracts/announcements.ts';
import { threads } from '#contracts/threads.ts';
import { newId, type TestClient } from './stack.ts';

export const newThread = (change: Partial<{ title: string; text: string; kind: 'question' | 'talk' }> = {}) => ({
  postId: newId('post'),
  title: 'Коли здавати план?',
  text: 'Чи **можна** у понеділок?',
  kind: 'question' as const,
  lesson: null,
  ...change,
});

/** Answers the ids of the thread and its first post. */
export async function startThread(
  client: TestClient,
  cohortId: string,
  change: Parameters<typeof newThread>[0] = {},
): Promise<{ cohortId: string; threadId: string; postId: string }> {
  const [threadId, body] = [newId('thread'), newThread(change)];
  await client.call(threads.startThread, { params: { cohortId, threadId }, body });
  return { cohortId, threadId, postId: body.postId };
}

export async function announce(client: TestClient, cohortId: string, title = 'Заняття перенесено'): Promise<string> {
  const announcementId = newId('announcement');
  const body = { title, text: 'Починаємо о десятій.', pinned: false };
  await client.call(announcements.announce, { params: { cohortId, announcementId }, body });
  return announcementId;
}
