import { describe, expect, it } from 'vitest';
import { deviceNotes, seenKey, type CommentDraft } from './device-notes.ts';

function storage() {
  const map = new Map<string, string>();
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
    key: (index: number) => [...map.keys()][index] ?? null,
    get length() {
      return map.size;
    },
  };
}
const draft: CommentDraft = {
  id: 'cmt_1',
  lessonId: 'les_1',
  blockId: 'blk_1',
  language: 'uk',
  quote: 'слід',
  text: 'Уточніть, будь ласка',
  waits: false,
};

describe('what the device keeps of a review', () => {
  it('is there after a reload, for this person and this review alone', () => {
    const keeper = storage();
    const notes = deviceNotes(keeper, 'per_a', 'rvw_1');
    expect(notes.keepDraft(draft)).toBe(true);
    notes.keepNote('en', 'Перекладіть терміни');
    notes.setSeen(seenKey('les_1', 'uk'), true);
    const again = deviceNotes(keeper, 'per_a', 'rvw_1');
    expect([again.drafts(), again.notes(), again.seen()]).toEqual([
      [draft],
      { en: 'Перекладіть терміни' },
      ['les_1.uk'],
    ]);
    const others = [deviceNotes(keeper, 'per_b', 'rvw_1'), deviceNotes(keeper, 'per_a', 'rvw_2')];
    expect(others.flatMap((other) => [other.drafts(), other.seen()]).flat()).toEqual([]);
  });

  it('is gone once it was sent, emptied or taken back', () => {
    const notes = deviceNotes(storage(), 'per_a', 'rvw_1');
    notes.keepDraft(draft);
    notes.keepNote('course', 'а');
    notes.setSeen('les_1.uk', true);
    notes.dropDraft(draft.id);
    notes.keepNote('course', '');
    notes.setSeen('les_1.uk', false);
    expect([notes.drafts(), notes.notes(), notes.seen()]).toEqual([[], {}, []]);
  });

  it('survives a storage that is full, missing or damaged, and says so', () => {
    const full = {
      ...storage(),
      setItem: () => {
        throw new Error('quota');
      },
    };
    expect(deviceNotes(full, 'per_a', 'rvw_1').keepDraft(draft)).toBe(false);
    expect(deviceNotes(undefined, 'per_a', 'rvw_1').keepDraft(draft)).toBe(false);
    const keeper = storage();
    keeper.setItem('kurs.review.per_a.rvw_1.comment.x', '{"id":1');
    keeper.setItem('kurs.review.per_a.rvw_1.comment.y', 'null');
    expect(deviceNotes(keeper, 'per_a', 'rvw_1').drafts()).toEqual([]);
  });
});
