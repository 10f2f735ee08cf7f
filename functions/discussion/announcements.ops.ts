/** Endpoints of announcements. */
import type { Announcement, announcements as contract } from '#contracts/announcements.ts';
import { AppError } from '#contracts/errors.ts';
import { mentionsIn } from '#contracts/mentions.ts';
import { membersOf } from '../cohorts/cohorts.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import * as access from './access.ops.ts';
import { changed, saysSame, type AnnouncementItem } from './announcement.ts';
import * as store from './announcements.store.ts';
import { named, namesOf } from './names.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const pageSize = 20;

export async function list(ctx: Context, { params: { cohortId }, query: { cursor } }: Of<'announcements'>) {
  const found = await access.accessTo(ctx, cohortId);
  const scope = `announcements ${cohortId} ${ctx.person.id}`;
  const page = await store.announcementsPage({ cohortId }, pageSize, await openCursor(cursor, scope, ctx.now));
  const items = await views(page.items, ctx.person.id);
  return { ...access.place(found), items, next: await sealCursor(page.lastKey, scope, ctx.now) };
}

async function views(items: readonly AnnouncementItem[], personId: string): Promise<Announcement[]> {
  const [names, read] = await Promise.all([
    namesOf(items.flatMap(({ authorId, text }) => [authorId, ...mentionsIn(text)])),
    store.readBy(
      personId,
      items.map(({ id }) => id),
    ),
  ]);
  return items.map(({ authorId, cohortId: _, editedAt, ...rest }) => ({
    ...rest,
    author: names(authorId),
    editedAt: editedAt ?? null,
    mentions: named(names, mentionsIn(rest.text)),
    readAt: read.get(rest.id) ?? null,
  }));
}

const viewOf = async (item: AnnouncementItem, ctx: Context): Promise<Announcement> =>
  (await views([item], ctx.person.id))[0]!;

export async function announce(ctx: Context, { params: { cohortId, announcementId }, body }: Of<'announce'>) {
  const found = await access.accessForTeacher(ctx, cohortId);
  const about = { id: announcementId, cohortId, authorId: ctx.person.id };
  const before = await store.announcement(announcementId);
  if (before) return viewOf(requireRepeat(before, { ...about, ...body }), ctx);
  access.requireActive(found);
  await access.requireMentionable(cohortId, body.text);
  const item: AnnouncementItem = { ...about, ...body, at: new Date(ctx.now).toISOString(), revision: 0 };
  const fact = {
    kind: 'fact',
    type: 'discussion.announced',
    subjectId: ctx.person.id,
    actorId: ctx.person.id,
  } as const;
  await transact(
    ...store.announcementWrites(undefined, item),
    recordPut({ ...fact, objectId: announcementId, data: { cohortId } }, ctx.now),
  ).catch(async (error: unknown) => {
    const there = isConditionFailure(error) ? await store.announcement(announcementId) : undefined;
    if (!there) throw error;
    requireRepeat(there, { ...about, ...body });
  });
  return viewOf(item, ctx);
}

type Sent = Pick<AnnouncementItem, 'cohortId' | 'authorId' | 'title' | 'text' | 'pinned'>;

function requireRepeat(before: AnnouncementItem, sent: Sent): AnnouncementItem {
  const isSame = before.cohortId === sent.cohortId && before.authorId === sent.authorId;
  if (!isSame || (before.revision === 0 && !saysSame(before, sent))) throw new AppError('idTaken');
  return before;
}

async function announcementIn(cohortId: string, announcementId: string): Promise<AnnouncementItem> {
  const found = await store.announcement(announcementId);
  if (found?.cohortId !== cohortId) throw new AppError('notFound');
  return found;
}

export async function change(ctx: Context, { params: { cohortId, announcementId }, body }: Of<'changeAnnouncement'>) {
  const found = await access.accessForTeacher(ctx, cohortId);
  const before = await announcementIn(cohortId, announcementId);
  const after = changed(before, body, new Date(ctx.now).toISOString());
  if (after === before) return viewOf(after, ctx);
  access.requireActive(found);
  await access.requireMentionable(cohortId, body.text);
  await transact(...store.announcementWrites(before, after)).catch((error: unknown) => {
    throw isConditionFailure(error) ? new AppError('conflict') : error;
  });
  return viewOf(after, ctx);
}

export async function history(ctx: Context, { params: { cohortId, announcementId } }: Of<'announcementHistory'>) {
  await access.accessTo(ctx, cohortId);
  await announcementIn(cohortId, announcementId);
  const items = await store.earlier(announcementId);
  return { items: items.map(({ at, title, text }) => ({ at, title, text })) };
}

export async function read(ctx: Context, { params: { cohortId, announcementId } }: Of<'readAnnouncement'>) {
  await access.accessTo(ctx, cohortId);
  await announcementIn(cohortId, announcementId);
  await store.keepRead(announcementId, ctx.person.id, new Date(ctx.now).toISOString());
  return {};
}

const readersPage = 100;

export async function readers(ctx: Context, { params, query: { cursor } }: Of<'announcementReaders'>) {
  const { cohortId, announcementId } = params;
  await access.accessForTeacher(ctx, cohortId);
  await announcementIn(cohortId, announcementId);
  const scope = `readers ${announcementId} ${ctx.person.id}`;
  const from = Number((await openCursor(cursor, scope, ctx.now))?.['from'] ?? 0);
  const [members, read] = await Promise.all([membersOf(cohortId), store.readersOf(announcementId)]);
  const ids = members.map(({ personId }) => personId);
  const shown = ids.slice(from, from + readersPage);
  const next = ids.length > from + readersPage ? { from: from + readersPage } : undefined;
  return {
    items: named(await namesOf(shown), shown).map((each) => ({ ...each, readAt: read.get(each.id) ?? null })),
    next: await sealCursor(next, scope, ctx.now),
    read: ids.filter((id) => read.has(id)).length,
    members: ids.length,
  };
}
