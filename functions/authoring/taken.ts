/** What was taken over from the original, as it was: the measure of what was changed here, and of what a recall concerns. Pure. */
import type { OwnLesson as Marked } from '#contracts/adoption.ts';
import type { Language } from '#contracts/common.ts';
import type { FrozenBlock } from '#contracts/reviews.ts';
import type { Span } from '../courses/sharing.reads.ts';
import { keys, seenOf, takenOf } from './piece-keys.ts';
import { saidIn } from './block-pieces.ts';
import type { Sides } from './pieces.ts';

/** A lesson as it was taken over: each block and text in the version it comes from, in the order of the original. */
export function takenBlocks({ lessonId, known, at, languages }: Sides): FrozenBlock[] {
  const blockIn = (version: number, id: string) => at(version)?.blocks.find((each) => each.id === id);
  const first = at(takenOf(known, keys.lesson(lessonId)))?.blocks ?? [];
  return withTaken(first, { lessonId, known, at }).flatMap(({ id }): FrozenBlock[] => {
    const block = blockIn(takenOf(known, keys.block(lessonId, id)), id);
    if (!block) return [];
    const texts = languages.flatMap((language) => {
      const text = blockIn(takenOf(known, keys.text(lessonId, id, language)), id)?.texts[language];
      return text ? [[language, text]] : [];
    });
    return [{ ...block, texts: Object.fromEntries(texts) as FrozenBlock['texts'] }];
  });
}

/** With blocks that came with later versions, each behind the one before it there. */
function withTaken(first: readonly FrozenBlock[], { lessonId, known, at }: Pick<Sides, 'lessonId' | 'known' | 'at'>) {
  const blocks = [...first];
  const later = [...known.decisions.values()]
    .filter(({ key, taken }) => taken !== undefined && key.startsWith(`${keys.block(lessonId, '')}`))
    .sort((a, b) => a.taken! - b.taken!);
  for (const { key, taken } of later) {
    const there = at(taken!)?.blocks ?? [];
    const id = key.split('/')[2];
    const index = there.findIndex((each) => each.id === id);
    if (index < 0 || blocks.some((each) => each.id === id)) continue;
    const before = there.slice(0, index).findLast((each) => blocks.some((known) => known.id === each.id));
    blocks.splice(before ? blocks.findIndex((each) => each.id === before.id) + 1 : 0, 0, there[index]!);
  }
  return blocks;
}

const says = (block: FrozenBlock, languages: readonly Language[]): string =>
  JSON.stringify([block.kind, block.ref, languages.map((language) => saidIn(block, language))]);

/** How many blocks are as they were taken over, and how many not. Both by the ids they have here. */
export function blockMarks(
  before: readonly FrozenBlock[],
  after: readonly FrozenBlock[],
  languages: readonly Language[],
): Marked['blocks'] {
  const was = new Map(before.map((block) => [block.id, says(block, languages)]));
  const here = new Set(after.map(({ id }) => id));
  const kept = after.filter(({ id }) => was.has(id));
  const same = kept.filter((block) => was.get(block.id) === says(block, languages)).length;
  return {
    same,
    changed: kept.length - same,
    added: after.length - kept.length,
    removed: before.filter(({ id }) => !here.has(id)).length,
  };
}

/**
 * In which versions of the original the parts of a lesson stand as they are here. What was rewritten here counts as of the
 * version that was looked at last: whoever kept it then had seen what was new.
 */
export function lessonSpans(sides: Sides, frozen: readonly FrozenBlock[]): Span[] {
  const { lessonId, newest, known, at, idOf } = sides;
  const here = new Map(frozen.map((block) => [block.id, block]));
  return takenBlocks(sides).flatMap((taken): Span[] => {
    const mine = here.get(idOf(taken.id));
    if (!mine) return [];
    return (Object.keys(mine.texts) as Language[]).map((language) => {
      const key = keys.text(lessonId, taken.id, language);
      const isSame = saidIn(mine, language) === saidIn(taken, language);
      const from = isSame ? takenOf(known, key) : Math.max(seenOf(known, key), takenOf(known, key));
      const [then, now] = [from, newest].map((version) => at(version)?.blocks.find(({ id }) => id === taken.id));
      const stands = saidIn(then, language) === saidIn(now, language);
      return { from, to: stands ? Math.max(from, newest) : from };
    });
  });
}
