import { expect, test } from 'vitest';
import { changedValues, rolesOf, whatHappened } from './changes-view.ts';

test('each changed value stands once, in a fixed order, with what was before and after', () => {
  const change = {
    before: { 'roles.org_a': 'learner', familyName: 'Ткач' },
    after: { disabled: 'true', other: '1', familyName: 'Ткачук' },
  };
  expect(changedValues(change)).toEqual([
    { field: 'familyName', organisationId: undefined, before: 'Ткач', after: 'Ткачук' },
    { field: 'roles', organisationId: 'org_a', before: 'learner', after: undefined },
    { field: 'disabled', organisationId: undefined, before: undefined, after: 'true' },
    { field: 'other', organisationId: undefined, before: undefined, after: '1' },
  ]);
});

test('roles are read back', () => {
  expect(rolesOf('auditor,learner,unknown')).toEqual(['learner', 'auditor']);
});

test('a type without its room', () => {
  expect(whatHappened('identity.rolesChanged')).toBe('rolesChanged');
});
