import { expect, it } from 'vitest';
import type { Piece } from '#contracts/adoption.ts';
import { inRow, isEditable, labelOf, placedLines, untouched, wordsOfCaptions } from './piece-view.ts';
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
  expect(labelOf(piece({ kind: 'addition', field: 'chapters', language: null }))).toBe('editor.added.chapters');
  expect(labelOf(piece({ kind: 'minutes' }))).toBe('sharing.piece.minutes');
});

it('lists and orders are read as such', () => {
  expect(labelOf(piece({ kind: 'order' }))).toBe('sharing.piece.orderModules');
  expect(labelOf(piece({ kind: 'order', about: { uk: 'Модуль' } }))).toBe('sharing.piece.orderLessons');
  expect(labelOf(piece({ kind: 'course', field: 'topics' }))).toBe('sharing.piece.courseTopics');
  expect(isEditable(piece({ kind: 'course', field: 'competences' }))).toBe(false);
  expect(inRow('a\nb', (each) => each.toUpperCase())).toBe('A, B');
  expect(inRow('')).toBe('');
  expect(placedLines('В\nА\nБ', 'А\nБ\nВ').map(({ moved }) => moved)).toEqual([true, false, false]);
  expect(placedLines('А\nА', 'А\nА').map(({ moved }) => moved)).toEqual([false, false]);
});

it('of captions the words are compared', () => {
  const vtt = 'WEBVTT\n\n00:01.000 --> 00:02.000\nДобрий день.\n\n00:02.000 --> 00:04.000\nПочнемо.';
  expect(wordsOfCaptions(vtt)).toBe('Добрий день.\n\nПочнемо.');
  expect(wordsOfCaptions(null)).toBeNull();
});

it('asks only for what was chosen', () => {
  expect(queryOf({ ...noFilters, q: 'право', language: 'kk' })).toEqual({ q: 'право', language: 'kk' });
  expect(queryOf(noFilters)).toEqual({});
});
