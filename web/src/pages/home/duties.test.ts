import type { Me } from '#contracts/identity.ts';
import type { Action, Role } from '#contracts/permissions.ts';
import { describe, expect, test } from 'vitest';
import { dutiesFor, unitsLed } from './duties.ts';

const routesOf = (...actions: Action[]) => dutiesFor((action) => actions.includes(action)).map(({ route }) => route);

describe('the work offered on the home page', () => {
  test('is none to those who learn', () => {
    expect(routesOf()).toEqual([]);
  });

  test('begins with people for those who manage them', () => {
    expect(routesOf('managePeople', 'seePeople', 'seeRecords', 'operate')).toEqual([
      'people',
      'organisations',
      'audit',
      'operations',
    ]);
  });

  test('begins with the records for those who audit', () => {
    expect(routesOf('seePeople', 'seeRecords')).toEqual(['audit', 'people', 'organisations']);
  });
});

test('a unit is offered to who leads it, not to who learns in it or administers the academy above', () => {
  const membership = (id: string, kind: string, ...roles: Role[]) => ({ organisation: { id, kind, name: {} }, roles });
  const memberships = [
    membership('org_academy', 'academy', 'academyAdmin'),
    membership('org_other', 'unit', 'learner'),
    membership('org_unit', 'unit', 'learner', 'unitChief'),
  ] as unknown as Me['memberships'];
  expect(unitsLed({ memberships }).map(({ id }) => id)).toEqual(['org_unit']);
  expect(unitsLed(undefined)).toEqual([]);
});
