/** Chapters of a film in a draft: where a part of it begins, and what it is called. */
import { Sha256, id, localised } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

export const chaptersMax = 100;
export const chapterTitleMax = 120;
/** two of them are at least so far apart, so that each has a second of its own */
export const chapterGapMs = 1000;

export const Chapter = z.strictObject({ startMs: z.int().check(z.minimum(0)), title: localised(chapterTitleMax) });
export type Chapter = z.infer<typeof Chapter>;

const isInOrder = (chapters: readonly { startMs: number }[]): boolean =>
  chapters.every(({ startMs }, index) => index === 0 || startMs - chapters[index - 1]!.startMs >= chapterGapMs);

export const Chapters = z.array(Chapter).check(z.maxLength(chaptersMax), z.refine(isInOrder, 'order'));

/** As they are kept; what is no list of chapters has none. */
export function chaptersIn(text: string): Chapter[] {
  try {
    return z.parse(Chapters, JSON.parse(text));
  } catch {
    return [];
  }
}

const params = z.strictObject({ courseId: id('course'), lectureId: id('lecture') });

export const filmChapters = {
  filmChapters: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/chapters',
    summary: 'The chapters of a film, and the hash to say when they are put again.',
    permission: 'signedIn',
    params,
    output: z.object({ items: z.array(Chapter), sha256: z.nullable(Sha256) }),
  }),
  saveFilmChapters: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/chapters',
    summary: 'Puts the chapters of a film, in their order and inside of it; none takes them away.',
    permission: 'signedIn',
    params,
    body: z.strictObject({
      items: Chapters,
      /** hash of the chapters they were made from; null: there were none */
      base: z.nullable(Sha256),
    }),
    output: z.object({ sha256: z.nullable(Sha256) }),
    errors: ['conflict'],
    bodyBytesMax: 256 * 1024,
  }),
};
