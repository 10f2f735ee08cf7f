import { describe, expect, it } from 'vitest';
import { heldIn, holdingsOf, pathAt, staysOf, type Period, type Place, united } from './holding.ts';

const places = new Map<string, Place>([
  ['org_A', { path: ['org_N', 'org_A'], moves: [] }],
  ['org_B', { path: ['org_N', 'org_B'], moves: [] }],
  // stands below B since June, stood below A before
  ['org_U', { path: ['org_N', 'org_B', 'org_U'], moves: [{ at: '2026-06-01', from: 'org_A' }] }],
]);
const period = (organisationId: string, since: string, until: string | null = null): Period => ({
  organisationId,
  roles: ['learner'],
  since,
  until,
});
const learned = { courseId: 'crs_1', version: 2, at: '2026-03-10' };
const held = (periods: Period[], completions = [learned]) => holdingsOf(completions, staysOf(periods, places));
const short = (periods: Period[]) => held(periods).map(({ branchId, stays }) => [branchId, stays]);

describe('an organisation', () => {
  it('has the path of its time', () => {
    const unit = places.get('org_U')!;
    expect(pathAt(unit, '2026-05-31')).toEqual(['org_N', 'org_A', 'org_U']);
    expect(pathAt(unit, '2026-06-01')).toEqual(['org_N', 'org_B', 'org_U']);
  });

  it('that was moved twice had three', () => {
    const unit = {
      path: ['org_N', 'org_C', 'org_U'],
      moves: [
        { at: '2026-06-01', from: 'org_B' },
        { at: '2026-02-01', from: 'org_A' },
      ],
    };
    const branches = ['2026-01-01', '2026-03-01', '2026-07-01'].map((at) => pathAt(unit, at)[1]);
    expect(branches).toEqual(['org_A', 'org_B', 'org_C']);
  });
});

describe('what a person holds', () => {
  it('is held where they belonged then, and wherever they belong later', () => {
    expect(short([period('org_A', '2026-01-01', '2026-07-01'), period('org_B', '2026-07-01')])).toEqual([
      ['org_A', [{ organisationId: 'org_A', from: '2026-01-01', until: '2026-07-01' }]],
      ['org_B', [{ organisationId: 'org_B', from: '2026-07-01', until: null }]],
    ]);
  });

  it('is not held where they had left before', () => {
    expect(short([period('org_A', '2026-01-01', '2026-03-10'), period('org_B', '2026-03-10')])).toEqual([
      ['org_B', [{ organisationId: 'org_B', from: '2026-03-10', until: null }]],
    ]);
  });

  it('goes on when only the roles change, and has a gap when they were away', () => {
    const changed = [period('org_A', '2026-01-01', '2026-04-01'), period('org_A', '2026-04-01')];
    expect(short(changed)).toEqual([['org_A', [{ organisationId: 'org_A', from: '2026-01-01', until: null }]]]);
    const away = [period('org_A', '2026-01-01', '2026-04-01'), period('org_A', '2026-05-01')];
    expect(short(away)[0]![1]).toHaveLength(2);
  });

  it('follows a unit into its new branch', () => {
    expect(short([period('org_U', '2026-01-01')])).toEqual([
      ['org_A', [{ organisationId: 'org_U', from: '2026-01-01', until: '2026-06-01' }]],
      ['org_B', [{ organisationId: 'org_U', from: '2026-06-01', until: null }]],
    ]);
  });

  it('is theirs where they belong to nobody', () => {
    expect(short([])).toEqual([[null, []]]);
  });

  it('counts once, from the first time, and by version', () => {
    const again = { ...learned, at: '2026-05-05' };
    const newer = { ...learned, version: 3, at: '2026-06-06' };
    const all = held([period('org_A', '2026-01-01')], [again, newer, learned]);
    expect(all.map(({ version, completedAt }) => [version, completedAt])).toEqual([
      [2, '2026-03-10'],
      [3, '2026-06-06'],
    ]);
  });

  it('does not depend on the order of facts and periods', () => {
    const periods = [
      period('org_A', '2026-01-01', '2026-02-01'),
      period('org_B', '2026-02-01', '2026-05-01'),
      period('org_B', '2026-05-01'),
      period('org_U', '2026-04-01'),
    ];
    const completions = [learned, { courseId: 'crs_2', version: 1, at: '2026-01-15' }];
    expect(held(periods.toReversed(), completions.toReversed())).toEqual(held(periods, completions));
  });
});

describe('at the end of a day', () => {
  const [first, second] = held([period('org_A', '2026-01-01', '2026-07-01'), period('org_B', '2026-07-01')]);

  it('is held what was completed before', () => {
    expect(heldIn(first!, '2026-03-10')).toBeUndefined();
    expect(heldIn(first!, '2026-03-11')).toBe('org_A');
  });

  it('is listed by the academy the person belonged to then', () => {
    // the day ends when the move is made: still the old one
    expect([heldIn(first!, '2026-07-01'), heldIn(second!, '2026-07-01')]).toEqual(['org_A', undefined]);
    expect([heldIn(first!, '2026-07-02'), heldIn(second!, '2026-07-02')]).toEqual([undefined, 'org_B']);
  });
});

describe('lists of several branches', () => {
  const held = (place: string, organisationId: string) => ({
    ...{ courseId: 'crs_1', version: 1, completedAt: place, branchId: organisationId, place },
    stays: [{ organisationId, from: '2026-01-01', until: null }],
  });

  it('are one list, latest first, with whoever belonged to two of them once', () => {
    const found = united([
      [held('2026-03', 'org_a'), held('2026-01', 'org_a')],
      [held('2026-03', 'org_b'), held('2026-02', 'org_b')],
    ]);
    expect(found.map(({ place, stays }) => [place, ...stays.map(({ organisationId }) => organisationId)])).toEqual([
      ['2026-03', 'org_a', 'org_b'],
      ['2026-02', 'org_b'],
      ['2026-01', 'org_a'],
    ]);
  });
});
