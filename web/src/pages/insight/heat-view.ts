/** How a lecture is watched, as it is drawn, read out and put into a table. Pure. */
import type { LessonOutline } from '#contracts/courses.ts';
import { languages, type Language } from '#contracts/common.ts';
import { peopleMin, type Heat, type LectureInsight } from '#contracts/insight.ts';

/** The drawing's own units; it is stretched to the width there is. */
export const drawing = { width: 1200, height: 200 } as const;

export interface Place {
  fromSeconds: number;
  toSeconds: number;
  watched: number;
  again: number;
}

/** The lecture piece by piece. */
export const placesOf = ({ watched, again, bucketSeconds }: Heat): Place[] =>
  watched.map((people, index) => ({
    fromSeconds: index * bucketSeconds,
    toSeconds: (index + 1) * bucketSeconds,
    watched: people,
    again: again[index] ?? 0,
  }));

/** What “all” stands for, at least: all but fewer than five, and of a small group half. */
export const atLeast = (people: number): number => Math.max(people - peopleMin + 1, Math.ceil(people / 2));

/** Neighbours of which the same is told are one line of the table. */
export function stretchesOf(places: readonly Place[]): Place[] {
  const made: Place[] = [];
  for (const place of places) {
    const last = made.at(-1);
    if (last?.watched === place.watched && last.again === place.again) last.toSeconds = place.toSeconds;
    else made.push({ ...place });
  }
  return made;
}

/** The ground under a line that goes in steps, as the path of an SVG. */
export function areaOf(counts: readonly number[], people: number): string {
  const { width, height } = drawing;
  const x = (index: number) => round((index / counts.length) * width);
  const y = (count: number) => round(height - (count / Math.max(1, people)) * height);
  const steps = counts.map((count, index) => `V${y(count)}H${x(index + 1)}`);
  return `M0 ${height}${steps.join('')}V${height}Z`;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Where somebody who presses a key goes to; undefined: the key is not for us. */
export function placeAfter(key: string, index: number, count: number): number | undefined {
  const last = count - 1;
  const next = { ArrowRight: index + 1, ArrowUp: index + 1, ArrowLeft: index - 1, ArrowDown: index - 1 }[key];
  const far = { PageUp: index + 10, PageDown: index - 10, Home: 0, End: last }[key];
  const to = next ?? far;
  return to === undefined ? undefined : Math.min(last, Math.max(0, to));
}

/** The place under the pointer: its share of the width. */
export const placeAt = (share: number, count: number): number =>
  Math.min(count - 1, Math.max(0, Math.floor(share * count)));

/** Those who left in a stretch that this place is part of. */
export const leftAt = ({ left }: Heat, { fromSeconds, toSeconds }: Place): Heat['left'][number] | undefined =>
  left.find((stretch) => stretch.fromSeconds < toSeconds - 0.1 && stretch.toSeconds > fromSeconds + 0.1);

/** The chapter that is heard at a place. */
export const chapterAt = (chapters: LectureInsight['chapters'], seconds: number) =>
  chapters.findLast(({ startSeconds }) => startSeconds <= seconds + 0.5);

export interface LectureOfLesson {
  lectureId: string;
  language: Language;
  lesson: Pick<LessonOutline, 'id' | 'number' | 'title'>;
}

/** The lectures of lessons, in their order: one for each language of instruction. */
export const lecturesOf = (lessons: readonly LessonOutline[]): LectureOfLesson[] =>
  lessons.flatMap((lesson) =>
    languages.flatMap((language) => {
      const lectureId = lesson.lectures[language];
      return lectureId ? [{ lectureId, language, lesson }] : [];
    }),
  );
