/** Lectures as authors bring them into a draft. */
import { expect } from 'vitest';
import { draftFilms, type DraftFilm } from '#contracts/draft-films.ts';
import { clip, sha256 } from './bundle.ts';
import { newId, until, type TestClient } from './stack.ts';

export const announced = (bytes: Uint8Array = clip, id = newId('lecture')) => ({
  ...{ id, language: 'uk' as const, title: { uk: 'Лекція' }, durationSeconds: 6, bytes: bytes.byteLength },
  sha256: sha256(bytes),
});

/** Sends a film and waits for what becomes of it. */
export async function sendFilm(
  author: TestClient,
  courseId: string,
  bytes: Buffer<ArrayBuffer> = clip,
  body = announced(bytes),
): Promise<DraftFilm> {
  const { film, upload } = await author.call(draftFilms.startFilm, { params: { courseId }, body });
  expect(film.state).toBe('waiting');
  const put = await fetch(upload!.url, { method: 'PUT', headers: upload!.headers, body: bytes });
  expect(put.status).toBe(200);
  const complete = () => author.call(draftFilms.completeFilm, { params: { courseId, lectureId: body.id } });
  return until(complete, ({ state }) => state === 'kept' || state === 'failed');
}
