import { describe, expect, it } from 'vitest';
import { teamMax } from '#contracts/draft-team.ts';
import type { CourseTeamRole, Role } from '#contracts/permissions.ts';
import * as rules from './team.ts';

const paths = new Map([
  ['root', { path: ['root'] }],
  ['academy', { path: ['root', 'academy'] }],
  ['unit', { path: ['root', 'academy', 'unit'] }],
  ['other', { path: ['root', 'other'] }],
]);
const joins = (organisationId: string, role: Role, course = 'academy') =>
  rules.mayJoin([{ organisationId, roles: [role] }], paths.get(course)!.path, 'academy', paths);

it('an author of the academy, or of one of its units, may join', () => {
  expect([joins('academy', 'instructor'), joins('unit', 'instructor'), joins('unit', 'academyAdmin')]).toEqual([
    true,
    true,
    true,
  ]);
  expect([joins('root', 'instructor'), joins('academy', 'instructor', 'unit')]).toEqual([true, true]);
  expect([joins('academy', 'learner'), joins('other', 'instructor')]).toEqual([false, false]);
});

it('says who may what', () => {
  const may = (role: CourseTeamRole | undefined, isManager = false, archived = false) => {
    const standing = { role, isManager };
    return [
      rules.mayRead(standing),
      rules.mayChange(standing, archived),
      rules.mayChangeTeam(standing),
      rules.mayArchive(standing),
    ];
  };
  expect(may('owner')).toEqual([true, true, true, true]);
  expect(may('author')).toEqual([true, true, false, true]);
  expect(may('reader')).toEqual([true, false, false, false]);
  expect(may(undefined, true)).toEqual([true, false, true, true]);
  expect(may(undefined)).toEqual([false, false, false, false]);
  expect(may('owner', false, true)).toEqual([true, false, true, true]);
});

it('who answers for the drafts archives them and changes nothing else', () => {
  const make = (role: CourseTeamRole | undefined, change: object, { isManager = false, archived = false } = {}) =>
    rules.mayMake({ role, isManager }, archived, { revision: 1, ...change });
  expect([make(undefined, { archived: true }, { isManager: true }), make('author', { archived: true })]).toEqual([
    true,
    true,
  ]);
  expect(make(undefined, { title: {} }, { isManager: true })).toBe(false);
  expect(make(undefined, { archived: true, title: {} }, { isManager: true })).toBe(false);
  expect([make('reader', { archived: true }), make('reader', { title: {} }), make('author', { title: {} })]).toEqual([
    false,
    false,
    true,
  ]);
});

it('what is archived is changed only by who brings it back in the same go', () => {
  const make = (change: object) => rules.mayMake({ role: 'owner', isManager: false }, true, { revision: 1, ...change });
  expect([make({ title: {} }), make({ archived: false, title: {} }), make({ archived: true, title: {} })]).toEqual([
    false,
    true,
    false,
  ]);
});

describe('a team', () => {
  const team = (...roles: CourseTeamRole[]) => roles.map((role, index) => ({ personId: `p${index}`, role }));

  it('always has an owner', () => {
    for (const role of ['author', 'reader', null] as const)
      expect(() => rules.requireTeam(team('owner', 'author'), 'p0', role)).toThrow('lastOwner');
    expect(() => rules.requireTeam(team('owner', 'owner'), 'p0', null)).not.toThrow();
    expect(() => rules.requireTeam(team('owner', 'author'), 'p1', null)).not.toThrow();
    // whoever brought it in may be gone: the first who is named is not in the way of any rule
    expect(() => rules.requireTeam([], 'p0', 'owner')).not.toThrow();
  });

  it('is full at some time; who is in it can change still', () => {
    const full = team(...Array.from({ length: teamMax }, () => 'owner' as const));
    expect(() => rules.requireTeam(full, 'new', 'reader')).toThrow('teamFull');
    expect(() => rules.requireTeam(full, 'p3', 'reader')).not.toThrow();
  });

  it('is shown owners first', () => {
    const since = (role: CourseTeamRole, day: number) => ({ role, since: `2026-11-0${day}` });
    const given = [since('reader', 1), since('author', 3), since('owner', 5), since('author', 2)];
    expect(rules.byRank(given).map((each) => each.since.slice(-1))).toEqual(['5', '2', '3', '1']);
  });
});

it('of two places the one that may more stays', () => {
  expect(rules.stronger('reader', 'owner')).toBe('owner');
  expect(rules.stronger('author', undefined)).toBe('author');
});
