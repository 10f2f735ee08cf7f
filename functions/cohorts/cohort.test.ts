import { describe, expect, it } from 'vitest';
import * as rules from './cohort.ts';

const asked = {
  id: 'coh_a',
  organisationId: 'org_a',
  branchId: 'org_a',
  name: 'ПОГ-26/1',
  startsOn: '2026-10-12',
  endsOn: '2026-12-27',
  timeZone: 'Europe/Kyiv',
};
const at = '2026-10-01T08:00:00.000Z';
const instructor = { id: 'per_i', memberships: [{ organisationId: 'org_a', roles: ['instructor'] as const }] };
const national = { id: 'per_n', memberships: [{ organisationId: 'org_n', roles: ['nationalAdmin'] as const }] };
const cohort = rules.newCohort(asked, instructor, at);

describe('a cohort', () => {
  it('is taught by who begins it, unless they do not teach', () => {
    expect(cohort.instructors).toEqual(['per_i']);
    expect(rules.newCohort(asked, national, at).instructors).toEqual([]);
  });

  it('may be one day long, and never ends before it begins', () => {
    const days = (startsOn: string, endsOn: string) => () =>
      rules.newCohort({ ...asked, startsOn, endsOn }, national, at);
    expect(days('2026-10-12', '2026-10-12')).not.toThrow();
    expect(days('2026-10-12', '2026-10-11')).toThrow('invalid');
    expect(days('2026-10-12', '2036-10-12')).toThrow('invalid');
    expect(() => rules.changed(cohort, { startsOn: '2027-01-01' })).toThrow('invalid');
  });

  it('is changed in what is named, and knows what was changed already', () => {
    const after = rules.changed(cohort, { name: 'ПОГ-26/2', endsOn: undefined });
    expect(after).toEqual({ ...cohort, name: 'ПОГ-26/2', revision: 1 });
    expect(rules.isSo(after, { name: 'ПОГ-26/2' })).toBe(true);
    expect(rules.isSo(after, { name: 'ПОГ-26/2', endsOn: '2027-01-01' })).toBe(false);
  });

  it('is not changed while it is put away', () => {
    const away = rules.archivedSo(cohort, true);
    expect(() => rules.changed(away, { name: 'x' })).toThrow('cohortArchived');
    expect(() => rules.withInstructor(away, 'per_x')).toThrow('cohortArchived');
    expect(rules.archivedSo(away, false)).toMatchObject({ state: 'active', revision: 2 });
  });

  it('has up to twenty instructors', () => {
    const full = Array.from({ length: 19 }, (_, index) => `per_${index}`).reduce(rules.withInstructor, cohort);
    expect(() => rules.withInstructor(full, 'per_x')).toThrow('tooManyInstructors');
    expect(rules.withoutInstructor(full, 'per_i').instructors).toHaveLength(19);
  });
});

describe('who teaches a cohort', () => {
  const path = ['org_n', 'org_a'];
  const guest = { id: 'per_g', memberships: [{ organisationId: 'org_b', roles: ['instructor'] as const }] };

  it('is named, or manages cohorts where it stands', () => {
    expect(rules.mayTeach(national, cohort, path)).toBe(true);
    expect(rules.mayTeach(guest, cohort, path)).toBe(false);
    expect(rules.mayTeach(guest, rules.withInstructor(cohort, 'per_g'), path)).toBe(true);
  });

  it('does so no longer once they teach nowhere', () => {
    const gone = { id: 'per_i', memberships: [{ organisationId: 'org_a', roles: ['learner'] as const }] };
    expect(rules.mayTeach(gone, cohort, path)).toBe(false);
  });
});
