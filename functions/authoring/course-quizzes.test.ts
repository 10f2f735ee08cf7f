import { describe, expect, it } from 'vitest';
import type { Manifest } from '../courses/courses.reads.ts';
import { keptVersion, quizPieces, quizzesOfRelease } from './course-quizzes.ts';
import type { Decided, Known } from './piece-keys.ts';

const quizId = `qiz_${'1'.repeat(26)}`;
const known = (adopted: number, version: number, ...decisions: Decided[]): Known => ({
  ...{ adopted, version },
  decisions: new Map(decisions.map((each) => [each.key, each])),
});
/** The original has the test from its second version on, a newer one of it in the third. */
const at = (version: number) => new Map(version < 2 ? [] : [[quizId, version - 1]]);
const title = { uk: 'Перевірка' };
const key = `quiz/${quizId}`;

describe('a test of an adopted course', () => {
  it('stays in the version with which the course was adopted', () => {
    expect(keptVersion({ known: known(2, 3), at }, quizId)).toBe(1);
    const taken = { key, choice: 'take', seen: 3, taken: 3 } as const;
    expect(keptVersion({ known: known(2, 3, taken), at }, quizId)).toBe(2);
  });

  it('that came with a later text has the version of that', () => {
    const text = { key: 'block/les_1/blk_1/uk', choice: 'take', seen: 2, taken: 2 } as const;
    expect(keptVersion({ known: known(1, 1, text), at }, quizId)).toBe(1);
    expect(keptVersion({ known: known(1, 1), at }, quizId)).toBeUndefined();
  });

  it('is asked about once where the original has another version', () => {
    const standing = new Map([[quizId, title]]);
    const pieces = (now: Known) => quizPieces({ known: now, newest: 3, at }, standing);
    expect(pieces(known(2, 2))).toMatchObject([{ key, kind: 'quiz', base: '1', theirs: '2', mine: '1', about: title }]);
    expect(pieces(known(2, 2, { key, choice: 'keep', seen: 3 }))).toEqual([]);
    expect(quizPieces({ known: known(2, 2), newest: 3, at }, new Map())).toEqual([]);
  });

  it('stands in whatever lesson of a release', () => {
    const lessons = [{}, { quizzes: [{ quizId, version: 4 }] }];
    const release = { modules: [{ lessons }] } as unknown as Manifest;
    expect([...quizzesOfRelease(release)]).toEqual([[quizId, 4]]);
    expect(quizzesOfRelease(undefined).size).toBe(0);
  });
});
