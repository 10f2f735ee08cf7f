/** Rules of a film on its way into a draft: what its sender sees of it, when all of it has come. Pure. */
import type { DraftFilm, FilmUpload } from '#contracts/draft-films.ts';
import { languages, type Language, type Localised } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { partAt, partCount } from '#contracts/film-parts.ts';
import type { StoredUpload } from './film-uploads.store.ts';
import { noFiles } from './lesson-films.ts';

interface Named {
  language: Language;
  title: Localised;
}

/** Is it the film that was announced, asked for once more? */
export const isSameFilm = (there: Named, asked: Named): boolean =>
  there.language === asked.language && languages.every((each) => there.title[each] === asked.title[each]);

type Announced = Named & Pick<StoredUpload, 'bytes' | 'fingerprint' | 'replaces'>;

/** The same, of the same file. */
export const isSameUpload = (there: Announced, asked: Announced): boolean =>
  isSameFilm(there, asked) &&
  there.bytes === asked.bytes &&
  there.fingerprint === asked.fingerprint &&
  there.replaces === asked.replaces;

/** The film on its way as somebody sees it. */
export function coming(stored: StoredUpload, personId: string): DraftFilm {
  const { id, language, title, durationSeconds, state } = stored;
  return {
    ...{ id, language, title, durationSeconds, state },
    captions: stored.captions === undefined ? [] : [language],
    released: false,
    upload: uploadOf(stored, personId),
    files: noFiles,
  };
}

const uploadOf = (stored: StoredUpload, personId: string): FilmUpload => ({
  mine: stored.by === personId,
  fileName: stored.fileName,
  bytes: stored.bytes,
  partBytes: stored.partBytes,
  fingerprint: stored.fingerprint,
  lessonId: stored.lessonId ?? null,
  replaces: stored.replaces ?? null,
  until: new Date(stored.expiresAt * 1000).toISOString(),
  fault: stored.fault ?? null,
});

interface Part {
  number: number;
  bytes: number;
}

/** Bytes of a part as the plan has it; `invalid` where the film has no such part. */
export function bytesOfPart({ bytes, partBytes }: Pick<StoredUpload, 'bytes' | 'partBytes'>, number: number): number {
  const part = partAt(number, bytes, partBytes);
  if (!part) throw new AppError('invalid', { field: 'body.parts', reason: 'number' });
  return part.end - part.start;
}

/** Every part of the plan is there in its size, and no other; else `mediaIncomplete` with the first that is not. */
export function requireWhole(
  { bytes, partBytes }: Pick<StoredUpload, 'bytes' | 'partBytes'>,
  parts: readonly Part[],
): void {
  const there = new Map(parts.map((part) => [part.number, part.bytes]));
  const count = partCount(bytes, partBytes);
  for (let number = 1; number <= Math.max(count, parts.at(-1)?.number ?? 0); number += 1) {
    const planned = partAt(number, bytes, partBytes);
    if (there.get(number) !== (planned && planned.end - planned.start))
      throw new AppError('mediaIncomplete', { part: String(number) });
  }
}
