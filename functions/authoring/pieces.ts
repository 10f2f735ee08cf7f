/**
 * What the original of an adopted course has changed, piece by piece: each is compared in three – as the original said it when
 * it was last decided about, as it says it now, as it is said here. Nothing is asked twice that has been answered. Pure.
 */
import type { Piece } from '#contracts/adoption.ts';
import type { Language, Localised } from '#contracts/common.ts';
import type { FrozenBlock } from '#contracts/reviews.ts';
import type { StoredBlock } from './blocks.store.ts';
import { blockPieces, isBlockTouched } from './block-pieces.ts';
import { filmPieces } from './film-pieces.ts';
import type { Film } from './films.ts';
import type { StoredModule } from './outline.store.ts';
import { keys, seenOf, takenOf, type Known } from './piece-keys.ts';
import { blank, differing, nameIn } from './piece-parts.ts';

/** Films by the language that is spoken. */
export type Shown = Partial<Record<Language, Film>>;
/** A module, by the id it has here. */
type Home = Pick<StoredModule, 'id' | 'title'>;

/** A lesson of the original in one of its versions. */
export interface TheirLesson {
  title: Localised;
  minutes: number;
  blocks: readonly FrozenBlock[];
  films: Shown;
  module: Home;
}
/** The lesson made of it, where it stands here. */
export interface OwnLesson {
  id: string;
  title: Localised;
  minutes: number;
  revision: number;
  movedAt: number;
  blocks: readonly StoredBlock[];
  films: Shown;
  module: Home;
}

export interface Sides {
  lessonId: string;
  newest: number;
  /** of the draft */
  languages: readonly Language[];
  known: Known;
  /** versions at hand */
  versions: readonly number[];
  at(version: number): TheirLesson | undefined;
  mine: OwnLesson | undefined;
  idOf(blockId: string): string;
}

/** Everything about a lesson that waits for a decision. */
export function lessonPieces(sides: Sides): Piece[] {
  const { lessonId, newest, known, at, mine } = sides;
  const key = keys.lesson(lessonId);
  const [base, theirs] = [at(seenOf(known, key)), at(newest)];
  if (!mine) return theirs && !base ? [{ ...blank, key, kind: 'lesson', change: 'added', revision: 0 }] : [];
  if (!theirs) {
    if (!base) return [];
    const changedHere = isTouched(sides);
    return [{ ...blank, key, kind: 'lesson', change: 'removed', revision: mine.revision, changedHere }];
  }
  return [
    ...titlePieces(sides, theirs, mine),
    ...minutesPieces(sides, theirs, mine),
    ...placePieces(sides, theirs, mine),
    ...filmPieces(sides, theirs, mine),
    ...blockPieces(sides, theirs, mine),
  ];
}

function titlePieces({ lessonId, languages, known, at }: Sides, theirs: TheirLesson, mine: OwnLesson): Piece[] {
  return languages.flatMap((language): Piece[] => {
    const key = keys.title(lessonId, language);
    const said = [at(seenOf(known, key)), theirs, mine].map((each) => each?.title[language] ?? null);
    const taken = at(takenOf(known, key))?.title[language];
    return differing(said).map((texts) => ({
      ...{ ...blank, key, kind: 'title', change: 'changed', language, ...texts },
      ...{ changedHere: texts.mine !== (taken ?? null), revision: mine.revision },
    }));
  });
}

function minutesPieces({ lessonId, known, at }: Sides, theirs: TheirLesson, mine: OwnLesson): Piece[] {
  const key = keys.minutes(lessonId);
  const said = [at(seenOf(known, key)), theirs, mine].map((each) => (each ? String(each.minutes) : null));
  const changedHere = mine.minutes !== at(takenOf(known, key))?.minutes;
  return differing(said).map((texts) => ({
    ...{ ...blank, key, kind: 'minutes', change: 'changed', ...texts, changedHere, revision: mine.revision },
  }));
}

/** It stands in another module than before, and than here. */
function placePieces({ lessonId, languages, known, at }: Sides, theirs: TheirLesson, mine: OwnLesson): Piece[] {
  const key = keys.place(lessonId);
  const [base, taken] = [at(seenOf(known, key)), at(takenOf(known, key))];
  if (!base || base.module.id === theirs.module.id || theirs.module.id === mine.module.id) return [];
  const [was, is, here] = [base, theirs, mine].map(({ module }) => nameIn(module.title, languages));
  const changedHere = mine.module.id !== taken?.module.id;
  const texts = { base: was!, theirs: is!, mine: here! };
  return [{ ...blank, key, kind: 'place', change: 'changed', ...texts, changedHere, revision: mine.movedAt }];
}

const isTouched = (sides: Sides): boolean =>
  (sides.mine?.blocks ?? []).some((mine) => {
    const ever = sides.versions.flatMap((version) => sides.at(version)?.blocks ?? []);
    const former = ever.find(({ id }) => sides.idOf(id) === mine.id);
    return former === undefined || isBlockTouched(sides, former, mine);
  });
