import { expect, it } from 'vitest';
import { matching } from './matching.ts';

const note = (id: string, text: string, quote = '') => ({
  ...{ id, courseId: 'crs_1', lessonId: 'les_1', text, language: 'uk' as const, revision: 1, onDevice: false },
  ...{ passage: quote ? { quote, before: '', after: '' } : null, moment: null, changedAt: '2026-11-22' },
});

it('finds notes by beginnings of words, in what was noted and where', () => {
  const notes = [note('a', 'Об’єднання скарг'), note('b', '', 'скарга заявника'), note('c', 'Інше')];
  const ids = (query: string) => matching(notes, query).map(({ id }) => id);
  expect(ids('скарг')).toEqual(['a', 'b']);
  expect(ids("об'єднан скарг")).toEqual(['a']);
  expect(ids('')).toEqual(['a', 'b', 'c']);
});
