/** A picture or file as one person sees it. */
import { AppError } from '#contracts/errors.ts';
import type { Media } from '#contracts/media.ts';
import { organisation } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { mayChange, maySee, type StoredMedia } from './media.ts';
import * as store from './media.store.ts';

type Home = Awaited<ReturnType<typeof organisation>>;
export interface SeenMedia {
  media: StoredMedia;
  home: Home;
}

/** What the person may see, with where it belongs, and where it is not in the library any more; `notFound` otherwise. */
export async function knownMedia(ctx: Context, mediaId: string): Promise<SeenMedia> {
  const media = await store.media(mediaId);
  if (!media) throw new AppError('notFound');
  const home = await organisation(media.organisationId);
  if (!maySee(ctx.person, media, home.path)) throw new AppError('notFound');
  return { media, home };
}

/** As `knownMedia`, of what is in the library or on its way there. */
export async function seenMedia(ctx: Context, mediaId: string): Promise<SeenMedia> {
  const found = await knownMedia(ctx, mediaId);
  if (found.media.removedAt !== undefined) throw new AppError('notFound');
  return found;
}

/** `notAllowed` for who may use it only. */
export function requireChange(ctx: Context, { media, home }: SeenMedia): void {
  if (!mayChange(ctx.person, media, home.path)) throw new AppError('notAllowed');
}

export const presentMedia = (ctx: Context, { media, home }: SeenMedia): Media => ({
  id: media.id,
  kind: media.kind,
  name: media.name,
  organisation: { id: home.id, name: home.name },
  state: media.state,
  failure: media.failure ?? null,
  type: media.type,
  bytes: media.bytes,
  width: media.width ?? null,
  height: media.height ?? null,
  variants: media.variants,
  createdAt: media.createdAt,
  mayChange: mayChange(ctx.person, media, home.path),
});
