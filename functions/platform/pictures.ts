/**
 * Pictures: read with libvips, of which only the four decoders we take are open. What comes out has no metadata, is turned
 * as its camera was held, and is sRGB. sharp is not bundled: `infra/bundle.ts` lays it beside the one function that uses this.
 */
import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { AppError } from '#contracts/errors.ts';

sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif'],
});
// each picture is seen once
sharp.cache(false);

/** Size and number of frames by the header alone; `mediaDamaged` where there is none to read. */
export async function pictureHeader(bytes: Uint8Array): Promise<{ width: number; height: number; frames: number }> {
  const { width, height, pages = 1 } = await reading(() => sharp(bytes, { limitInputPixels: false }).metadata());
  return { width, height, frames: pages };
}

/** Does it hold the picture and nothing else? No camera, place, program or profile is named in what we have encoded ourselves. */
export async function isBare(bytes: Uint8Array): Promise<boolean> {
  const { exif, xmp, iptc, icc } = await reading(() => sharp(bytes, { limitInputPixels: false }).metadata());
  return ![exif, xmp, iptc, icc].some(Boolean);
}

/** A decoded picture: its pixels, row by row. */
export interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
  channels: 3 | 4;
}

/** Decodes a picture, turned and in sRGB, made smaller to fit the box; `mediaDamaged` where it breaks off or does not hold together. */
export async function decodePicture(
  bytes: Uint8Array,
  box: { width: number; height: number },
  pixelsMax: number,
): Promise<Pixels> {
  const options: SharpOptions = { limitInputPixels: pixelsMax, failOn: 'error', pages: 1 };
  const { data, info } = await reading(() =>
    sharp(bytes, options)
      .autoOrient()
      .resize({ ...box, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true }),
  );
  if (info.channels !== 3 && info.channels !== 4) throw new AppError('mediaDamaged');
  return { data, width: info.width, height: info.height, channels: info.channels };
}

const encodings = {
  // more effort costs seconds and saves a tenth
  'image/avif': (picture: Sharp) => picture.avif({ quality: 55, effort: 3 }),
  'image/webp': (picture: Sharp) => picture.webp({ quality: 80, smartSubsample: true }),
};

/** Encodes a decoded picture in a width. */
export async function encodePicture(
  { data, width: from, height, channels }: Pixels,
  width: number,
  type: keyof typeof encodings,
): Promise<{ data: Uint8Array; width: number; height: number }> {
  const picture = sharp(data, { raw: { width: from, height, channels } }).resize({ width });
  const made = await encodings[type](picture).toBuffer({ resolveWithObject: true });
  return { data: made.data, width: made.info.width, height: made.info.height };
}

/** What could not be read, libvips tells by an error of no particular kind. */
async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw new AppError('mediaDamaged');
  }
}
