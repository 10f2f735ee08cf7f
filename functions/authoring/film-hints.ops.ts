/** Hints of a film in a draft: read by who writes it on, saved where nobody was quicker. */
import { hintsIn, type filmHints as contract } from '#contracts/film-hints.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { addition, saveAddition } from './film-additions.ops.ts';
import { requireInside } from './film-chapters.ts';

export const hintHandlers: Handlers<typeof contract> = { filmHints, saveFilmHints };

async function filmHints(ctx: Context, { params }: Input<(typeof contract)['filmHints']>) {
  const { text, sha256 } = await addition(ctx, params, 'hints');
  return { items: text ? hintsIn(text) : [], sha256 };
}

function saveFilmHints(ctx: Context, { params, body }: Input<(typeof contract)['saveFilmHints']>) {
  const moments = body.items.map(({ atMs }) => ({ startMs: atMs }));
  return saveAddition(ctx, params, 'hints', {
    value: body.items.length > 0 ? body.items : null,
    base: body.base,
    require: (film) => requireInside(moments, film),
  });
}
