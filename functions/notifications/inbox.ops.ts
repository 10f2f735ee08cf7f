/** Endpoints of the inbox: how many are unread, which there are, what has been read. */
import type { notifications as contract, InboxNotice } from '#contracts/notifications.ts';
import { unreadMax } from '#contracts/unread-notices.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Handlers, Input } from '../platform/http.ts';
import * as store from './inbox.store.ts';
import { noteRead } from './messages.store.ts';
import { namesFor } from './names.ops.ts';
import { linkOf, type Notice } from './notice.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
const pageSize = 25;
/** one call marks so many; who has more unread ones asks again */
const markedMax = 1000;

export const inboxHandlers: Pick<Handlers<typeof contract>, 'unread' | 'inbox' | 'markRead' | 'markAllRead'> = {
  unread,
  inbox,
  async markRead(ctx, { body: { ids } }) {
    await read(ctx, ids);
    return {};
  },
  async markAllRead(ctx, { body: { upTo } }) {
    const range = store.upToRange(upTo);
    for (let marked = 0; marked < markedMax;) {
      const { ids } = await store.unreadPage(ctx.person.id, { limit: 100, range });
      if (!ids.length) break;
      await read(ctx, ids);
      marked += ids.length;
    }
    return {};
  },
};

async function unread(ctx: Context, { header }: Of<'unread'>): Promise<Response> {
  const { ids } = await store.unreadPage(ctx.person.id, { limit: unreadMax + 1 });
  const etag = `"${ids.length}"`;
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (header?.('if-none-match')?.replace(/^W\//, '') === etag) return new Response(null, { status: 304, headers });
  return Response.json({ unread: ids.length }, { headers });
}

async function inbox(ctx: Context, { query }: Of<'inbox'>) {
  const { id: personId } = ctx.person;
  const scope = `inbox ${query.show ?? 'all'} ${personId}`;
  const from = await openCursor(query.cursor, scope, ctx.now);
  if (query.show === 'unread') {
    const { ids, lastKey } = await store.unreadPage(personId, { from, limit: pageSize });
    const notices = (await store.noticesById(personId, ids)).toSorted((a, b) => (a.id < b.id ? 1 : -1));
    return { items: await present(notices, new Set(ids), ctx.now), next: await sealCursor(lastKey, scope, ctx.now) };
  }
  const { items, lastKey } = await store.noticesPage(personId, from, pageSize);
  const unreadIds = await store.unreadAmong(
    personId,
    items.map(({ id }) => id),
  );
  return { items: await present(items, unreadIds, ctx.now), next: await sealCursor(lastKey, scope, ctx.now) };
}

async function present(found: readonly Notice[], unreadIds: ReadonlySet<string>, now: number): Promise<InboxNotice[]> {
  const notices = found.filter(({ expiresAt }) => expiresAt * 1000 > now);
  const names = await namesFor(notices);
  return notices.map((notice) => ({
    ...{ id: notice.id, kind: notice.kind, at: notice.at, read: !unreadIds.has(notice.id), link: linkOf(notice) },
    ...names(notice),
  }));
}

/** Takes the marks away; who wrote a message sees that it was read. */
async function read(ctx: Context, ids: readonly string[]): Promise<void> {
  const { id: personId } = ctx.person;
  const messages = (await store.noticesById(personId, [...new Set(ids)])).flatMap(({ about }) => about.messageId ?? []);
  const at = new Date(ctx.now).toISOString();
  await Promise.all(messages.map((messageId) => noteRead(messageId, personId, at)));
  await store.removeUnread(personId, ids);
}
