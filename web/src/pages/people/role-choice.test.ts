import { roles, type Role } from '#contracts/permissions.ts';
import { expect, test } from 'vitest';
import { askedRole, offeredRoles, toggled } from './role-choice.ts';

const names = (offered: { role: Role }[]) => offered.map(({ role }) => role);

test('national roles are offered at the national body only', () => {
  expect(names(offeredRoles(roles, 'academy'))).not.toContain('nationalAdmin');
  expect(names(offeredRoles(roles, 'national'))).toContain('nationalAdmin');
  expect(names(offeredRoles(roles, 'national'))).not.toContain('academyAdmin');
});

test('a role that is held stays in sight, even if one may not give it', () => {
  const offered = offeredRoles(['learner'], 'academy', ['auditor']);
  expect(offered).toEqual([
    { role: 'learner', locked: false },
    { role: 'auditor', locked: true },
  ]);
});

test('a click adds or takes one role', () => {
  expect(toggled(['instructor'], 'learner', true)).toEqual(['learner', 'instructor']);
  expect(toggled(['learner', 'instructor'], 'learner', false)).toEqual(['instructor']);
});

test('a link may ask for a role', () => {
  expect(askedRole('academyAdmin')).toBe('academyAdmin');
  expect(askedRole('emperor')).toBe('learner');
  expect(askedRole(undefined)).toBe('learner');
});
