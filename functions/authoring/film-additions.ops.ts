/** What is added to a film in a draft, kind by kind: read by who writes on, saved where nobody was quicker. */
import { withAddition, type FilmAddition } from '#contracts/film-additions.ts';
import { AppError } from '#contracts/errors.ts';
import { contentText, putContent } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import { accessTo, accessToChange, type Access } from './access.ops.ts';
import { touchDraft } from './drafts.store.ts';
import { filmOf } from './film-captions.ops.ts';
import { requireBase } from './film-captions.ts';
import type { Film } from './films.ts';
import { putFilmOver } from './films.store.ts';

const attemptsMax = 4;

interface Place {
  courseId: string;
  lectureId: string;
}

/** The text of one kind and the hash to say when it is put again; null: there is none. */
export async function addition(ctx: Context, place: Place, kind: FilmAddition) {
  const { draft } = await accessTo(ctx, place.courseId);
  const hash = (await filmOf(draft, place.lectureId)).film[kind];
  return hash ? { text: await contentText(hash), sha256: hash } : { text: null, sha256: null };
}

interface Said {
  /** null: it is taken away */
  value: object | null;
  /** hash of what it was made from; null: there was none */
  base: string | null;
  /** throws where it does not fit the film */
  require: (film: Film, access: Access) => void | Promise<void>;
}

/** Puts one kind, as JSON. `conflict`: somebody else was quicker. */
export async function saveAddition(ctx: Context, place: Place, kind: FilmAddition, { value, base, require }: Said) {
  const access = await accessToChange(ctx, place.courseId);
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const { film: before } = await filmOf(access.draft, place.lectureId);
    await require(before, access);
    const hash = value === null ? undefined : await putContent(JSON.stringify(value), 'application/json');
    requireBase(base, before[kind], hash);
    if (!(await putFilmOver(place.courseId, before, withAddition(before, kind, hash)))) continue;
    await touchDraft(place.courseId, new Date(ctx.now).toISOString());
    return { sha256: hash ?? null };
  }
  throw new AppError('conflict');
}
