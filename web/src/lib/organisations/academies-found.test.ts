import { expect, it } from 'vitest';
import { academiesFound } from './academies-found.ts';

const academies = [
  { id: 'a', name: { uk: 'Академія в Одесі', en: 'Odesa academy' } },
  { id: 'b', name: { uk: 'Академія у Львові', en: 'Lviv academy' } },
  { id: 'c', name: { uk: 'Своя академія' } },
];
const found = (typed: string, chosen: string[] = []) =>
  academiesFound(academies, { own: ['c'], typed, chosen }).map(({ id }) => id);

it('offers every academy but one’s own, found by any of its names', () => {
  expect(found('')).toEqual(['a', 'b']);
  expect(found('lviv АКАДЕМІЯ')).toEqual(['b']);
});

it('keeps what is chosen in sight, whatever is looked for', () => {
  expect(found('lviv', ['a'])).toEqual(['a', 'b']);
});
