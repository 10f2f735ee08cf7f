/** How far a course is translated, lesson by lesson. Pure. */
import type { Language } from '#contracts/common.ts';
import type { LessonProgress } from '#contracts/translation.ts';
import { countWords } from '#contracts/word-count.ts';
import type { StoredBlock } from './blocks.store.ts';
import { isStale, isWritten } from './readiness.ts';

type Block = Pick<StoredBlock, 'id' | 'texts'>;

/** Of one lesson, for each language but the first. */
export function progressIn(
  blocks: readonly Block[],
  [first, ...others]: readonly Language[],
): Partial<Record<Language, LessonProgress>> {
  const sources = blocks.filter(({ texts }) => isWritten(texts[first!]));
  const sizes = new Map(sources.map((block) => [block, wordsOf(block, first!)]));
  const wordsIn = (some: readonly Block[]) => some.reduce((sum, block) => sum + (sizes.get(block) ?? 0), 0);
  const of = (language: Language): LessonProgress => {
    const left = sources.filter(({ texts }) => !isWritten(texts[language]));
    return {
      total: sources.length,
      done: sources.length - left.length,
      stale: sources.filter((block) => isStale(block, first!, language)).length,
      words: wordsIn(sources),
      wordsLeft: wordsIn(left),
    };
  };
  return Object.fromEntries(others.map((language) => [language, of(language)]));
}

const wordsOf = ({ texts }: Block, language: Language): number =>
  countWords(texts[language]?.text ?? '') + countWords(texts[language]?.alt ?? '');
