/** Fields of a form as blocks of one line, so that the journal of lessons keeps them too. Pure. */
import type { UnsentBlock } from '../unsent.ts';

/** What stands in the fields of a form, by their names. */
export type Fields = Readonly<Record<string, string>>;

export const fieldBlocks = (fields: Fields): UnsentBlock[] =>
  Object.entries(fields).map(([id, text]) => ({ id, kind: 'text', ref: null, text, alt: null, after: null, base: 0 }));

export const fieldsIn = (blocks: readonly UnsentBlock[]): Fields =>
  Object.fromEntries(blocks.map(({ id, text }) => [id, text]));

/** Those in which something stands. */
export const givenOf = (fields: Readonly<Record<string, string | undefined>>): Fields =>
  Object.fromEntries(Object.entries(fields).flatMap(([id, text]) => (text === undefined ? [] : [[id, text]])));

/** Those that differ from what the academy has. */
export const unsentFields = (typed: Fields, saved: Fields): Fields =>
  Object.fromEntries(Object.entries(typed).filter(([id, text]) => text !== (saved[id] ?? '')));
