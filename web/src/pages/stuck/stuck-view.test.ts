import { expect, it } from 'vitest';
import type { StuckReason } from '#contracts/stuck.ts';
import { byCourse, sentenceOf } from './stuck-view.ts';

const lesson = { id: 'les_1', title: { uk: 'Право' } };
const reason = (course: string, kind: StuckReason['kind']): StuckReason => ({
  ...{ kind, since: '2026-11-10T08:00:00.000Z', lesson },
  course: { id: course, title: { uk: course } },
});

it('a course that was never begun is not one that nobody comes back to', () => {
  expect(sentenceOf({ kind: 'noVisit', lesson: null })).toBe('notBegun');
  expect(sentenceOf({ kind: 'noVisit', lesson })).toBe('noVisit');
  expect(sentenceOf({ kind: 'failedTwice', lesson })).toBe('failedTwice');
});

it('reasons stand with their course, the one that has lasted longest first', () => {
  const shown = byCourse([reason('b', 'noVisit'), reason('a', 'failedTwice'), reason('b', 'sameLecture')]);
  expect(shown.map(({ course, reasons }) => [course.id, reasons.map(({ kind }) => kind)])).toEqual([
    ['b', ['noVisit', 'sameLecture']],
    ['a', ['failedTwice']],
  ]);
});
