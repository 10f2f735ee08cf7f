import { describe, expect, it } from 'vitest';
import { addressesOf, previewed } from './member-list.ts';

const lines = (...rows: string[][]) => rows.map((cells, index) => ({ line: index + 1, cells }));

describe('the addresses of a list', () => {
  it.each(['E-mail', 'Електронна пошта', 'ЛОГІН:', "Ім'я для входу", 'Эл. почта'])('stand under “%s”', (heading) => {
    expect(addressesOf(lines(['Прізвище', heading], ['Коваль', ' Koval@MVS.ua ']))).toEqual([
      { line: 2, text: 'Koval@MVS.ua', login: 'koval@mvs.ua' },
    ]);
  });

  it('need no heading', () => {
    expect(addressesOf(lines(['Коваль', 'a@b.ua'], ['Мельник', 'c@d.ua'])).map(({ login }) => login)).toEqual([
      'a@b.ua',
      'c@d.ua',
    ]);
  });

  it('are missed where there are none', () => {
    expect(() => addressesOf([])).toThrow('importFileWrong');
    expect(() => addressesOf(lines(['Прізвище'], ['Коваль']))).toThrow('importFileWrong');
    expect(() => addressesOf(lines(...Array.from({ length: 2_001 }, () => ['a@b.ua'])))).toThrow('importFileWrong');
  });
});

describe('what a list comes to', () => {
  const person = (id: string) => ({ id, givenName: 'Ім’я', familyName: id });
  const people = new Map([
    ['a@b.ua', person('per_a')],
    ['c@d.ua', person('per_c')],
  ]);

  it('tells who is new, who is there, whom nobody knows and who comes twice', () => {
    const list = addressesOf(lines(['e-mail'], ['a@b.ua'], ['c@d.ua'], ['x@y.ua'], [''], ['A@B.UA']));
    expect(previewed(list, people, new Set(['per_c']))).toEqual({
      found: [{ line: 2, ...person('per_a') }],
      already: [{ line: 3, ...person('per_c') }],
      unknown: [
        { line: 4, text: 'x@y.ua' },
        { line: 5, text: '' },
      ],
      twice: [{ line: 6, text: 'A@B.UA', firstLine: 2 }],
    });
  });
});
