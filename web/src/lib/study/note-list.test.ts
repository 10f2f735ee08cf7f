import { describe, expect, it } from 'vitest';
import { groupedNotes, notesOfLecture, shownNotes } from './note-list.ts';

const note = (id: string, changedAt: string, lessonId = 'les_1') => ({
  ...{ id, courseId: 'crs_1', lessonId, text: `Нотатка ${id}`, passage: null, moment: null, language: 'uk' as const },
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
  it('at seconds of a lecture stand in the order of its time', () => {
    const at = (id: string, atSeconds: number, lectureId = 'lec_1') => ({
      ...note(id, '2026-11-20'),
      moment: { lectureId, atSeconds },
    });
    const here = { ...unsent('b', { revision: null }), moment: { lectureId: 'lec_1', atSeconds: 5 } };
    const shown = shownNotes([at('a', 9), at('c', 0), at('d', 1, 'lec_2'), note('e', '2026-11-21')], [here]);
    expect(notesOfLecture(shown, 'lec_1').map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    expect(shownNotes([], [unsent('kept by an older page')])[0]?.moment).toBeNull();
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
