/** The texts of a course, as many at a time as fit into one answer. Pure. */
import type { Language } from '#contracts/common.ts';
import { lessonsOf, type Manifest, type ManifestLesson } from './manifest.ts';

/** lessons looked at for one answer */
export const textsAtOnce = 20;
/** bytes of one answer's texts: a function may say six million at once, and a weak network repeats less */
const bytesMax = 1_500_000;

export interface TextPlace {
  lesson: ManifestLesson;
  language: Language;
  hash: string;
}

/** Lessons from a number on, each with the text in the asked language, or in the course's first. */
export function placesFrom(manifest: Manifest, from: number, asked: Language | undefined): TextPlace[] {
  const lessons = lessonsOf(manifest).filter(({ number }) => number >= from);
  return lessons.slice(0, textsAtOnce).map((lesson) => {
    const language = asked && lesson.text[asked] ? asked : manifest.languages[0]!;
    return { lesson, language, hash: lesson.text[language]! };
  });
}

/** How many of these go into one answer: at least the first, whatever its size. */
export function fitting(texts: readonly string[]): number {
  let bytes = 0;
  const tooMany = texts.findIndex((text) => (bytes += new TextEncoder().encode(text).length) > bytesMax);
  return tooMany < 0 ? texts.length : Math.max(1, tooMany);
}
