/**
 * Tests of an adopted course: each stays in the version in which it was taken over with the original, and a newer one comes as a
 * piece of the original’s correction. Pure.
 */
import type { Piece } from '#contracts/adoption.ts';
import type { Localised } from '#contracts/common.ts';
import type { Manifest } from '../courses/courses.reads.ts';
import { keys, seenOf, takenOf, type Known } from './piece-keys.ts';
import { blank } from './piece-parts.ts';

/** Quiz → its version, in whatever lesson of a release it stands. */
export const quizzesOfRelease = (manifest: Pick<Manifest, 'modules'> | undefined): Map<string, number> => {
  const lessons = (manifest?.modules ?? []).flatMap((module) => module.lessons);
  return new Map(lessons.flatMap(({ quizzes = [] }) => quizzes.map(({ quizId, version }) => [quizId, version])));
};

export interface QuizSides {
  known: Known;
  newest: number;
  /** what the original had in one of its versions */
  at(version: number): ReadonlyMap<string, number>;
}

/** The version in which a quiz of the original is kept here; undefined where none of what was taken over names it. */
export function keptVersion({ known, at }: Omit<QuizSides, 'newest'>, quizId: string): number | undefined {
  const taken = [...known.decisions.values()].flatMap((decision) => decision.taken ?? []);
  // one that came with a later text stands in the version from which that was taken
  const others = [...new Set([known.version, ...taken])].sort((a, b) => b - a);
  const from = [takenOf(known, keys.quiz(quizId)), ...others].find((version) => at(version).has(quizId));
  return from === undefined ? undefined : at(from).get(quizId);
}

/** Tests that stand here and of which the original has another version than it had. */
export function quizPieces(sides: QuizSides, standing: ReadonlyMap<string, Localised>): Piece[] {
  const { known, newest, at } = sides;
  return [...standing].flatMap(([quizId, about]): Piece[] => {
    const key = keys.quiz(quizId);
    const [base, theirs] = [seenOf(known, key), newest].map((version) => at(version).get(quizId));
    const mine = keptVersion(sides, quizId);
    if (theirs === undefined || mine === undefined || theirs === base || theirs === mine) return [];
    const said = { base: base === undefined ? null : String(base), theirs: String(theirs), mine: String(mine) };
    return [{ ...blank, key, kind: 'quiz', change: 'changed', about, ...said, revision: 0 }];
  });
}
