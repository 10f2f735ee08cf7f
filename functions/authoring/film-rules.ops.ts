/** Rules of the films of a draft: read by its team, saved where nobody was quicker. */
import { hasRules, rulesIn, type filmRules as contract } from '#contracts/film-rules.ts';
import { contentText } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { accessTo } from './access.ops.ts';
import { saveAddition } from './film-additions.ops.ts';
import { known } from './known-films.ops.ts';

export const filmRuleHandlers: Handlers<typeof contract> = { filmRules, saveFilmRules };

async function filmRules(ctx: Context, { params }: Input<(typeof contract)['filmRules']>) {
  const { draft } = await accessTo(ctx, params.courseId);
  const films = [...(await known(draft)).films.values()].flatMap(({ id, rules }) => (rules ? { id, rules } : []));
  // three switches: however many films there are, there are few texts
  const hashes = [...new Set(films.map(({ rules }) => rules))];
  const texts = new Map(await Promise.all(hashes.map(async (hash) => [hash, await contentText(hash)] as const)));
  const items = films.map(({ id, rules }) => ({
    lectureId: id,
    rules: rulesIn(texts.get(rules) ?? ''),
    sha256: rules,
  }));
  return { items };
}

function saveFilmRules(ctx: Context, { params, body }: Input<(typeof contract)['saveFilmRules']>) {
  const { noSkipping, watermark, download } = body.rules;
  return saveAddition(ctx, params, 'rules', {
    // in one order, so that the same rules have the same hash
    value: hasRules(body.rules) ? { noSkipping, watermark, download } : null,
    base: body.base,
    require: () => undefined,
  });
}
