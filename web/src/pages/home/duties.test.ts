import type { Action } from '#contracts/permissions.ts';
import { describe, expect, test } from 'vitest';
import { dutiesFor } from './duties.ts';

const routesOf = (...actions: Action[]) => dutiesFor((action) => actions.includes(action)).map(({ route }) => route);

describe('the work offered on the home page', () => {
  test('is none to those who learn', () => {
    expect(routesOf()).toEqual([]);
  });

  test('begins with people for those who manage them', () => {
    expect(routesOf('managePeople', 'seePeople', 'seeRecords', 'operate')).toEqual([
      'people',
      'organisations',
      'audit',
      'operations',
    ]);
  });

  test('begins with the records for those who audit', () => {
    expect(routesOf('seePeople', 'seeRecords')).toEqual(['audit', 'people', 'organisations']);
  });
});
