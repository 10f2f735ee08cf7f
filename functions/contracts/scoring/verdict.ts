/** What several kinds of questions say of their parts. */
import type { Score } from '../question-kinds.ts';

export type Verdict = Score['parts'][string];

/** Of a part that brings this share. */
export const verdict = (share: number): Verdict => (share >= 1 ? 'right' : share > 0 ? 'partly' : 'wrong');

/** Nothing for anything but all. */
export const onlyWhole = (share: number): number => (share >= 1 ? 1 : 0);

/** The value of a record’s own field: `constructor` may be the name of a part. */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** The best of what fits; of equals the first. */
export const best = <T extends { share: number }>(fitting: readonly T[]): T | undefined =>
  fitting.reduce<T | undefined>((top, each) => (top && top.share >= each.share ? top : each), undefined);
