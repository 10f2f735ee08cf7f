/**
 * What a change of a person writes: person, login, memberships with their periods, cards – as parts of one transaction,
 * to which the action adds its records.
 */
import type { Person } from '../platform/session.ts';
import type { Write } from '../platform/table.ts';
import { changedIn, listedIn, type Tree } from './membership.ts';
import { listName } from './person.ts';
import * as cards from './people-cards.store.ts';
import * as memberships from './memberships.store.ts';
import * as people from './people.store.ts';

/** The writes that make a person. Their conditions fail when the id (part 1) or the login (part 2) is taken. */
export function personCreation(person: Person, tree: Tree, by: memberships.By): Write[] {
  return [
    people.personPut(person),
    people.loginPut(person),
    ...person.memberships.map((held) => memberships.memberPut(person, held.organisationId, held.roles, by)),
    ...cards.cardPuts(person, listedIn(person, tree)),
  ];
}

export interface PersonChange {
  before: Person;
  /** one revision on */
  after: Person;
  /** organisations of both */
  tree: Tree;
  /** the memberships as they are stored */
  held: readonly memberships.StoredMembership[];
  by: memberships.By;
}

/**
 * The writes that lead from one state of a person to the next: person, login, memberships with their periods, cards.
 * Conditions fail when somebody else was quicker (part 1) or the new login is taken (part 2, where it changes).
 */
export function personUpdate({ before, after, tree, held, by }: PersonChange): Write[] {
  const renamed = listName(before) !== listName(after);
  const [was, is] = [listedIn(before, tree), listedIn(after, tree)];
  return [
    people.personWrite(before, after),
    ...(before.login === after.login ? [] : [people.loginPut(after), people.loginDelete(before)]),
    ...changedIn(before.memberships, after.memberships).flatMap((id) =>
      memberships.membershipWrites(before, after, id, held, by),
    ),
    ...(renamed ? memberships.staffRenames(before, after) : []),
    ...cards.cardDeletes(before, renamed ? was : was.filter((id) => !is.includes(id))),
    ...cards.cardPuts(after, renamed ? is : is.filter((id) => !was.includes(id))),
  ];
}
