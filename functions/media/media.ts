/** A picture or file of an organisation: what may be announced, its states, and what of it is for whom. */
import { AppError, type ErrorCode } from '#contracts/errors.ts';
import {
  fileBytesMax,
  fileTypes,
  pictureBytesMax,
  pictureTypes,
  type MediaKind,
  type PictureVariant,
} from '#contracts/media.ts';
import { mayIn, type Membership } from '#contracts/permissions.ts';

export interface StoredMedia {
  id: string;
  organisationId: string;
  /** academy or region whose room it takes */
  branchId: string;
  ownerId: string;
  kind: MediaKind;
  name: string;
  state: 'waiting' | 'processing' | 'ready' | 'failed';
  failure?: ErrorCode | undefined;
  /** as announced, until it is ready; then what it is kept as: a file’s own type, a picture’s widest encoding */
  type: string;
  /** as announced; of a picture that is ready, of all its variants together */
  bytes: number;
  /** of the bytes that came; content of that name is there for files only */
  sha256: string;
  width?: number | undefined;
  height?: number | undefined;
  /** widest first, AVIF before WebP of the same width */
  variants: PictureVariant[];
  createdAt: string;
  /** out of the library; texts that use it keep it */
  removedAt?: string | undefined;
}

export type Announcement = Pick<StoredMedia, 'organisationId' | 'kind' | 'name' | 'type' | 'bytes' | 'sha256'>;

/** `mediaTypeRefused`, `mediaTooLarge`: nothing of that kind is taken. */
export function checkAnnouncement({ kind, type, bytes }: Pick<Announcement, 'kind' | 'type' | 'bytes'>): void {
  const types: readonly string[] = kind === 'picture' ? pictureTypes : fileTypes;
  if (!types.includes(type)) throw new AppError('mediaTypeRefused');
  const bytesMax = kind === 'picture' ? pictureBytesMax : fileBytesMax;
  if (bytes > bytesMax) throw new AppError('mediaTooLarge', { bytesMax: String(bytesMax) });
}

/** Is it the same announcement once more? Its name may have been changed since. */
export const isRepeat = (existing: StoredMedia, announced: Announcement, ownerId: string): boolean =>
  existing.ownerId === ownerId &&
  existing.removedAt === undefined &&
  (['organisationId', 'kind', 'sha256'] as const).every((key) => existing[key] === announced[key]);

/** Until it is checked it is its owner’s; then of everybody who makes texts in the organisation. */
export const maySee = (
  person: { id: string; memberships: readonly Membership[] },
  media: Pick<StoredMedia, 'ownerId' | 'state'>,
  path: readonly string[],
): boolean => mayIn(person.memberships, 'useMedia', path) && (media.state === 'ready' || media.ownerId === person.id);

/** Its owner, and who answers for the organisation’s texts. */
export const mayChange = (
  person: { id: string; memberships: readonly Membership[] },
  media: Pick<StoredMedia, 'ownerId'>,
  path: readonly string[],
): boolean => media.ownerId === person.id || mayIn(person.memberships, 'manageDrafts', path);

/** The smallest WebP variant that is at least as wide as asked, else the widest. */
export function variantFor(
  { variants }: Pick<StoredMedia, 'variants'>,
  width = Number.POSITIVE_INFINITY,
): PictureVariant | undefined {
  const known = variants.filter((each) => each.type === 'image/webp');
  return known.findLast((each) => each.width >= width) ?? known[0];
}
