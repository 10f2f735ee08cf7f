import { describe, expect, it } from 'vitest';
import { groupedNotes, shownNotes } from './note-list.ts';

const note = (id: string, changedAt: string, lessonId = 'les_1') => ({
  ...{ id, courseId: 'crs_1', lessonId, text: `Нотатка ${id}`, passage: null, language: 'uk' as const },
  ...{ createdAt: changedAt, changedAt, revision: 1 },
});
const unsent = (id: string, more = {}) => ({
  ...{ personId: 'per_1', id, courseId: 'crs_1', lessonId: 'les_1', text: `Дописано ${id}`, passage: null },
  ...{ language: 'uk' as const, revision: 1, removed: false, changedAtMs: Date.parse('2026-11-22T12:00:00.000Z') },
  ...more,
});

describe('notes as they are shown', () => {
  const known = [note('a', '2026-11-20T12:00:00.000Z'), note('b', '2026-11-21T12:00:00.000Z')];
  it('have what this device has not sent yet upon them, the latest first', () => {
    const shown = shownNotes(known, [unsent('a'), unsent('new', { revision: null })]);
    expect(shown.map(({ id, text, onDevice }) => [id, text, onDevice])).toEqual([
      ['a', 'Дописано a', true],
      ['new', 'Дописано new', true],
      ['b', 'Нотатка b', false],
    ]);
  });
  it('are gone at once when they are removed', () => {
    expect(shownNotes(known, [unsent('a', { removed: true })]).map(({ id }) => id)).toEqual(['b']);
  });
  it('stand by lesson; those of lessons that are no more come last', () => {
    const shown = shownNotes([note('x', '2026-11-21', 'les_gone'), note('y', '2026-11-20', 'les_2')], []);
    const groups = groupedNotes(shown, [{ id: 'les_2', number: 2, title: 'Друге' }]);
    expect(groups.map(({ lesson, notes }) => [lesson?.number, notes.length])).toEqual([
      [2, 1],
      [undefined, 1],
    ]);
  });
});
