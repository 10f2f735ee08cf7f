import { describe, expect, it } from 'vitest';
import type { Role } from '#contracts/permissions.ts';
import {
  administrationLost,
  changedIn,
  fits,
  homeAfter,
  inReach,
  listedIn,
  mayManage,
  moved,
  united,
  withRoles,
  type Held,
  type Member,
} from './membership.ts';

const paths: Record<string, string[]> = {
  org_N: ['org_N'],
  org_A: ['org_N', 'org_A'],
  org_AU: ['org_N', 'org_A', 'org_AU'],
  org_B: ['org_N', 'org_B'],
  org_BU: ['org_N', 'org_B', 'org_BU'],
};
for (let unit = 0; unit < 10; unit += 1) paths[`org_A${unit}`] = ['org_N', 'org_A', `org_A${unit}`];
const tree = new Map(Object.entries(paths).map(([id, path]) => [id, { id, path }]));

const held = (organisationId: string, ...roles: Role[]): Held => ({ organisationId, roles });
const person = (memberships: Held[], more: Partial<Member> = {}): Member => ({ id: 'per_x', memberships, ...more });
const [national, chiefA, auditor] = [
  [held('org_N', 'nationalAdmin')],
  [held('org_A', 'academyAdmin')],
  [held('org_N', 'auditor')],
];

describe('roles of a person', () => {
  it('are set in one organisation, once each, and end with the last', () => {
    const before = [held('org_A', 'learner'), held('org_B', 'instructor')];
    expect(withRoles(before, 'org_A', ['instructor', 'learner', 'learner'])).toEqual([
      held('org_A', 'learner', 'instructor'),
      held('org_B', 'instructor'),
    ]);
    expect(withRoles(before, 'org_A', [])).toEqual([held('org_B', 'instructor')]);
    expect(withRoles([], 'org_A', ['learner'])).toEqual([held('org_A', 'learner')]);
  });

  it('move together and join those already there', () => {
    const before = [held('org_AU', 'learner'), held('org_B', 'reviewer')];
    expect(moved(before, 'org_AU', 'org_B')).toEqual([held('org_B', 'learner', 'reviewer')]);
    expect(moved(before, 'org_AU', 'org_BU')).toEqual([held('org_B', 'reviewer'), held('org_BU', 'learner')]);
  });

  it('of two who are one are those of both', () => {
    expect(united([held('org_A', 'learner')], [held('org_A', 'instructor'), held('org_B', 'learner')])).toEqual([
      held('org_A', 'learner', 'instructor'),
      held('org_B', 'learner'),
    ]);
  });

  it('differ where they were given, taken or changed, whatever their order', () => {
    const before = [held('org_A', 'learner', 'instructor'), held('org_B', 'learner')];
    const after = [held('org_A', 'instructor', 'learner'), held('org_BU', 'learner')];
    expect(changedIn(before, after)).toEqual(['org_B', 'org_BU']);
  });
});

describe('where a person belongs', () => {
  it('is where they learn, else where they hold a role, else where they were', () => {
    expect(homeAfter([held('org_A', 'instructor'), held('org_B', 'learner')], undefined)).toBe('org_B');
    expect(homeAfter([held('org_A', 'instructor'), held('org_B', 'learner')], 'org_A')).toBe('org_A');
    expect(homeAfter([held('org_B', 'auditor')], 'org_A')).toBe('org_B');
    expect(homeAfter([], 'org_A')).toBe('org_A');
  });

  it('puts them into the lists of all organisations above, once each', () => {
    expect(listedIn(person([held('org_AU', 'learner'), held('org_A', 'instructor')]), tree)).toEqual([
      'org_N',
      'org_A',
      'org_AU',
    ]);
    expect(listedIn(person([], { homeId: 'org_BU' }), tree)).toEqual(['org_N', 'org_B', 'org_BU']);
    expect(listedIn(person([], { homeId: 'org_BU', mergedInto: 'per_y' }), tree)).toEqual([]);
    expect(listedIn(person([held('org_A', 'learner')], { erasedAt: '2026' }), tree)).toEqual([]);
  });

  it('decides whose administrators find them', () => {
    const here = person([held('org_AU', 'learner')]);
    expect(inReach(chiefA, 'seePeople', here, tree)).toBe(true);
    expect(inReach(chiefA, 'seePeople', person([held('org_B', 'learner')]), tree)).toBe(false);
    expect(inReach(chiefA, 'seePeople', person([], { homeId: 'org_A' }), tree)).toBe(true);
    expect(inReach(chiefA, 'seePeople', person([held('org_B', 'learner')], { homeId: 'org_A' }), tree)).toBe(false);
    expect(inReach(chiefA, 'seePeople', person([]), tree)).toBe(false);
  });
});

describe('who may manage a person', () => {
  it('is who could have given every role they hold', () => {
    const both = person([held('org_A', 'learner'), held('org_B', 'learner')]);
    expect(mayManage(chiefA, person([held('org_AU', 'instructor', 'academyAdmin')]), tree)).toBe(true);
    expect(mayManage(chiefA, both, tree)).toBe(false);
    expect(mayManage(national, both, tree)).toBe(true);
    expect(mayManage(chiefA, person([held('org_A', 'auditor')]), tree)).toBe(false);
    expect(mayManage(chiefA, person(national), tree)).toBe(false);
    expect(mayManage(auditor, person([held('org_A', 'learner')]), tree)).toBe(false);
  });

  it('is, where they hold none, who manages the organisation they were in last', () => {
    expect(mayManage(chiefA, person([], { homeId: 'org_AU' }), tree)).toBe(true);
    expect(mayManage(chiefA, person([], { homeId: 'org_B' }), tree)).toBe(false);
    expect(mayManage(national, person([]), tree)).toBe(false);
  });

  it('is nobody once they were merged or erased', () => {
    expect(mayManage(national, person([], { homeId: 'org_A', mergedInto: 'per_y' }), tree)).toBe(false);
    expect(mayManage(national, person([], { homeId: 'org_A', erasedAt: '2026' }), tree)).toBe(false);
  });
});

describe('administration', () => {
  it('is lost with each administrator’s role that goes, in each place', () => {
    const before = [held('org_N', 'nationalAdmin', 'auditor'), held('org_A', 'academyAdmin', 'learner')];
    expect(administrationLost(before, [held('org_N', 'nationalAdmin'), held('org_A', 'learner')])).toEqual([
      held('org_A', 'academyAdmin'),
    ]);
    expect(administrationLost(before, [])).toEqual([held('org_N', 'nationalAdmin'), held('org_A', 'academyAdmin')]);
    expect(administrationLost(before, before)).toEqual([]);
  });
});

describe('memberships that fit', () => {
  it('are as many as a change of name can carry along in one transaction', () => {
    const units = (count: number, role: Role) =>
      person(Array.from({ length: count }, (_, index) => held(`org_A${index}`, role)));
    expect(fits(units(1, 'instructor'), tree)).toBe(true);
    expect(fits(units(4, 'instructor'), tree)).toBe(true);
    expect(fits(units(7, 'learner'), tree)).toBe(true);
    expect(fits(units(8, 'learner'), tree)).toBe(false);
    expect(fits(units(6, 'instructor'), tree)).toBe(false);
  });
});
