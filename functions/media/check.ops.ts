/** From the bytes that came to what is kept: pictures are made anew in several widths, files stay as they are. */
import { fileTypeFromBuffer } from 'file-type';
import { AppError } from '#contracts/errors.ts';
import { picturePixelsMax, pictureTypes, type PictureVariant } from '#contracts/media.ts';
import { incomingFile, keepIncoming, putContent } from '../platform/blobs.ts';
import { sha256 } from '../platform/ids.ts';
import { decodePicture, encodePicture, pictureHeader, type Pixels } from '../platform/pictures.ts';
import { checkFile, type FileType } from './file-check.ts';
import type { StoredMedia } from './media.ts';
import type { Outcome } from './media.store.ts';
import { boxMax, checkSize, widthsOf } from './picture-size.ts';

/** Keeps what was uploaded; throws an `AppError` that says what is wrong with it. */
export async function keepUploaded(media: StoredMedia): Promise<Outcome> {
  const bytes = await incomingFile(media.id, media.sha256);
  if (!bytes) throw new AppError('mediaIncomplete');
  // S3 has checked it on the way in; what a function decodes it had better know
  if (sha256(bytes) !== media.sha256) throw new AppError('mediaDamaged');
  const sniffed = await typeOf(bytes);
  return media.kind === 'picture' ? keepPicture(bytes, sniffed) : keepFile(media, bytes, sniffed);
}

/** What the bytes say they are; undefined where they say nothing, or contradict themselves. */
export async function typeOf(bytes: Uint8Array): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  return found?.mime;
}

async function keepFile(media: StoredMedia, bytes: Uint8Array, sniffed: string | undefined): Promise<Outcome> {
  checkFile(media.type as FileType, sniffed, bytes);
  await keepIncoming(media.id, media.sha256, media.type);
  return { type: media.type, bytes: media.bytes, variants: [] };
}

/** Which of the picture types it is does not matter: what is kept is made from its pixels. The original is not kept. */
async function keepPicture(bytes: Uint8Array, sniffed: string | undefined): Promise<Outcome> {
  if (!(pictureTypes as readonly (string | undefined)[]).includes(sniffed)) throw new AppError('mediaTypeRefused');
  checkSize(await pictureHeader(bytes));
  const pixels = await decodePicture(bytes, boxMax, picturePixelsMax);
  const variants: PictureVariant[] = [];
  // one after the other: each encoder takes all the processors there are
  for (const width of widthsOf(pixels.width)) {
    for (const type of ['image/avif', 'image/webp'] as const) variants.push(await keepVariant(pixels, width, type));
  }
  return {
    type: 'image/webp',
    bytes: variants.reduce((sum, each) => sum + each.bytes, 0),
    width: pixels.width,
    height: pixels.height,
    variants,
  };
}

async function keepVariant(pixels: Pixels, width: number, type: PictureVariant['type']): Promise<PictureVariant> {
  const made = await encodePicture(pixels, width, type);
  const hash = await putContent(made.data, type);
  return { sha256: hash, type, width: made.width, height: made.height, bytes: made.data.byteLength };
}
