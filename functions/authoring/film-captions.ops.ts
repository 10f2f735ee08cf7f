/** Captions of a film in a draft: read by who writes them on, saved where nobody was quicker. */
import type { filmCaptions as contract } from '#contracts/film-captions.ts';
import type { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { contentText, putContent } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { accessTo, type Access } from './access.ops.ts';
import { cleanCaptions, requireBase } from './film-captions.ts';
import { putFilmOver } from './films.store.ts';
import { known } from './known-films.ops.ts';
import { withCaptions } from './lesson-films.ts';

const attemptsMax = 4;

export const captionHandlers: Handlers<typeof contract> = { captionsText };

/** A film that the course knows, with the newest version. */
export async function filmOf(draft: Access['draft'], lectureId: string) {
  const { films, released } = await known(draft);
  const film = films.get(lectureId);
  if (!film) throw new AppError('notFound');
  return { film, released };
}

async function captionsText(ctx: Context, { params }: Input<(typeof contract)['captionsText']>) {
  const { draft } = await accessTo(ctx, params.courseId);
  const { film } = await filmOf(draft, params.lectureId);
  const sha256 = film.captions[params.language];
  return sha256 ? { text: await contentText(sha256), sha256 } : { text: null, sha256: null };
}

interface Said {
  lectureId: string;
  language: Language;
  text: string | null;
  base?: string | null | undefined;
}

/** The film with its captions; what others wrote meanwhile in other languages stays. */
export async function saveCaptions(draft: Access['draft'], { lectureId, language, text, base }: Said) {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const { film: before, released } = await filmOf(draft, lectureId);
    const clean = text === null ? undefined : cleanCaptions(language, text);
    const hash = clean === undefined ? undefined : await putContent(clean, 'text/vtt; charset=utf-8');
    requireBase(base, before.captions[language], hash);
    const film = withCaptions(before, language, hash);
    if (await putFilmOver(draft.id, before, film)) return { film, released };
  }
  throw new AppError('conflict');
}
