import { describe, expect, test } from 'vitest';
import { handOver, isLastOwner, membersOf, type Member } from './team-view.ts';

const member = (id: string, role: Member['role'], since = '2026-01-01T00:00:00.000Z'): Member => ({
  person: { id, givenName: id, familyName: '' },
  role,
  since,
});
const team = [
  member('r', 'reader'),
  member('b', 'author', '2026-02-01T00:00:00.000Z'),
  member('o', 'owner'),
  member('a', 'author'),
];

describe('a team', () => {
  test('is shown by what each may, then by time', () => {
    expect(membersOf(team).map(({ person }) => person.id)).toEqual(['o', 'a', 'b', 'r']);
  });
  test('is never left without an owner', () => {
    expect(isLastOwner(team, 'o')).toBe(true);
    expect(isLastOwner(team, 'a')).toBe(false);
    expect(isLastOwner([...team, member('p', 'owner')], 'o')).toBe(false);
  });
  test('is handed over in an order in which there always is one', () => {
    expect(handOver('o', 'a').map(({ personId, role }) => `${personId} ${role}`)).toEqual(['a owner', 'o author']);
  });
});
