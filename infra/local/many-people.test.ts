import { describe, expect, it } from 'vitest';
import { manyPerson, peopleFile } from './many-people.ts';

const organisations = ['org_a', 'org_b', 'org_c'];

describe('made-up people', () => {
  it('are the same on every machine', () => {
    expect(manyPerson(0, organisations)).toEqual({
      familyName: 'Кравець',
      givenName: 'Сергій',
      login: 'officer.00001@kurs.example',
      role: 'instructor',
      organisationId: 'org_a',
      language: 'uk',
    });
  });
  it('have three languages and all organisations', () => {
    const people = Array.from({ length: 300 }, (_, index) => manyPerson(index, organisations));
    expect(new Set(people.map(({ language }) => language))).toEqual(new Set(['uk', 'ru', 'kk']));
    expect(new Set(people.map(({ organisationId }) => organisationId))).toEqual(new Set(organisations));
    expect(people.filter(({ role }) => role === 'learner')).toHaveLength(288);
  });
  it('fit into a file the import takes', () => {
    const file = peopleFile(45_000, ['org_01JCQ3ZV8G6Y5T4R3E2W1Q0PAS']);
    expect(Buffer.byteLength(file)).toBeLessThan(20 * 1024 * 1024);
    expect(file.trimEnd().split('\r\n')).toHaveLength(45_001);
  });
});
