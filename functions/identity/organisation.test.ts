import { describe, expect, it } from 'vitest';
import { branchOf, mayGrant, placeBelow, type Placed } from './organisation.ts';

const national: Placed = {
  id: 'org_N',
  parentId: null,
  kind: 'national',
  name: { uk: 'Служба' },
  timeZone: 'Europe/Kyiv',
  path: ['org_N'],
};
const academy = placeBelow(national, {
  id: 'org_A',
  kind: 'academy',
  name: { uk: 'Академія' },
  timeZone: 'Europe/Kyiv',
});
const unit = placeBelow(academy, { id: 'org_U', kind: 'unit', name: { uk: 'Підрозділ' }, timeZone: 'Europe/Kyiv' });

describe('organisation tree', () => {
  it('gives each organisation its path', () => {
    expect(unit.path).toEqual(['org_N', 'org_A', 'org_U']);
    expect([national, academy, unit].map((each) => branchOf(each.path))).toEqual(['org_N', 'org_A', 'org_A']);
  });

  it('refuses an academy below a unit', () => {
    expect(() => placeBelow(unit, { ...academy, id: 'org_X' })).toThrow('invalid');
  });
});

describe('giving roles', () => {
  const academyAdmin = [{ organisationId: 'org_A', roles: ['academyAdmin' as const] }];
  const nationalAdmin = [{ organisationId: 'org_N', roles: ['nationalAdmin' as const] }];

  it('lets an academy administrator staff their own branch', () => {
    expect(mayGrant(academyAdmin, ['learner', 'instructor'], unit.path)).toBe(true);
  });

  it('keeps an academy administrator from other branches and from higher roles', () => {
    expect(mayGrant(academyAdmin, ['learner'], ['org_N', 'org_B'])).toBe(false);
    expect(mayGrant(academyAdmin, ['nationalAdmin'], academy.path)).toBe(false);
    expect(mayGrant(academyAdmin, ['learner', 'auditor'], academy.path)).toBe(false);
  });

  it('lets the national administrator give every role everywhere', () => {
    expect(mayGrant(nationalAdmin, ['auditor', 'academyAdmin'], unit.path)).toBe(true);
  });

  it('lets an instructor give nothing', () => {
    expect(mayGrant([{ organisationId: 'org_N', roles: ['instructor'] }], ['learner'], unit.path)).toBe(false);
  });
});
