/** Chapters of a lecture as its player shows them. Pure. */
import type { Picked } from '../languages.ts';
import type { Line } from './vtt.ts';

export interface Chapter {
  startSeconds: number;
  title: Picked;
}

/** Index of the chapter that runs; -1 before the first. */
export const chapterAt = (chapters: readonly Chapter[], seconds: number): number =>
  chapters.findLastIndex(({ startSeconds }) => startSeconds <= seconds + 0.05);

/** The chapters – or whatever begins – before each line of a transcript, by its index; what begins after the last one has no place. */
export function headingsOf<Heading extends { startSeconds: number }>(
  lines: readonly Line[],
  chapters: readonly Heading[],
): Map<number, Heading[]> {
  const headings = new Map<number, Heading[]>();
  for (const chapter of chapters) {
    // what is being said as it begins belongs to it where most of it is still to come
    const index = lines.findIndex((line) => (line.startSeconds + line.endSeconds) / 2 >= chapter.startSeconds);
    if (index >= 0) headings.set(index, [...(headings.get(index) ?? []), chapter]);
  }
  return headings;
}
