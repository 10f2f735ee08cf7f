import { expect, it } from 'vitest';
import { hasVoice, inReadingOrder, reworded } from './comment.ts';
import type { StoredComment } from './comments.store.ts';

const comment = (id: string, change: Partial<StoredComment> = {}): StoredComment => ({
  ...{ courseId: 'crs_1', reviewId: 'rvw_1', id, lessonId: 'l1', text: 'Чому?', by: 'per_a', at: '2026-11-22' },
  ...change,
});
const asked = { lessonId: 'l1', blockId: null, language: null, quote: null, text: 'Чому так?' };

it('comments stand as the course is read, the lesson’s own before those of its blocks', () => {
  const given = [
    comment('block', { blockId: 'b1' }),
    comment('second', { lessonId: 'l2' }),
    comment('gone', { blockId: 'b9' }),
    comment('lesson', { at: '2026-11-23' }),
  ];
  expect(inReadingOrder(given, ['l1', 'b1', 'l2']).map(({ id }) => id)).toEqual(['gone', 'lesson', 'block', 'second']);
});

it('one’s own words are changed, and nothing else', () => {
  const stored = comment('c');
  expect(reworded(stored, asked, 'per_a')).toEqual({ ...stored, text: 'Чому так?' });
  expect(reworded(stored, { ...asked, text: 'Чому?' }, 'per_a')).toBe(stored);
  expect(() => reworded(stored, asked, 'per_b')).toThrow('notAllowed');
  expect(() => reworded(stored, { ...asked, blockId: 'b1' }, 'per_a')).toThrow('idTaken');
  expect(() => reworded(stored, { ...asked, quote: 'слово' }, 'per_a')).toThrow('idTaken');
});

it('reviewers and authors have a say; who reads along or only answers for the drafts has none', () => {
  const voice = (role: 'owner' | 'author' | 'reader' | undefined, isReviewer: boolean, isManager = false) =>
    hasVoice({ role, isReviewer, isManager });
  expect([voice(undefined, true), voice('owner', false), voice('author', false)]).toEqual([true, true, true]);
  expect([voice('reader', false), voice(undefined, false, true)]).toEqual([false, false]);
});
