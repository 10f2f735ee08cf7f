import { expect, test } from 'vitest';
import { changedValues, rolesOf, whatHappened } from './changes-view.ts';

test('each changed value stands once, with what was before and after', () => {
  const change = {
    before: { familyName: 'Ткач', 'roles.org_a': 'learner' },
    after: { familyName: 'Ткачук', disabled: 'true' },
  };
  expect(changedValues(change)).toEqual([
    { field: 'familyName', organisationId: undefined, before: 'Ткач', after: 'Ткачук' },
    { field: 'roles', organisationId: 'org_a', before: 'learner', after: undefined },
    { field: 'disabled', organisationId: undefined, before: undefined, after: 'true' },
  ]);
});

test('roles are read back', () => {
  expect(rolesOf('auditor,learner,unknown')).toEqual(['learner', 'auditor']);
});

test('a type without its room', () => {
  expect(whatHappened('identity.rolesChanged')).toBe('rolesChanged');
});
