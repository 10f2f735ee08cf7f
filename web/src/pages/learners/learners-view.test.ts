import type { Me } from '#contracts/identity.ts';
import type { LearnerRow } from '#contracts/progress.ts';
import { expect, test } from 'vitest';
import { branchesOf, countsOf, filtered, organisationsOf } from './learners-view.ts';

const rows = (['notBegun', 'learning', 'learning', 'completed'] as const).map(
  (status, index) => ({ personId: `per_${index}`, status }) as LearnerRow,
);

test('filters and counts by state', () => {
  expect(filtered(rows, 'all')).toHaveLength(4);
  expect(filtered(rows, 'learning').map((row) => row.personId)).toEqual(['per_1', 'per_2']);
  expect(countsOf(rows)).toEqual({ all: 4, notBegun: 1, learning: 2, completed: 1 });
});

test('only organisations where a role lets one see learners', () => {
  const member = (id: string, roles: string[]) => ({ organisation: { id, kind: 'unit', name: { uk: id } }, roles });
  const me = {
    memberships: [member('org_1', ['learner']), member('org_2', ['reviewer', 'instructor'])],
  } as unknown as Me;
  expect(organisationsOf(me).map((organisation) => organisation.id)).toEqual(['org_2']);
  expect(organisationsOf(undefined)).toEqual([]);
});

test('whoever answers for the whole service chooses among its academies and regions', () => {
  const named = (id: string, kind: string) =>
    ({ id, kind, name: { uk: id } }) as unknown as Parameters<typeof branchesOf>[0][number];
  const own = [named('org_national', 'national'), named('org_a', 'academy'), named('org_unit', 'unit')];
  const below = [named('org_a', 'academy'), named('org_r', 'region')];
  expect(branchesOf(own, below).map((branch) => branch.id)).toEqual(['org_a', 'org_r']);
});
