/** Endpoints of media: the way in, the library, pictures and files. */
import { media } from '#contracts/media.ts';
import { AppError } from '#contracts/errors.ts';
import { branchOf, organisation, requireOpen } from '../identity/identity.reads.ts';
import { contentFileLink, incomingSize, incomingUpload } from '../platform/blobs.ts';
import { requireIn, type Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { serve } from '../platform/http.ts';
import { pictureResponse } from '../platform/picture-response.ts';
import { isConditionFailure } from '../platform/table.ts';
import { checkAnnouncement, isRepeat, type StoredMedia } from './media.ts';
import * as store from './media.store.ts';
import { knownMedia, presentMedia, requireChange, seenMedia, type SeenMedia } from './media-view.ops.ts';
import { requireRoomIn } from './room.ops.ts';
import { roomTaken } from './usage.store.ts';

export const handler = serve(media, {
  async startUpload(ctx, { body }) {
    checkAnnouncement(body);
    const home = await organisation(body.organisationId);
    requireIn(ctx, 'useMedia', home.path);
    requireOpen(home);
    const branchId = branchOf(home.path);
    const existing = await store.media(body.id);
    if (!existing) await requireRoomIn(branchId, body.bytes);
    const stored = existing ?? (await announce(ctx, { ...body, branchId }));
    if (!isRepeat(stored, body, ctx.person.id)) throw new AppError('idTaken');
    return {
      media: presentMedia(ctx, { media: stored, home }),
      upload: stored.state === 'waiting' ? await incomingUpload(stored.id, stored) : null,
    };
  },

  async completeUpload(ctx, { params }) {
    const { media: stored, home } = await seenMedia(ctx, params.mediaId);
    if (stored.ownerId !== ctx.person.id) throw new AppError('notFound');
    if (stored.state === 'waiting') await complete(ctx, { media: stored, home });
    return presentMedia(ctx, await seenMedia(ctx, params.mediaId));
  },

  media: async (ctx, { params }) => presentMedia(ctx, await seenMedia(ctx, params.mediaId)),

  async library(ctx, { params, query }) {
    const home = await organisation(params.organisationId);
    requireIn(ctx, 'useMedia', home.path);
    const beginning = (query.q ?? '').trim();
    const scope = ['media', home.id, query.kind, beginning, ctx.person.id].join(' ');
    const from = await openCursor(query.cursor, scope, ctx.now);
    const { items, lastKey } = await store.libraryPage(home.id, query.kind, beginning, from);
    return {
      items: items.map((each) => presentMedia(ctx, { media: each, home })),
      next: await sealCursor(lastKey, scope, ctx.now),
    };
  },

  async renameMedia(ctx, { params, body }) {
    const found = await seenMedia(ctx, params.mediaId);
    requireChange(ctx, found);
    await store.rename(found.media, body.name).catch(asConflict);
    return presentMedia(ctx, await seenMedia(ctx, params.mediaId));
  },

  async removeMedia(ctx, { params }) {
    const found = await knownMedia(ctx, params.mediaId);
    requireChange(ctx, found);
    if (found.media.removedAt === undefined) await store.remove(params.mediaId, new Date(ctx.now).toISOString());
    return {};
  },

  async pictureContent(ctx, { params }) {
    const found = await seenMedia(ctx, params.mediaId);
    const variant = found.media.variants.find((each) => each.sha256 === params.sha256);
    if (!variant) throw new AppError('notFound');
    return pictureResponse(variant);
  },

  async fileContent(ctx, { params }) {
    const { media: stored } = await seenMedia(ctx, params.mediaId);
    if (stored.kind !== 'file' || stored.state !== 'ready') throw new AppError('notFound');
    const location = await contentFileLink(stored.sha256, stored);
    return new Response(null, { status: 302, headers: { location, 'x-content-type-options': 'nosniff' } });
  },
});

type Announced = Pick<
  StoredMedia,
  'id' | 'organisationId' | 'branchId' | 'kind' | 'name' | 'type' | 'bytes' | 'sha256'
>;

/** Keeps the announcement; where a second request came first, what that one kept. */
async function announce(ctx: Context, announced: Announced): Promise<StoredMedia> {
  const created: StoredMedia = {
    ...announced,
    ownerId: ctx.person.id,
    state: 'waiting',
    variants: [],
    createdAt: new Date(ctx.now).toISOString(),
  };
  try {
    await store.putMedia(created, ctx.now);
    return created;
  } catch (error) {
    const first = isConditionFailure(error) ? await store.media(announced.id) : undefined;
    if (!first) throw error;
    return first;
  }
}

/** Takes the room and asks for the check, together. */
async function complete(ctx: Context, { media: stored, home }: SeenMedia): Promise<void> {
  requireOpen(home);
  if ((await incomingSize(stored.id, stored.sha256)) !== stored.bytes) throw new AppError('mediaIncomplete');
  const branchId = branchOf(home.path);
  const quotaBytes = await requireRoomIn(branchId, stored.bytes);
  const record = {
    kind: 'signal',
    type: 'media.uploaded',
    subjectId: stored.id,
    actorId: ctx.person.id,
    objectId: stored.organisationId,
  } as const;
  try {
    await store.startProcessing(stored.id, branchId, roomTaken(branchId, stored.bytes, quotaBytes), record, ctx.now);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    // a second request came first, or another upload took the room
    if ((await store.media(stored.id))?.state === 'waiting') throw new AppError('quotaExceeded');
  }
}

function asConflict(error: unknown): never {
  throw isConditionFailure(error) ? new AppError('conflict') : error;
}
