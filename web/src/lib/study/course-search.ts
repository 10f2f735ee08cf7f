/**
 * Search within a course, on the device. A word is found by its beginning («затрим» finds «затримання»), in its other forms
 * («скарги» finds «скарзі») and as another keyboard writes it («кукык» finds «құқық»); a number only as a whole. Pure.
 */
import type { Language } from '#contracts/common.ts';
import { stemOf } from '../words/stem.ts';
import { plainLetters, wordsIn, type WordAt } from '../words/words-in.ts';
import type { Heading, LinearText } from './linear.ts';
import type { Span } from './marks.ts';

export interface LessonSource {
  lessonId: string;
  number: number;
  title: string;
  language: Language;
  linear: LinearText;
}
interface IndexedLesson extends LessonSource {
  words: (WordAt & { plain: string; stem: string })[];
}

export interface FoundPassage {
  /** of the linear text: where the first of the words stands */
  at: number;
  /** the heading it stands under */
  heading: string | undefined;
  parts: { text: string; hit: boolean }[];
}
export interface FoundLesson {
  lessonId: string;
  number: number;
  title: { text: string; hit: boolean }[];
  /** words found in all of its text */
  hits: number;
  passages: FoundPassage[];
}

/** characters shown before and after what was found */
const [leadLength, tailLength] = [50, 130];
const passagesMax = 3;
export const queryWordsMax = 8;

/** What somebody looks for, prepared once. */
interface Wanted {
  word: string;
  plain: string;
  stem: string;
}

export const wantedWords = (query: string, language: Language): Wanted[] =>
  wordsIn(query.slice(0, 100))
    .slice(0, queryWordsMax)
    .map(({ word }) => ({ word, plain: plainLetters(word), stem: plainLetters(stemOf(word, language)) }));

export class CourseIndex {
  readonly #lessons: IndexedLesson[];

  constructor(lessons: readonly LessonSource[]) {
    this.#lessons = lessons.map((lesson) => ({ ...lesson, words: indexed(lesson.linear.text, lesson.language) }));
  }

  /** Lessons in whose title and text all the words occur; those that have them in the title first. */
  search(query: string): FoundLesson[] {
    const found = this.#lessons.flatMap((lesson) => {
      const wanted = wantedWords(query, lesson.language);
      return wanted.length ? foundIn(lesson, wanted) : [];
    });
    return found.sort((a, b) => Number(hasHit(b)) - Number(hasHit(a)) || a.number - b.number);
  }
}

const hasHit = ({ title }: FoundLesson): boolean => title.some(({ hit }) => hit);

const indexed = (text: string, language: Language) =>
  wordsIn(text).map((each) => ({
    ...each,
    plain: plainLetters(each.word),
    stem: plainLetters(stemOf(each.word, language)),
  }));

type Word = ReturnType<typeof indexed>[number];

function fits({ plain, stem }: Word, wanted: Wanted): boolean {
  if (/^\p{N}+$/u.test(wanted.word)) return plain === wanted.plain;
  return plain.startsWith(wanted.plain) || (wanted.word.length > 2 && stem === wanted.stem);
}

function foundIn(lesson: IndexedLesson, wanted: readonly Wanted[]): FoundLesson[] {
  const titleWords = indexed(lesson.title, lesson.language);
  const hits = lesson.words.filter((word) => wanted.some((each) => fits(word, each)));
  const isThere = (each: Wanted) => [...hits, ...titleWords].some((word) => fits(word, each));
  if (!wanted.every(isThere)) return [];
  const titleHits = titleWords.filter((word) => wanted.some((each) => fits(word, each)));
  return [
    {
      lessonId: lesson.lessonId,
      number: lesson.number,
      title: highlighted(lesson.title, { start: 0, end: lesson.title.length }, titleHits),
      hits: hits.length,
      passages: bestPassages(lesson, hits, wanted),
    },
  ];
}

/** Where most of the words stand together; in the order of reading. */
function bestPassages({ linear }: IndexedLesson, hits: readonly Word[], wanted: readonly Wanted[]): FoundPassage[] {
  const windows = hits.map((first, index) => {
    const near = hits.slice(index, index + 40).filter(({ end }) => end <= first.start + tailLength);
    return { first, distinct: wanted.filter((each) => near.some((word) => fits(word, each))).length };
  });
  const chosen: Word[] = [];
  for (const { first } of windows.sort((a, b) => b.distinct - a.distinct || a.first.start - b.first.start)) {
    if (chosen.length === passagesMax) break;
    const isApart = chosen.every(({ start }) => Math.abs(start - first.start) > leadLength + tailLength);
    if (isApart) chosen.push(first);
  }
  return chosen.sort((a, b) => a.start - b.start).map(({ start }) => passageOf(linear, start, hits));
}

function passageOf({ text, headings }: LinearText, at: number, hits: readonly Word[]): FoundPassage {
  const span = wholeWords(text, { start: at - leadLength, end: at + tailLength });
  const heading = headings.filter(({ start }) => start <= at).at(-1);
  const parts = highlighted(text, span, hits);
  return { at, heading: heading && isBefore(heading, span) ? heading.title : undefined, parts };
}

/** A heading that is shown in the passage itself need not stand above it. */
const isBefore = ({ start, title }: Heading, span: Span): boolean => start + title.length <= span.start;

function wholeWords(text: string, { start, end }: Span): Span {
  const [from, to] = [Math.max(0, start), Math.min(text.length, end)];
  const begins = from === 0 ? 0 : from + Math.max(0, text.slice(from).search(/\s/) + 1);
  const ends = to === text.length ? to : Math.max(begins, text.slice(0, to).search(/\s\S*$/));
  return { start: begins, end: ends };
}

/** Plain text in parts: what shows them escapes it like any other. */
function highlighted(text: string, span: Span, hits: readonly Span[]): { text: string; hit: boolean }[] {
  const parts: { text: string; hit: boolean }[] = [];
  const push = (piece: string, hit: boolean) => piece && parts.push({ text: piece.replace(/\s+/g, ' '), hit });
  let at = span.start;
  for (const { start, end } of hits.filter((hit) => hit.start >= span.start && hit.end <= span.end)) {
    push(text.slice(at, start), false);
    push(text.slice(start, end), true);
    at = end;
  }
  push(text.slice(at, span.end), false);
  return parts;
}

/** Every place of the words in a text, to be marked where it is read. */
export function foundSpans(text: string, query: string, language: Language): Span[] {
  const wanted = wantedWords(query, language);
  if (wanted.length === 0) return [];
  return indexed(text, language)
    .filter((word) => wanted.some((each) => fits(word, each)))
    .map(({ start, end }) => ({ start, end }));
}
