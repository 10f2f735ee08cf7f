/** What the original of an adopted course says otherwise of itself and of its modules. Pure. */
import type { Piece } from '#contracts/adoption.ts';
import type { Language, Localised } from '#contracts/common.ts';
import type { Manifest } from '../courses/courses.reads.ts';
import type { IdOf } from './adopted-course.ts';
import type { StoredAbout, StoredDraft } from './drafts.store.ts';
import type { StoredModule } from './outline.store.ts';
import { keys, seenOf, takenOf, type Known } from './piece-keys.ts';

export interface CourseSides {
  draft: Pick<StoredDraft, 'title' | 'languages' | 'revision'>;
  about: Pick<StoredAbout, 'summary' | 'outcomes'>;
  modules: readonly StoredModule[];
  known: Known;
  newest: number;
  at(version: number): Manifest | undefined;
  idOf: IdOf;
}

type Say = (manifest: Manifest | undefined) => string | null;

export function coursePieces(sides: CourseSides): Piece[] {
  const { draft, about } = sides;
  return [
    ...draft.languages.flatMap((language) => [
      ...wordsPiece(sides, 'title', language, (manifest) => manifest?.title[language] ?? null, draft.title),
      ...wordsPiece(sides, 'summary', language, (manifest) => manifest?.summary[language] ?? null, about.summary),
    ]),
    ...outcomesPiece(sides),
    ...modulePieces(sides),
  ];
}

function wordsPiece(
  sides: CourseSides,
  field: 'title' | 'summary',
  language: Language,
  say: Say,
  here: Localised | undefined,
): Piece[] {
  const key = keys.course(field, language);
  const piece = { key, kind: 'course', field, language } as const;
  return difference(sides, piece, say, here?.[language] ?? null, sides.draft.revision);
}

/** One below the other: they are a list, and taken over as one. */
function outcomesPiece(sides: CourseSides): Piece[] {
  const [first] = sides.draft.languages as [Language];
  const lines = (outcomes: readonly Localised[] | undefined) =>
    outcomes?.map((each) => each[first] ?? Object.values(each)[0] ?? '').join('\n') || null;
  const piece = { key: keys.course('outcomes'), kind: 'course', field: 'outcomes', language: null } as const;
  const say: Say = (manifest) => lines(manifest?.outcomes);
  return difference(sides, piece, say, lines(sides.about.outcomes), sides.draft.revision);
}

function modulePieces(sides: CourseSides): Piece[] {
  const { modules, draft, idOf, newest, at } = sides;
  return (at(newest)?.modules ?? []).flatMap(({ id }) => {
    const mine = modules.find((each) => each.id === idOf('module', id));
    if (!mine) return [];
    return draft.languages.flatMap((language) => {
      const piece = { key: keys.module(id, language), kind: 'module', field: 'title', language } as const;
      const say: Say = (manifest) => manifest?.modules.find((each) => each.id === id)?.title[language] ?? null;
      return difference(sides, piece, say, mine.title[language] ?? null, mine.revision);
    });
  });
}

function difference(
  { known, newest, at }: CourseSides,
  piece: Pick<Piece, 'key' | 'kind' | 'field' | 'language'>,
  say: Say,
  mine: string | null,
  revision: number,
): Piece[] {
  const [base, theirs] = [say(at(seenOf(known, piece.key))), say(at(newest))];
  if (theirs === null || theirs === base || theirs === mine) return [];
  const changedHere = mine !== say(at(takenOf(known, piece.key)));
  return [{ ...piece, change: 'changed', base, theirs, mine, changedHere, revision, block: null }];
}
