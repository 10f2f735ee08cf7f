import { describe, expect, it } from 'vitest';
import { columnOf, languageOf, roleOf } from './import-words.ts';
import { peopleRows } from './people-csv.ts';

const lines = (...rows: string[]) => rows.map((row, index) => ({ line: index + 1, cells: row.split(';') }));

describe('the heading', () => {
  it.each([
    'familyName;givenName;email;roles;organisation;language',
    'Прізвище;Ім’я;Електронна пошта;Ролі;Заклад;Мова',
    'Фамилия;Имя;Эл. почта;Роль;Подразделение;Язык',
    'Тегі;Аты;Электрондық пошта;Рөлі;Бөлімше;Тілі',
    ' LAST NAME ; First_Name ;E-mail*;Role;Unit:;locale',
  ])('is understood in every language: %s', (heading) => {
    const { rows, ignoredColumns } = peopleRows(lines(heading, 'Коваль;Олена;o@a.ua;instructor;Академія;uk'));
    expect(ignoredColumns).toEqual([]);
    expect(rows[0]).toMatchObject({
      line: 2,
      familyName: 'Коваль',
      givenName: 'Олена',
      email: 'o@a.ua',
      places: [{ organisation: 'Академія', roles: ['instructor'] }],
      language: 'uk',
    });
  });
  it('names the columns that mean nothing to us', () => {
    const { ignoredColumns } = peopleRows(lines('Прізвище;Звання;Ім’я;email;Телефон', 'Коваль;капітан;Олена;o@a.ua;1'));
    expect(ignoredColumns).toEqual(['Звання', 'Телефон']);
  });
  it('may stand in any order', () => {
    const { rows } = peopleRows(lines('email;Ім’я;Прізвище', 'o@a.ua;Олена;Коваль'));
    expect(rows[0]).toMatchObject({ familyName: 'Коваль', givenName: 'Олена', email: 'o@a.ua' });
  });
  it.each([
    ['nothing', [], 'empty'],
    ['no address', lines('Прізвище;Ім’я'), 'columns'],
    ['no heading at all', lines('Коваль;Олена;o@a.ua'), 'columns'],
    ['a column twice', lines('Прізвище;surname;Ім’я;email'), 'columnTwice'],
  ])('is asked for: %s', (_, file, reason) => {
    expect(() => peopleRows(file)).toThrow(
      expect.objectContaining({ code: 'importFileWrong', details: expect.objectContaining({ reason }) as object }),
    );
  });
});

describe('a line', () => {
  const one = (row: string) => peopleRows(lines('Прізвище;Ім’я;email;Ролі', row)).rows[0]!;

  it('is tidied: spaces around and between', () => {
    expect(one('  Коваль  ;Олена \u00a0 Марія;O@a.ua')).toMatchObject({
      familyName: 'Коваль',
      givenName: 'Олена Марія',
    });
  });
  it('may hold several roles', () => {
    expect(one('К;О;o@a.ua;викладач, рецензент / слухач').places[0]?.roles).toEqual([
      'викладач',
      'рецензент',
      'слухач',
    ]);
  });
  it('may end early', () => {
    expect(one('К;О;o@a.ua')).toMatchObject({ places: [{ organisation: '', roles: [] }], faults: [] });
  });
  it('with more cells than the heading says so', () => {
    expect(one('К;О;o@a.ua;слухач;зайве').faults).toEqual([{ line: 2, column: '', reason: 'columns', value: 'зайве' }]);
  });
});

describe('words', () => {
  it.each([
    ['learner', 'learner'],
    ['Слухач', 'learner'],
    ['КУРСАНТ', 'learner'],
    ['преподаватель', 'instructor'],
    ['Оқытушы', 'instructor'],
    ['Адміністратор закладу', 'academyAdmin'],
    ['academyAdmin', 'academyAdmin'],
  ])('%s is a role', (word, role) => expect(roleOf(word)).toBe(role));
  it.each([
    ['uk', 'uk'],
    ['Українська', 'uk'],
    ['русский', 'ru'],
    ['Қазақ тілі', 'kk'],
    ['EN', 'en'],
  ])('%s is a language', (word, language) => expect(languageOf(word)).toBe(language));
  it('do not mind the shape of an apostrophe', () => {
    for (const word of ["Ім'я", 'Ім’я', 'Імʼя']) expect(columnOf(word)).toBe('givenName');
  });
  it('of no list are nothing', () => {
    expect([roleOf('начальник'), languageOf('français'), columnOf('Звання')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
