/** The logo of an organisation: decoded and encoded anew, so that what is served is a picture and nothing else. */
import { inflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { logoBytesMax, logoSizeMax, type organisations } from '#contracts/organisations.ts';
import { AppError } from '#contracts/errors.ts';
import { requireIn, type Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { sha256 } from '../platform/ids.ts';
import { requireOpen } from './organisation.ts';
import { change } from './organisation-detail.ops.ts';
import * as store from './organisations.store.ts';

type Of<Name extends keyof typeof organisations> = Input<(typeof organisations)[Name]>;

export function setLogo(ctx: Context, { params, body }: Of<'setLogo'>) {
  const { organisationId: id } = params;
  let logo: Logo | null = null;
  return change(
    ctx,
    { id, revision: body.revision, type: 'identity.logoChanged' },
    (present) => {
      requireIn(ctx, 'manageOrganisations', present.path);
      requireOpen(present);
      // after the check of who asks: decoding costs
      logo = body.png === null ? null : logoOf(Buffer.from(body.png, 'base64'));
      return { ...present, logo: logo?.hash ?? null, revision: present.revision + 1 };
    },
    () => [store.logoWrite(id, logo)],
  );
}

export async function getLogo(_: Context, { params }: Of<'logo'>): Promise<Response> {
  const kept = await store.logo(params.organisationId);
  if (kept?.hash !== params.logo) throw new AppError('notFound');
  return new Response(kept.png as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'image/png',
      'content-disposition': 'inline',
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    },
  });
}

interface Logo {
  hash: string;
  png: Uint8Array;
}
const signature = '89504e470d0a1a0a';
/** eight bytes a pixel at most, and what interlacing and filters add */
const pixelBytesMax = logoSizeMax * logoSizeMax * 8 + 64 * 1024;

/** The picture encoded anew, without what it carried beside its pixels; `logoWrong` for anything but a small PNG. */
export function logoOf(given: Buffer): Logo {
  if (given.length > logoBytesMax) throw new AppError('logoWrong', { reason: 'bytes' });
  if (given.subarray(0, 8).toString('hex') !== signature) throw new AppError('logoWrong', { reason: 'type' });
  const chunks = chunksOf(given);
  const { width, height } = measured(chunks);
  if (!inRange(width) || !inRange(height)) throw new AppError('logoWrong', { reason: 'size' });
  const png = encodedAnew(given, chunks);
  if (png.length > logoBytesMax) throw new AppError('logoWrong', { reason: 'bytes' });
  return { hash: sha256(png).slice(0, 16), png };
}

const inRange = (pixels: number) => pixels >= 1 && pixels <= logoSizeMax;

/** Its size, before anything is decoded. A second header could say another one to the decoder: there is one, and it comes first. */
function measured(chunks: Chunk[]): { width: number; height: number } {
  const [header, ...others] = chunks;
  const wellBegun = header?.type === 'IHDR' && header.data.length === 13;
  if (!wellBegun || others.some(({ type }) => type === 'IHDR')) throw new AppError('logoWrong', { reason: 'content' });
  return { width: header.data.readUInt32BE(0), height: header.data.readUInt32BE(4) };
}

function encodedAnew(given: Buffer, chunks: Chunk[]): Buffer {
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  try {
    // a few bytes may unpack to gigabytes, and the decoder would take them all
    inflateSync(Buffer.concat(packed), { maxOutputLength: pixelBytesMax });
    const { width, height, data } = PNG.sync.read(given);
    const picture = new PNG({ width, height });
    picture.data = data;
    return PNG.sync.write(picture, { deflateLevel: 9 });
  } catch {
    throw new AppError('logoWrong', { reason: 'content' });
  }
}

interface Chunk {
  type: string;
  data: Buffer;
}

function chunksOf(given: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= given.length;) {
    const length = given.readUInt32BE(at);
    chunks.push({ type: given.toString('latin1', at + 4, at + 8), data: given.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}
