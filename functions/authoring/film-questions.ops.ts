/** Questions inside a film of a draft: read by who writes it on, saved where nobody was quicker. */
import { filmQuestionsIn, type FilmBankQuestion, type FilmQuestion } from '#contracts/film-questions.ts';
import type { filmQuestions as contract } from '#contracts/film-questions.ts';
import { mayIn } from '#contracts/permissions.ts';
import { branchOf } from '../identity/identity.reads.ts';
import { contentText } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { placedQuestions } from '../questions/questions.reads.ts';
import { accessTo, type Access } from './access.ops.ts';
import { addition, saveAddition } from './film-additions.ops.ts';
import { faultOf, requireQuestionsInside, requireSuitable, type Sources } from './film-questions.ts';
import type { Film } from './films.ts';
import { branchPath } from './review-access.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const filmQuestionHandlers: Handlers<typeof contract> = { filmQuestions, saveFilmQuestions };

async function filmQuestions(ctx: Context, { params }: Of<'filmQuestions'>) {
  const [{ text, sha256 }, { path }] = await Promise.all([
    addition(ctx, params, 'questions'),
    accessTo(ctx, params.courseId),
  ]);
  const items = text ? filmQuestionsIn(text) : [];
  const bank = await bankOf(items, sourcesOf(ctx, path, items));
  return { items, sha256, bank, bankOf: mayUse(ctx, path) ? branchOf(path) : null };
}

function saveFilmQuestions(ctx: Context, { params, body }: Of<'saveFilmQuestions'>) {
  return saveAddition(ctx, params, 'questions', {
    value: body.items.length > 0 ? body.items : null,
    base: body.base,
    require: (film, access) => requireUsable(ctx, body.items, film, access),
  });
}

async function requireUsable(ctx: Context, items: readonly FilmQuestion[], film: Film, { path }: Access) {
  requireQuestionsInside(items, film);
  const found = await placedQuestions(items.map(({ questionId }) => questionId));
  requireSuitable(items, found, sourcesOf(ctx, path, await questionsOf(film)));
}

/** The questions inside a film, as they are kept. */
export const questionsOf = async ({ questions }: Pick<Film, 'questions'>): Promise<FilmQuestion[]> =>
  questions ? filmQuestionsIn(await contentText(questions)) : [];

const mayUse = (ctx: Context, path: readonly string[]): boolean =>
  mayIn(ctx.person.memberships, 'useQuestions', branchPath(path));

const sourcesOf = (ctx: Context, path: readonly string[], before: readonly FilmQuestion[]): Sources => ({
  path,
  mayChoose: mayUse(ctx, path),
  before: new Set(before.map(({ questionId }) => questionId)),
});

async function bankOf(items: readonly FilmQuestion[], sources: Sources): Promise<FilmBankQuestion[]> {
  const found = await placedQuestions(items.map(({ questionId }) => questionId));
  return items.flatMap((item) => {
    const known = found.get(item.questionId);
    if (!known) return [];
    const { id: questionId, kind, ask, use, version, languages } = known;
    return [{ questionId, kind, ask, use, version, languages, fault: faultOf(item, known, sources) ?? null }];
  });
}
