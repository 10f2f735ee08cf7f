/** Pictures and files on their way into a library, good and bad. */
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { media, type Media, type MediaKind } from '#contracts/media.ts';
import type { InputOf } from '#contracts/request.ts';
import type { Client } from '../../infra/local/client.ts';
import { sha256 } from './bundle.ts';
import { newId, until } from './stack.ts';

export interface Upload {
  organisationId: string;
  kind: MediaKind;
  data: Uint8Array;
  type?: string;
  name?: string;
  id?: string;
}
type Announced = InputOf<typeof media.startUpload>['body'];

/** What the browser says before it sends. */
export const announced = ({ organisationId, kind, data, type, name = 'Проба', id = newId('media') }: Upload) =>
  ({
    id,
    organisationId,
    kind,
    name,
    type: type ?? (kind === 'picture' ? 'image/png' : 'text/plain'),
    bytes: data.byteLength,
    sha256: sha256(data),
  }) as Announced;

/** Announces and puts the bytes; answers the id, and the status S3 answered. */
export async function send(client: Client, upload: Upload): Promise<{ id: string; status: number }> {
  const body = announced(upload);
  const { upload: to } = await client.call(media.startUpload, { body });
  if (!to) throw new Error('nothing to put');
  const put = await fetch(to.url, { method: 'PUT', headers: to.headers, body: Buffer.from(upload.data) });
  await put.arrayBuffer();
  return { id: body.id, status: put.status };
}

/** The whole way in; answers what became of it, good or bad. */
export async function sendAndCheck(client: Client, upload: Upload): Promise<Media> {
  const { id } = await send(client, upload);
  await client.call(media.completeUpload, { params: { mediaId: id } });
  return checked(client, id);
}

/** Waits for the check. */
export const checked = (client: Client, mediaId: string): Promise<Media> =>
  until(
    () => client.call(media.media, { params: { mediaId } }),
    ({ state }) => state === 'ready' || state === 'failed',
    30,
  );

/** A small text in the library; answers its id. */
export const newFile = async (client: Client, organisationId: string, name = 'Пам’ятка.txt'): Promise<string> =>
  (await sendAndCheck(client, { organisationId, kind: 'file', name, data: Buffer.from(newId('media')) })).id;

/** A picture of one colour. */
export const plainPicture = (width: number, height: number, background = '#3366cc') =>
  sharp({ create: { width, height, channels: 3, background } });

/** The same PNG with another size in its header. */
export function saidToBe(width: number, height: number, png: Uint8Array): Buffer {
  const lying = Buffer.from(png);
  lying.writeUInt32BE(width, 16);
  lying.writeUInt32BE(height, 20);
  lying.writeUInt32BE(crc32(lying.subarray(12, 29)), 29);
  return lying;
}
