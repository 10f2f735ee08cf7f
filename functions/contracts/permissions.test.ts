import { describe, expect, it } from 'vitest';
import type { courseTeamActions } from './permissions.ts';
import { actions, actionsOf, courseTeamRoles, mayIn, mayInTeam, roles, type Action } from './permissions.ts';

const academy = ['org_national', 'org_academy'];
const unit = [...academy, 'org_unit'];
const held = (role: (typeof roles)[number], organisationId = 'org_academy') => [{ organisationId, roles: [role] }];

describe('a role in an organisation', () => {
  it('reaches every organisation below, and none above or beside', () => {
    expect(mayIn(held('academyAdmin'), 'managePeople', academy)).toBe(true);
    expect(mayIn(held('academyAdmin'), 'managePeople', unit)).toBe(true);
    expect(mayIn(held('academyAdmin'), 'managePeople', ['org_national'])).toBe(false);
    expect(mayIn(held('academyAdmin'), 'managePeople', ['org_national', 'org_other'])).toBe(false);
  });

  it('allows nothing to learners that concerns others', () => {
    expect(actionsOf(held('learner'))).toEqual([]);
  });

  it('lets auditors look at people and records, and change nothing', () => {
    expect(actionsOf(held('auditor')).sort()).toEqual(['seePeople', 'seeRecords'] satisfies Action[]);
  });

  it('is known wherever it is named', () => {
    for (const allowed of Object.values(actions)) expect(roles).toEqual(expect.arrayContaining([...allowed]));
  });
});

describe('the team of a course', () => {
  it('is led by owners, written by authors, read by readers', () => {
    const may = (action: keyof typeof courseTeamActions) => courseTeamRoles.filter((role) => mayInTeam(role, action));
    expect(may('readDraft')).toEqual(['owner', 'author', 'reader']);
    expect(may('changeDraft')).toEqual(['owner', 'author']);
    expect(may('changeTeam')).toEqual(['owner']);
    expect(mayInTeam(undefined, 'readDraft')).toBe(false);
  });
});
