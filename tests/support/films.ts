/** Lectures as authors bring them into a draft. */
import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { draftFilms, type DraftFilm } from '#contracts/draft-films.ts';
import { partsOf } from '#contracts/film-parts.ts';
import { clip, sha256 } from './bundle.ts';
import type { Client } from '../../infra/local/client.ts';
import { newId, until } from './stack.ts';

export const announced = (bytes: Uint8Array = clip, id = newId('lecture')) => ({
  ...{ id, language: 'uk' as const, title: { uk: 'Лекція' }, durationSeconds: 6, bytes: bytes.byteLength },
  ...{ fileName: 'лекція.mp4', fingerprint: sha256(bytes), lessonId: null as string | null },
  captions: null as string | null,
});

/** A film that is to take the place of another, spoken in Ukrainian. */
export const replacing = (lectureId: string, bytes: Uint8Array, durationSeconds: number) => ({
  ...announced(bytes),
  ...{ replaces: lectureId, durationSeconds, fileName: 'нова.mp4' },
});

/** A film (the clip unless said) with a box of nothing in particular behind it: of as many bytes, for more parts than one. */
export function largeFilm(bytes: number, from: Buffer = clip): Buffer<ArrayBuffer> {
  const film = Buffer.alloc(bytes);
  const end = from.byteLength;
  from.copy(film);
  film.writeUInt32BE(bytes - end, end);
  film.write('free', end + 4, 'latin1');
  for (let at = end + 8; at < bytes; at += 4096) film.writeUInt32BE(at, Math.min(at, bytes - 4));
  return film;
}

export interface FilmPiece {
  number: number;
  bytes: Buffer<ArrayBuffer>;
  sha256: string;
}

/** A film in the parts the academy wants. */
export const piecesOf = (bytes: Buffer<ArrayBuffer>, { upload }: DraftFilm): FilmPiece[] =>
  partsOf(bytes.byteLength, upload!.partBytes).map(({ number, start, end }) => {
    const piece = bytes.subarray(start, end);
    return { number, bytes: piece, sha256: sha256(piece) };
  });

/** By which the academy knows that all parts are those that were sent. */
export const wholeHash = (pieces: readonly FilmPiece[]): string =>
  createHash('sha256')
    .update(Buffer.from(pieces.map((piece) => piece.sha256).join(''), 'hex'))
    .digest('hex');

/** Asks for an address and puts one part there; answers how the store took it. */
export async function sendPart(
  author: Client,
  params: { courseId: string; lectureId: string },
  { number, bytes, sha256: hash }: FilmPiece,
  said = hash,
): Promise<number> {
  const { items } = await author.call(draftFilms.signFilmParts, {
    params,
    body: { parts: [{ number, sha256: said }] },
  });
  return (await fetch(items[0]!.url, { method: 'PUT', headers: items[0]!.headers, body: bytes })).status;
}

/** Sends a film and waits for what becomes of it. */
export async function sendFilm(
  author: Client,
  courseId: string,
  bytes: Buffer<ArrayBuffer> = clip,
  body = announced(bytes),
): Promise<DraftFilm> {
  const film = await author.call(draftFilms.startFilm, { params: { courseId }, body });
  expect(film.state).toBe('waiting');
  const params = { courseId, lectureId: body.id };
  const pieces = piecesOf(bytes, film);
  for (const piece of pieces) expect(await sendPart(author, params, piece)).toBe(200);
  const complete = () => author.call(draftFilms.completeFilm, { params, body: { sha256: wholeHash(pieces) } });
  return until(complete, ({ state }) => state === 'kept' || state === 'failed');
}
