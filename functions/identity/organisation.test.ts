import { describe, expect, it } from 'vitest';
import type { Role } from '#contracts/permissions.ts';
import {
  branchOf,
  differences,
  mayGrant,
  mayThere,
  movedBelow,
  nameIn,
  placeBelow,
  rootOrganisation,
  saysTheSame,
  withSettings,
} from './organisation.ts';

const timeZone = 'Europe/Kyiv';
const national = rootOrganisation({ id: 'org_N', name: { uk: 'Служба' }, timeZone });
const academy = placeBelow(national, { id: 'org_A', kind: 'academy', name: { uk: 'Академія' }, timeZone });
const region = placeBelow(national, { id: 'org_R', kind: 'region', name: { uk: 'Управління' }, timeZone });
const unit = placeBelow(academy, { id: 'org_U', kind: 'unit', name: { uk: 'Підрозділ' }, timeZone, languages: ['kk'] });
const closed = { ...academy, closedAt: '2026-11-22T08:00:00.000Z' };

describe('organisation tree', () => {
  it('gives each organisation its path', () => {
    expect(unit.path).toEqual(['org_N', 'org_A', 'org_U']);
    expect([national, academy, unit].map((each) => branchOf(each.path))).toEqual(['org_N', 'org_A', 'org_A']);
  });

  it('refuses an academy below a unit', () => {
    expect(() => placeBelow(unit, { ...academy, id: 'org_X' })).toThrow('invalid');
  });

  it('takes nothing new where it is closed', () => {
    expect(() => placeBelow(closed, { ...unit, id: 'org_X' })).toThrow('organisationClosed');
  });

  it('hands the languages of the parent down unless others are named', () => {
    expect(academy.languages).toEqual(['uk', 'ru', 'kk', 'en']);
    expect(unit.languages).toEqual(['kk']);
  });
});

describe('moving', () => {
  it('puts a unit below another academy or region, one revision on', () => {
    expect(movedBelow(region, unit)).toEqual({
      ...unit,
      parentId: 'org_R',
      path: ['org_N', 'org_R', 'org_U'],
      revision: 1,
    });
  });

  it('is for units only, to another place that may have them and is open', () => {
    expect(() => movedBelow(region, academy)).toThrow('invalid');
    expect(() => movedBelow(academy, unit)).toThrow('invalid');
    expect(() => movedBelow(national, unit)).toThrow('invalid');
    expect(() => movedBelow({ ...closed, id: 'org_C' }, unit)).toThrow('organisationClosed');
  });
});

describe('settings', () => {
  it('change what is named and keep the rest', () => {
    const changed = withSettings(academy, { name: { en: 'Academy' }, storageQuotaBytes: 5 });
    expect(changed).toEqual({ ...academy, name: { en: 'Academy' }, storageQuotaBytes: 5, revision: 1 });
    expect(withSettings(changed, { storageQuotaBytes: null }).storageQuotaBytes).toBeNull();
    expect(withSettings(changed, {}).storageQuotaBytes).toBe(5);
  });

  it('say the same after the same change, whatever the revision and the order of names', () => {
    const [one, other] = [
      { uk: 'А', en: 'B' },
      { en: 'B', uk: 'А' },
    ].map((name) => withSettings(academy, { name }));
    expect(saysTheSame(one!, { ...other!, revision: 7 })).toBe(true);
    expect(saysTheSame(one!, academy)).toBe(false);
  });

  it('show what differs: before, after, and nothing else', () => {
    const changed = withSettings(academy, { name: { en: 'Academy' }, storageQuotaBytes: 5 });
    expect(differences(academy, changed)).toEqual({
      before: { 'name.uk': 'Академія' },
      after: { 'name.en': 'Academy', storageQuotaBytes: '5' },
    });
    expect(differences(undefined, unit).after).toMatchObject({ kind: 'unit', parentId: 'org_A', languages: 'kk' });
  });

  it('name an organisation in the asked language, else in Ukrainian, else in any', () => {
    expect(nameIn({ uk: 'А', en: 'B' }, 'en')).toBe('B');
    expect(nameIn({ uk: 'А', en: 'B' }, 'kk')).toBe('А');
    expect(nameIn({ en: 'B' }, 'kk')).toBe('B');
  });
});

describe('what somebody may do', () => {
  const as = (organisationId: string, role: Role) => [{ organisationId, roles: [role] }];

  it('is everything for the national administrator, but nothing above the national body', () => {
    const memberships = as('org_N', 'nationalAdmin');
    expect(mayThere(memberships, national)).toMatchObject({ mayCreate: ['academy', 'region'], mayMove: false });
    expect(mayThere(memberships, academy)).toMatchObject({ mayCreate: ['unit'], mayMove: true, maySetQuota: true });
    expect(mayThere(memberships, unit)).toMatchObject({ mayCreate: [], mayMove: true, maySetQuota: false });
  });

  it('is changing one’s own organisation and those below for an academy administrator, never moving or closing one’s own', () => {
    const memberships = as('org_A', 'academyAdmin');
    expect(mayThere(memberships, academy)).toMatchObject({ mayChange: true, mayMove: false, maySetQuota: false });
    expect(mayThere(memberships, unit)).toMatchObject({ mayChange: true, mayMove: true });
    expect(mayThere(memberships, region)).toMatchObject({ mayChange: false, mayMove: false, maySeePeople: false });
  });

  it('is to create nothing in a closed organisation', () => {
    expect(mayThere(as('org_N', 'nationalAdmin'), closed).mayCreate).toEqual([]);
  });

  it('is to look for an auditor', () => {
    const allowed = Object.entries(mayThere(as('org_N', 'auditor'), unit)).filter(([, may]) => may === true);
    expect(allowed).toEqual([['maySeePeople', true]]);
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
