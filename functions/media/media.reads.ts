/** What other rooms may ask media. */
import type { PictureVariant } from '#contracts/media.ts';
import { variantFor, type StoredMedia } from './media.ts';
import * as store from './media.store.ts';

export type { StoredMedia } from './media.ts';

/** Pictures and files by id, whatever their state and also those taken out of the library; unknown ids are absent. */
export async function mediaById(ids: readonly string[]): Promise<Map<string, StoredMedia>> {
  return new Map((await store.medias(ids)).map((each) => [each.id, each]));
}

/** About as wide as asked (else the widest): a WebP variant of a picture that is ready; undefined for anything else. */
export async function pictureFor(mediaId: string, width?: number): Promise<PictureVariant | undefined> {
  const found = (await mediaById([mediaId])).get(mediaId);
  return found?.state === 'ready' ? variantFor(found, width) : undefined;
}

/** All that media keeps about a person: what they have uploaded. */
export async function dataOf(personId: string) {
  const uploads = await store.ownedBy(personId);
  return {
    uploads: uploads
      .map(({ id, organisationId, kind, name, state, type, bytes, createdAt, removedAt = null }) => ({
        ...{ id, organisationId, kind, name, state, type, bytes, createdAt, removedAt },
      }))
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
  };
}
