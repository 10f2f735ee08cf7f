import { expect, it } from 'vitest';
import { beginningAt, fitting, toMarkdown, toStored, toTyped } from './mention-text.ts';

const [ann, anna] = [
  { id: `per_${'0'.repeat(26)}`, familyName: 'Ко', givenName: 'Анна' },
  { id: `per_${'1'.repeat(26)}`, familyName: 'Ко', givenName: 'Анна-Марія' },
];

it('names that were chosen are stored as ids, and typed again as names', () => {
  const stored = toStored('@Ко Анна-Марія і @Ко Анна', [ann, anna]);
  expect(stored).toBe(`@[${anna.id}] і @[${ann.id}]`);
  expect(toTyped(stored, [ann, anna])).toBe('@Ко Анна-Марія і @Ко Анна');
  expect(toStored('@Ко Анна', [])).toBe('@Ко Анна');
});

it('a name is shown as a name, whatever stands in it', () => {
  const odd = { ...ann, givenName: '*[x](y)' };
  expect(toMarkdown(`@[${ann.id}]`, [odd], '–')).toBe('**@Ко \\*\\[x\\](y)**');
  expect(toMarkdown(`@[${ann.id}]`, [], '–')).toBe('**@–**');
});

it('a name is looked for from its sign to the caret', () => {
  expect(beginningAt('Так, @Ко', 8)).toBe('Ко');
  expect(beginningAt('пошта@ко', 8)).toBeUndefined();
  expect(fitting([ann, anna], 'анна-м')).toEqual([anna]);
});
