/** Chapters of a film in a draft: read by who writes them on, saved where nobody was quicker. */
import { chaptersIn, type filmChapters as contract } from '#contracts/film-chapters.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { addition, saveAddition } from './film-additions.ops.ts';
import { requireInside } from './film-chapters.ts';

export const chapterHandlers: Handlers<typeof contract> = { filmChapters, saveFilmChapters };

async function filmChapters(ctx: Context, { params }: Input<(typeof contract)['filmChapters']>) {
  const { text, sha256 } = await addition(ctx, params, 'chapters');
  return { items: text ? chaptersIn(text) : [], sha256 };
}

function saveFilmChapters(ctx: Context, { params, body }: Input<(typeof contract)['saveFilmChapters']>) {
  return saveAddition(ctx, params, 'chapters', {
    value: body.items.length > 0 ? body.items : null,
    base: body.base,
    require: (film) => requireInside(body.items, film),
  });
}
