import { expect, it } from 'vitest';
import type { Piece } from '#contracts/adoption.ts';
import { isEditable, labelOf, untouched } from './piece-view.ts';
import { noFilters, queryOf } from './filters.ts';

const piece = (some: Partial<Piece>): Piece => ({
  ...{ key: 'lesson/les_1', kind: 'text', change: 'changed', language: 'uk', field: null, base: 'a', theirs: 'b' },
  ...{ mine: 'a', changedHere: false, revision: 1, block: null, ...some },
});

it('words can be written anew, pictures and lists cannot', () => {
  expect(isEditable(piece({}))).toBe(true);
  expect(isEditable(piece({ kind: 'title' }))).toBe(true);
  expect(isEditable(piece({ kind: 'block' }))).toBe(false);
  expect(isEditable(piece({ kind: 'minutes' }))).toBe(false);
  expect(isEditable(piece({ kind: 'course', field: 'outcomes' }))).toBe(false);
  expect(isEditable(piece({ block: { theirs: null, mine: null } }))).toBe(false);
});

it('takes all only of what was not changed here', () => {
  const [one, other] = [piece({}), piece({ changedHere: true })];
  expect(untouched([one, other])).toEqual([one]);
});

it('names what it is', () => {
  expect(labelOf(piece({}))).toBe('sharing.piece.text');
  expect(labelOf(piece({ kind: 'course', field: 'summary' }))).toBe('sharing.piece.courseSummary');
  expect(labelOf(piece({ kind: 'minutes' }))).toBe('sharing.piece.minutes');
});

it('asks only for what was chosen', () => {
  expect(queryOf({ ...noFilters, q: 'право', language: 'kk' })).toEqual({ q: 'право', language: 'kk' });
  expect(queryOf(noFilters)).toEqual({});
});
