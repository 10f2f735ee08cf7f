/** What the original of an adopted course says otherwise of itself and of its modules. Pure. */
import type { Piece } from '#contracts/adoption.ts';
import type { Language, Localised } from '#contracts/common.ts';
import type { Manifest } from '../courses/courses.reads.ts';
import type { IdOf } from './adopted-course.ts';
import type { StoredAbout, StoredDraft } from './drafts.store.ts';
import { orderPieces } from './order-pieces.ts';
import type { StoredLesson, StoredModule } from './outline.store.ts';
import { keys, seenOf, takenOf, type Known } from './piece-keys.ts';

export interface CourseSides {
  draft: Pick<StoredDraft, 'title' | 'languages' | 'revision'>;
  about: Pick<StoredAbout, 'summary' | 'outcomes' | 'topics' | 'competences'>;
  /** both as they stand here, in their order */
  modules: readonly StoredModule[];
  lessons: readonly Pick<StoredLesson, 'id' | 'moduleId' | 'movedAt'>[];
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
    ...outcomesPieces(sides),
    ...listPiece(sides, 'topics', (manifest) => manifest.topics, about.topics),
    ...listPiece(sides, 'competences', (manifest) => manifest.competences ?? [], about.competences),
    ...modulePieces(sides),
    ...orderPieces(sides),
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

/** One below the other: they are a list, and taken over as one. Where both lists are alike, their translations are taken by themselves. */
function outcomesPieces(sides: CourseSides): Piece[] {
  const { draft, about, newest, at } = sides;
  const [first, ...others] = draft.languages as [Language];
  const linesIn = (language: Language) => (outcomes: readonly Localised[]) =>
    outcomes.map((each) => each[language] ?? '').join('\n');
  const of = (language: Language, key: string) => {
    const lines = linesIn(language);
    const piece = { key, kind: 'course', field: 'outcomes', language: language === first ? null : language } as const;
    const say: Say = (manifest) => (manifest ? lines(manifest.outcomes) : null);
    return difference(sides, piece, say, lines(about.outcomes), draft.revision);
  };
  const isAlike = linesIn(first)(at(newest)?.outcomes ?? []) === linesIn(first)(about.outcomes);
  return [
    ...of(first, keys.course('outcomes')),
    ...(isAlike ? others : []).flatMap((language) => of(language, keys.course('outcomes', language))),
  ];
}

/** One a line, in whatever order. */
function listPiece(
  sides: CourseSides,
  field: 'topics' | 'competences',
  list: (manifest: Manifest) => readonly string[],
  here: readonly string[],
): Piece[] {
  const lines = (all: readonly string[]) => all.toSorted().join('\n');
  const piece = { key: keys.course(field), kind: 'course', field, language: null } as const;
  const say: Say = (manifest) => (manifest ? lines(list(manifest)) : null);
  return difference(sides, piece, say, lines(here), sides.draft.revision);
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
