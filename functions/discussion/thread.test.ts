import { expect, it } from 'vitest';
import {
  accepted,
  grown,
  isOpenQuestion,
  isSeenBy,
  moderated,
  renamed,
  requireWritable,
  type ThreadItem,
} from './thread.ts';

const thread: ThreadItem = {
  ...{ id: 'thr_1', cohortId: 'coh_1', postId: 'pst_1', title: 'Питання', kind: 'question', authorId: 'per_a' },
  ...{ byInstructor: false, createdAt: '2026-11-02T08:00:00.000Z', lastAt: '2026-11-02T08:00:00.000Z', replies: 0 },
  ...{ closed: false, pinned: false, hidden: false, revision: 0 },
};
const [author, other, teacher] = [
  { id: 'per_a', teaches: false },
  { id: 'per_b', teaches: false },
  { id: 'per_t', teaches: true },
];
const step = { reason: 'Повтор', at: '2026-11-03T08:00:00.000Z', by: 'per_t' };

it('a question waits until it is answered, closed or hidden', () => {
  expect(isOpenQuestion(thread)).toBe(true);
  expect(isOpenQuestion(accepted(thread, 'pst_2', author))).toBe(false);
  expect(isOpenQuestion(moderated(thread, { ...step, action: 'close' }))).toBe(false);
  expect(isOpenQuestion({ ...thread, kind: 'talk' })).toBe(false);
});

it('an answer is accepted by the asker or who teaches, once', () => {
  const after = accepted(thread, 'pst_2', teacher);
  expect(after).toMatchObject({ acceptedPostId: 'pst_2', revision: 1 });
  expect(accepted(after, 'pst_2', author)).toBe(after);
  expect(() => accepted(thread, 'pst_2', other)).toThrow('notAllowed');
  expect(() => accepted(thread, 'pst_1', author)).toThrow('invalid');
  expect(() => accepted({ ...thread, kind: 'talk' }, 'pst_2', author)).toThrow('invalid');
});

it('what was so already is no step', () => {
  const closed = moderated(thread, { ...step, action: 'close' });
  expect(closed).toMatchObject({ closed: true, moderated: { action: 'close', reason: 'Повтор' }, revision: 1 });
  expect(moderated(closed, { ...step, action: 'close' })).toBe(closed);
  expect(moderated(thread, { ...step, action: 'move' })).toBe(thread);
});

it('a hidden thread is for its author and who teaches; in a closed one only the latter goes on', () => {
  const hidden = moderated(thread, { ...step, action: 'hide' });
  expect([author, other, teacher].map((asker) => isSeenBy(hidden, asker))).toEqual([true, false, true]);
  expect(() => requireWritable({ ...thread, closed: true }, author)).toThrow('threadClosed');
  expect(() => requireWritable({ ...thread, closed: true }, teacher)).not.toThrow();
});

it('is renamed by its author upon what they saw', () => {
  expect(renamed(thread, { title: 'Інше', revision: 0 }, author)).toMatchObject({ title: 'Інше', revision: 1 });
  expect(() => renamed(thread, { title: 'Інше', revision: 4 }, author)).toThrow('conflict');
  expect(() => renamed(thread, { title: 'Інше', revision: 0 }, teacher)).toThrow('notAllowed');
});

it('grows by posts that are told of in any order', () => {
  const [early, late] = [
    { lastAt: '2026-11-02T09:00:00.000Z', replies: 1 },
    { lastAt: '2026-11-02T10:00:00.000Z', replies: 2 },
  ];
  const after = grown(grown(thread, late), early);
  expect(after).toMatchObject(late);
  expect(grown(after, late)).toBe(after);
});
