/** How far a course is translated, from what the academy counted and what is here. Pure. */
import type { Draft } from '#contracts/authoring.ts';
import type { Language } from '#contracts/common.ts';
import type { LessonProgress } from '#contracts/translation.ts';
import { countWords } from '#contracts/word-count.ts';
import type { SegmentRow } from './segments.ts';
import { behindIn, titleIds, titleIn } from './titles.ts';

/** Of the titles of a course, which count like the texts of a lesson. */
export function titlesProgress(draft: Draft, language: Language): LessonProgress {
  const source = draft.languages[0] ?? 'uk';
  const ids = titleIds(draft);
  const lines = ids.flatMap((id) => titleIn(draft, id) ?? []);
  const sources = lines.filter((line) => line[source]);
  const left = sources.filter((line) => !line[language]);
  const wordsIn = (some: typeof lines) => some.reduce((sum, line) => sum + countWords(line[source] ?? ''), 0);
  return {
    ...{ total: sources.length, done: sources.length - left.length },
    stale: ids.filter((id) => behindIn(draft, id)[language] !== undefined).length,
    ...{ words: wordsIn(sources), wordsLeft: wordsIn(left) },
  };
}

/** Of what is open, as it stands this moment. */
export function progressOf(rows: readonly SegmentRow[]): LessonProgress {
  const wordsIn = (some: readonly SegmentRow[]) =>
    some.reduce((sum, { source }) => sum + countWords(source.text) + countWords(source.alt ?? ''), 0);
  const left = rows.filter(({ state }) => state === 'missing');
  return {
    ...{ total: rows.length, done: rows.length - left.length },
    stale: rows.filter(({ state }) => state === 'stale').length,
    ...{ words: wordsIn(rows), wordsLeft: wordsIn(left) },
  };
}

const nothing: LessonProgress = { total: 0, done: 0, stale: 0, words: 0, wordsLeft: 0 };

export const sumOf = (all: readonly LessonProgress[]): LessonProgress =>
  all.reduce(
    (sum, { total, done, stale, words, wordsLeft }) => ({
      total: sum.total + total,
      done: sum.done + done,
      stale: sum.stale + stale,
      words: sum.words + words,
      wordsLeft: sum.wordsLeft + wordsLeft,
    }),
    nothing,
  );

/** missing before stale: who has both begins with what nobody has translated */
export const standingOf = ({ total, done, stale }: LessonProgress): 'empty' | 'missing' | 'stale' | 'done' =>
  total === 0 ? 'empty' : done < total ? 'missing' : stale > 0 ? 'stale' : 'done';
