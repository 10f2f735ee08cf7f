/** What other rooms may ask notifications: all that it keeps about a person. */
import { noticePages } from './inbox.store.ts';
import { sentPage } from './messages.store.ts';
import { preferencesOf } from './preferences.store.ts';

const pageSize = 100;

export async function dataOf(personId: string) {
  const notices = [];
  for await (const page of noticePages(personId))
    notices.push(...page.map(({ kind, at, about }) => ({ kind, at, about })));
  const messages = [];
  let from: Record<string, unknown> | undefined;
  do {
    const { items, lastKey } = await sentPage(personId, from, pageSize);
    messages.push(...items.map(({ by: _, ...written }) => written));
    from = lastKey;
  } while (from);
  return { notices, messages, preferences: await preferencesOf(personId) };
}
