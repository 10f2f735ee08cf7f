import { expect, test } from 'vitest';
import { inOrder, isClosed, listName, onlyMembership } from './people-view.ts';

test('roles stand in one order everywhere', () => {
  expect(inOrder(['auditor', 'learner', 'academyAdmin'])).toEqual(['learner', 'academyAdmin', 'auditor']);
});

test('lists show the family name first', () => {
  expect(listName({ givenName: 'Олеся', familyName: 'Ґудзь' })).toBe('Ґудзь Олеся');
});

test('roles are changed in the list only where it is clear which ones', () => {
  const at = (id: string) => ({ organisation: { id } });
  expect(onlyMembership([at('org_u')], 'org_a')).toEqual(at('org_u'));
  expect(onlyMembership([at('org_u'), at('org_a')], 'org_a')).toEqual(at('org_a'));
  expect(onlyMembership([at('org_u'), at('org_v')], 'org_a')).toBeUndefined();
  expect(onlyMembership([], 'org_a')).toBeUndefined();
});

test('a merged or erased card is closed', () => {
  expect((['new', 'invited', 'active', 'disabled', 'merged', 'erased'] as const).filter(isClosed)).toEqual([
    'merged',
    'erased',
  ]);
});
