import { expect, it } from 'vitest';
import { confirmed, edited, hidden, isRepeat, isShownTo, newlyMentioned, removed, type PostItem } from './post.ts';
import { excerptOf, holds, rootsOf } from './search.ts';

const post: PostItem = {
  ...{ id: 'pst_1', threadId: 'thr_1', cohortId: 'coh_1', authorId: 'per_a', byInstructor: false },
  ...{ at: '2026-11-02T08:00:00.000Z', text: 'Стаття 23', removed: false, revision: 0 },
};
const [author, other, teacher] = [
  { id: 'per_a', teaches: false },
  { id: 'per_b', teaches: false },
  { id: 'per_t', teaches: true },
];
const at = '2026-11-03T08:00:00.000Z';
const step = { reason: 'Образа', at, by: 'per_t' };

it('the same sent twice is one, another one under its id is refused', () => {
  expect(isRepeat(post, post)).toBe(true);
  expect(isRepeat(edited(post, { text: 'Інше', revision: 0 }, author, at), post)).toBe(true);
  expect(() => isRepeat(post, { ...post, text: 'Інше' })).toThrow('idTaken');
  expect(() => isRepeat(post, { ...post, authorId: 'per_b' })).toThrow('idTaken');
});

it('other words are no longer confirmed', () => {
  const right = confirmed(post, true, teacher);
  expect(right.confirmedBy).toBe('per_t');
  const after = edited(right, { text: 'Стаття 24', revision: 1 }, author, at);
  expect(after).toMatchObject({ text: 'Стаття 24', editedAt: at, revision: 2 });
  expect(after.confirmedBy).toBeUndefined();
  expect(() => edited(post, { text: 'Ще', revision: 3 }, author, at)).toThrow('conflict');
  expect(() => edited(post, { text: 'Ще', revision: 0 }, teacher, at)).toThrow('notAllowed');
  expect(() => confirmed({ ...post, authorId: 'per_t' }, true, teacher)).toThrow('ownWork');
});

it('its words are shown to whom they may be', () => {
  const shown = (of: PostItem) => [author, other, teacher].map((asker) => isShownTo(of, asker));
  expect(shown(hidden(post, { ...step, hidden: true }))).toEqual([true, false, true]);
  expect(shown(removed(post, true, author))).toEqual([false, false, false]);
  expect(removed(removed(post, true, author), false, author)).toMatchObject({ removed: false, text: post.text });
  expect(() => removed(post, true, teacher)).toThrow('notAllowed');
});

it('an edit tells those it mentions anew', () => {
  const [one, two] = ['A', 'B'].map((letter) => `per_${letter.repeat(26)}`);
  expect(newlyMentioned(`@[${one}]`, `@[${one}] і @[${two}] та @[${two}]`)).toEqual([two]);
});

it('words are found in any of their endings, all of them', () => {
  expect(holds('Зверніться до дільничного інспектора.', rootsOf('інспектор'))).toBe(true);
  expect(holds('Зверніться до інспектора.', rootsOf('інспектор прокурор'))).toBe(false);
  expect(holds('Учаскелік инспекторға хабарлаңыз', rootsOf('инспектор'))).toBe(true);
  expect(holds('Будь-що', rootsOf('?!'))).toBe(false);
});

it('an excerpt stands around what was found and shows no signs', () => {
  const text = `${'слово '.repeat(60)}**поліцейський** ${'далі '.repeat(60)}`;
  const excerpt = excerptOf(text, rootsOf('поліцейського'));
  expect(excerpt).toMatch(/^….*поліцейський.*…$/);
  expect(excerpt).not.toContain('*');
});
