/** Where the blocks of a lesson of the original say something else than before. Pure. */
import type { Piece } from '#contracts/adoption.ts';
import type { Language } from '#contracts/common.ts';
import type { FrozenBlock } from '#contracts/reviews.ts';
import type { StoredBlock } from './blocks.store.ts';
import { keys, seenOf, takenOf } from './piece-keys.ts';
import { blank, differing } from './piece-parts.ts';
import type { OwnLesson, Sides, TheirLesson } from './pieces.ts';

export function blockPieces(sides: Sides, theirs: TheirLesson, mine: OwnLesson): Piece[] {
  const own = new Map(mine.blocks.map((block) => [block.id, block]));
  const there = new Set(theirs.blocks.map(({ id }) => id));
  const ever = sides.versions.flatMap((version) => sides.at(version)?.blocks ?? []);
  const former = new Map(ever.filter(({ id }) => !there.has(id)).map((block) => [block.id, block]));
  const removed = [...former.values()].flatMap((block) => removedPiece(sides, block, own));
  return [...theirs.blocks.flatMap((block) => standingPieces(sides, block, own)), ...removed];
}

const blockAt = ({ at }: Sides, version: number, id: string): FrozenBlock | undefined =>
  at(version)?.blocks.find((each) => each.id === id);

function standingPieces(sides: Sides, theirs: FrozenBlock, own: ReadonlyMap<string, StoredBlock>): Piece[] {
  const { lessonId, known } = sides;
  const key = keys.block(lessonId, theirs.id);
  const base = blockAt(sides, seenOf(known, key), theirs.id);
  const mine = own.get(sides.idOf(theirs.id));
  if (!mine)
    return base ? [] : [{ ...blank, key, kind: 'block', change: 'added', revision: 0, block: { theirs, mine: null } }];
  return [...refPieces(sides, key, [base, theirs, mine]), ...textPieces(sides, theirs, mine)];
}

function refPieces(
  sides: Sides,
  key: string,
  [base, theirs, mine]: [FrozenBlock | undefined, FrozenBlock, StoredBlock],
): Piece[] {
  const [was, is, here] = [base?.ref ?? null, theirs.ref, mine.ref ?? null];
  if (is === null || is === was || is === here) return [];
  const changedHere = here !== (blockAt(sides, takenOf(sides.known, key), theirs.id)?.ref ?? null);
  const block = { theirs, mine: frozenOf(mine) };
  return [{ ...blank, key, kind: 'block', change: 'changed', revision: mine.revision, changedHere, block }];
}

function textPieces(sides: Sides, theirs: FrozenBlock, mine: StoredBlock): Piece[] {
  const { lessonId, known, languages } = sides;
  return languages.flatMap((language): Piece[] => {
    const key = keys.text(lessonId, theirs.id, language);
    const base = blockAt(sides, seenOf(known, key), theirs.id);
    const said = [saidIn(base, language), saidIn(theirs, language), saidIn(mine, language)];
    const taken = saidIn(blockAt(sides, takenOf(known, key), theirs.id), language);
    return differing(said).map((texts) => ({
      ...{ ...blank, key, kind: 'text', change: 'changed', language, ...texts },
      ...{ changedHere: texts.mine !== taken, revision: mine.texts[language]?.revision ?? 0 },
      block: theirs.kind === 'text' ? null : { theirs, mine: frozenOf(mine) },
    }));
  });
}

function removedPiece(sides: Sides, former: FrozenBlock, own: ReadonlyMap<string, StoredBlock>): Piece[] {
  const key = keys.block(sides.lessonId, former.id);
  const mine = own.get(sides.idOf(former.id));
  if (!mine || !blockAt(sides, seenOf(sides.known, key), former.id)) return [];
  const changedHere = isBlockTouched(sides, former, mine);
  const block = { theirs: null, mine: frozenOf(mine) };
  return [{ ...blank, key, kind: 'block', change: 'removed', revision: mine.revision, changedHere, block }];
}

/** Was the block changed here since it was taken over? */
export function isBlockTouched(sides: Sides, former: FrozenBlock, mine: StoredBlock): boolean {
  const { lessonId, known, languages } = sides;
  return languages.some((language) => {
    const taken = blockAt(sides, takenOf(known, keys.text(lessonId, former.id, language)), former.id);
    return saidIn(taken, language) !== saidIn(mine, language);
  });
}

interface Saying {
  kind: FrozenBlock['kind'];
  texts: Partial<Record<Language, { text: string; alt?: string | null | undefined } | undefined>>;
}

/** The words of a block in a language; of a picture what it shows, then its caption. Null: none. */
export function saidIn(block: Saying | undefined, language: Language): string | null {
  const { text = '', alt = '' } = block?.texts[language] ?? {};
  const said = block?.kind === 'picture' ? `${alt?.trim() ?? ''}\n${text.trim()}` : text.trim();
  return said.trim() ? said : null;
}

/** A block of the draft as it would be frozen. */
export function frozenOf({ id, kind, ref, texts }: StoredBlock): FrozenBlock {
  const kept = Object.entries(texts).flatMap(([language, segment]) =>
    segment && (segment.text.trim() || segment.alt?.trim())
      ? [[language, { text: segment.text, alt: segment.alt ?? null }]]
      : [],
  );
  return { id, kind, ref: ref ?? null, texts: Object.fromEntries(kept) as FrozenBlock['texts'] };
}
