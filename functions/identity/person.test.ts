import { describe, expect, it } from 'vitest';
import { alteredValues, changedCard, isChanged, stateOf, visibleValues, type Card } from './person.ts';

const card: Card = {
  id: 'per_x',
  givenName: 'Ірина',
  familyName: 'Бондар',
  login: 'iryna@kurs.test',
  locale: 'uk',
  timeZone: 'Europe/Kyiv',
  disabled: false,
  memberships: [{ organisationId: 'org_A', roles: ['learner'] }],
  homeId: 'org_A',
  revision: 3,
};

describe('the state of a person', () => {
  it('says whether they may sign in, and if not, why', () => {
    const at = '2026-11-22T08:52:00.000Z';
    const states = [
      { disabled: false },
      { disabled: false, invitedAt: at },
      { disabled: false, invitedAt: at, activeAt: at },
      { disabled: true, activeAt: at },
      { disabled: true, activeAt: at, mergedInto: 'per_y' },
      { disabled: true, mergedInto: 'per_y', erasedAt: at },
    ].map(stateOf);
    expect(states).toEqual(['new', 'invited', 'active', 'disabled', 'merged', 'erased']);
  });
});

describe('what a change altered', () => {
  it('is told by field, roles by organisation', () => {
    const after: Card = {
      ...card,
      familyName: 'Коваль',
      disabled: true,
      memberships: [{ organisationId: 'org_B', roles: ['learner', 'instructor'] }],
    };
    expect(alteredValues(card, after)).toEqual({
      before: { familyName: 'Бондар', 'roles.org_A': 'learner' },
      after: { familyName: 'Коваль', disabled: 'true', 'roles.org_B': 'learner,instructor' },
    });
    expect(alteredValues(card, { ...card, revision: 4 })).toEqual({ before: {}, after: {} });
  });

  it('is everything of somebody new', () => {
    expect(alteredValues(undefined, card)).toEqual({
      before: {},
      after: {
        givenName: 'Ірина',
        familyName: 'Бондар',
        login: 'iryna@kurs.test',
        locale: 'uk',
        timeZone: 'Europe/Kyiv',
        'roles.org_A': 'learner',
      },
    });
  });

  it('shows roles of organisations within reach only', () => {
    const values = { familyName: 'Коваль', 'roles.org_A': 'learner', 'roles.org_B': 'learner' };
    expect(visibleValues(values, (id) => id === 'org_A')).toEqual({ familyName: 'Коваль', 'roles.org_A': 'learner' });
  });
});

describe('a change', () => {
  it('leaves what it does not name, one revision on', () => {
    expect(changedCard(card, { familyName: 'Коваль' })).toEqual({ ...card, familyName: 'Коваль', revision: 4 });
  });

  it('is known as made when everything is as it asks', () => {
    expect(isChanged(card, { familyName: 'Бондар', locale: 'uk' })).toBe(true);
    expect(isChanged(card, { familyName: 'Коваль' })).toBe(false);
  });
});
