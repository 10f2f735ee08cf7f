import { describe, expect, it } from 'vitest';
import { chapterAt, headingsOf } from './chapters.ts';

const title = { text: 'Розділ', language: 'uk' as const, lang: undefined };
const chapter = (startSeconds: number) => ({ startSeconds, title });
const line = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds, text: 'Так' });

describe('chapters of a lecture', () => {
  it('run until the next one begins', () => {
    const chapters = [chapter(5), chapter(60)];
    expect([0, 5, 59, 60, 900].map((seconds) => chapterAt(chapters, seconds))).toEqual([-1, 0, 0, 1, 1]);
    expect(chapterAt([], 10)).toBe(-1);
  });

  it('stand in the transcript before what is said in them', () => {
    const lines = [line(0, 4), line(4, 8), line(20, 30)];
    const at = (...starts: number[]) =>
      [...headingsOf(lines, starts.map(chapter))].map(([index, some]) => [index, some.map((one) => one.startSeconds)]);
    expect(at(0, 5, 10)).toEqual([
      [0, [0]],
      [1, [5]],
      [2, [10]],
    ]);
    // the line is all but over
    expect(at(7)).toEqual([[2, [7]]]);
    expect(at(10, 15)).toEqual([[2, [10, 15]]]);
    expect(at(31)).toEqual([]);
  });
});
