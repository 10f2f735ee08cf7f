import type { Me } from '#contracts/identity.ts';
import { expect, test } from 'vitest';
import { grantableRoles, rootsFor, withinReach } from './reach.ts';

const organisation = (id: string, kind = 'academy') => ({ id, kind, name: { uk: id } });
const meWith = (...held: [ReturnType<typeof organisation>, string[]][]) =>
  ({ memberships: held.map(([at, roles]) => ({ organisation: at, roles })) }) as unknown as Me;
const ids = (found: { id: string }[]) => found.map(({ id }) => id);

test('one starts where a role allows it', () => {
  const me = meWith([organisation('org_a'), ['learner']], [organisation('org_b'), ['academyAdmin', 'learner']]);
  expect(ids(rootsFor(me, 'managePeople'))).toEqual(['org_b']);
  expect(rootsFor(undefined, 'managePeople')).toEqual([]);
});

test('whoever answers for the whole service starts at the top', () => {
  const me = meWith([organisation('org_b'), ['academyAdmin']], [organisation('org_n', 'national'), ['nationalAdmin']]);
  expect(ids(rootsFor(me, 'managePeople'))).toEqual(['org_n']);
});

test('the way down begins at one’s own organisation', () => {
  const way = ['org_n', 'org_a', 'org_u'].map((id) => organisation(id));
  expect(ids(withinReach(way, [organisation('org_a')]))).toEqual(['org_a', 'org_u']);
  expect(ids(withinReach(way, [organisation('org_x')]))).toEqual(['org_n', 'org_a', 'org_u']);
});

test('nobody gives more than their own kind of power', () => {
  expect(grantableRoles(meWith([organisation('org_a'), ['academyAdmin']]))).not.toContain('auditor');
  expect(grantableRoles(meWith([organisation('org_n', 'national'), ['nationalAdmin']]))).toContain('auditor');
  expect(grantableRoles(meWith([organisation('org_n'), ['auditor']]))).toEqual([]);
});
