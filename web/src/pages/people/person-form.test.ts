import { Login } from '#contracts/people.ts';
import { describe, expect, test } from 'vitest';
import { nameFaults, personFaults, plainLogin, plainName, refusedFaults } from './person-form.ts';

const good = {
  familyName: 'Ґудзь',
  givenName: 'Олеся',
  login: 'olesia.gudz@kap.example',
  organisationId: 'org_a',
  roles: ['learner'] as const,
};

describe('the form of a person', () => {
  test('says what is missing, field by field', () => {
    expect(personFaults(good)).toEqual({});
    const empty = { familyName: ' ', givenName: '', login: '', organisationId: undefined, roles: [] };
    expect(personFaults(empty)).toEqual({
      familyName: 'people.fault.familyName',
      givenName: 'people.fault.givenName',
      login: 'people.fault.login',
      organisationId: 'people.fault.organisation',
      roles: 'people.rolesMissing',
    });
  });

  test('refuses names that are too long', () => {
    expect(nameFaults({ ...good, familyName: 'ї'.repeat(101) })).toEqual({ familyName: 'people.fault.characters' });
  });

  test('cleans what people paste', () => {
    expect(plainLogin(' Olesia.Gudz@KAP.example ')).toBe('olesia.gudz@kap.example');
    expect(plainName('  Шаповаленко   Миколайчук ')).toBe('Шаповаленко Миколайчук');
  });

  test.each([
    'a@b.example',
    'a.b+c@d-e.example',
    'a@b',
    'a b@c.example',
    '.a@b.example',
    'a..b@c.example',
    'ї@b.example',
    `${'a'.repeat(128)}@b.example`,
  ])('takes an address exactly if the contract does: %s', (login) => {
    expect(nameFaults({ ...good, login }).login === undefined).toBe(Login.safeParse(login).success);
  });

  test('puts a refusal to the field it is about', () => {
    expect(refusedFaults({ code: 'loginTaken', details: {} })).toEqual({ login: 'error.loginTaken' });
    expect(refusedFaults({ code: 'invalid', details: { field: 'body.givenName', reason: 'control' } })).toEqual({
      givenName: 'people.fault.characters',
    });
    expect(refusedFaults({ code: 'conflict', details: {} })).toEqual({});
  });
});
