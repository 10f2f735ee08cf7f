import { describe, expect, it } from 'vitest';
import { certificate, codeOf, erasedCard, nothingErased, plus } from './erasure.ts';

const at = '2026-11-22T08:00:00.000Z';
const card = {
  id: 'per_x',
  givenName: 'Олена',
  familyName: 'Коваль',
  login: 'o@a.ua',
  subject: 'sub',
  locale: 'uk',
  disabled: false,
  memberships: [{ organisationId: 'org_x', roles: ['learner' as const] }],
  revision: 4,
};

describe('an erased card', () => {
  it('has neither name nor address nor role, and is kept out', () => {
    expect(erasedCard(card, { code: undefined, at })).toEqual({
      id: 'per_x',
      givenName: '',
      familyName: '—',
      login: '',
      subject: undefined,
      locale: 'uk',
      disabled: true,
      disabledAt: at,
      erasedAt: at,
      memberships: [],
      revision: 5,
    });
  });
  it('bears a code where one was asked for', () => {
    const code = codeOf('01JCQ3ZV8G6Y5T4R3E2W7F3K2M');
    expect(code).toBe('P-7F3K2M');
    expect(erasedCard(card, { code, at })).toMatchObject({ familyName: code, givenName: '' });
  });
});

describe('the certificate', () => {
  const erased = plus(plus(nothingErased(), { names: 1, changes: 3 }), { changes: 2 });
  const result = certificate(erased, { mode: 'erase', code: undefined, by: 'per_a', at });

  it('counts what was erased by kind', () => {
    expect(result).toMatchObject({ 'erased.names': '1', 'erased.changes': '5', 'erased.sessions': '0' });
  });
  it('says what stays and why, by whom and when', () => {
    expect(result).toMatchObject({ mode: 'erase', by: 'per_a', at, 'stays.records': 'legalRecord' });
    expect(result).not.toHaveProperty('code');
    expect(result).toMatchObject({ 'stays.backups': 'expires35days', 'stays.files': 'expires3days' });
  });
});
