/** What all pieces of an original are made of. Pure. */
import type { Language, Localised } from '#contracts/common.ts';

/** A piece of which nothing is said. */
export const blank = {
  language: null,
  field: null,
  base: null,
  theirs: null,
  mine: null,
  block: null,
  changedHere: false,
};

/** Only what the original says otherwise than before, and otherwise than it is said here, is a difference. */
export function differing([base = null, theirs = null, mine = null]: (string | null)[]): {
  base: string | null;
  theirs: string;
  mine: string | null;
}[] {
  return theirs !== null && theirs !== base && theirs !== mine ? [{ base, theirs, mine }] : [];
}

/** A title in the first language, as a line of a list. */
export const nameIn = (title: Localised, [first]: readonly Language[]): string =>
  title[first!] ?? Object.values(title)[0] ?? '';
