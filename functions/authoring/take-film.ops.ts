/** Takes over which film a lesson of the original shows, its captions in a language, or what was added to it. */
import { withAddition, type FilmAddition } from '#contracts/film-additions.ts';
import type { Language } from '#contracts/common.ts';
import { adoptedId } from './adoption.ops.ts';
import type { Film } from './films.ts';
import { putFile, putFilm } from './films.store.ts';
import { followInLessons, setFilm } from './films.ops.ts';
import { withCaptions } from './lesson-films.ts';
import type { Taking } from './take.ops.ts';
import type { Outcome } from './upstream-decisions.ops.ts';

export async function takeFilm({ ctx, access, sides, piece }: Taking): Promise<Outcome> {
  const { id: courseId } = access.draft;
  const spoken = piece.key.split('/')[2] as Language;
  const theirs = sides.at(sides.newest)!.films[spoken];
  const film = theirs && { ...theirs, id: adoptedId(courseId)('lecture', theirs.id) };
  const before = sides.mine!.films[spoken];
  // the same lecture in another file: the one it showed here stays at hand
  if (before?.id === film?.id && before)
    await putFile({ courseId, ...before, state: 'former', at: new Date(ctx.now).toISOString(), by: ctx.person.id });
  if (film) await keep(courseId, film);
  await setFilm(courseId, sides.mine!.id, spoken, film);
  return 'done';
}

export async function takeCaptions({ access, sides, piece }: Taking): Promise<Outcome> {
  const [, , spoken, language] = piece.key.split('/') as [string, string, Language, Language];
  const [theirs, mine] = [sides.at(sides.newest)!, sides.mine!].map(({ films }) => films[spoken]!) as [Film, Film];
  await keep(access.draft.id, withCaptions(mine, language, theirs.captions[language]));
  return 'done';
}

export async function takeAddition({ access, sides, piece }: Taking): Promise<Outcome> {
  const [, , spoken, kind] = piece.key.split('/') as [string, string, Language, FilmAddition];
  const [theirs, mine] = [sides.at(sides.newest)!, sides.mine!].map(({ films }) => films[spoken]!) as [Film, Film];
  await keep(access.draft.id, withAddition(mine, kind, theirs[kind]));
  return 'done';
}

/** A film is one thing: whatever lesson shows it shows it so. */
async function keep(courseId: string, film: Film): Promise<void> {
  await putFilm({ courseId, ...film });
  await followInLessons(courseId, film);
}
