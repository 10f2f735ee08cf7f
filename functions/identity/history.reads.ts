/** What audit asks identity: who held which roles from when to when, what administrators changed. */
import * as store from './changes.store.ts';
import { formerOf, membershipsOf } from './memberships.store.ts';
import { organisationsBelow } from './organisations.store.ts';
import { peoplePage } from './people-cards.store.ts';
import { people } from './people.store.ts';
import { sessionsOf } from '../platform/session.ts';
import type { Placed } from './organisation.ts';

export { visibleValues } from './person.ts';

/** All periods in which a person held roles, ended ones too, oldest first. */
export async function periodsOf(personId: string) {
  const [held, former] = await Promise.all([membershipsOf(personId), formerOf(personId)]);
  const periods = [...former, ...held.map((one) => ({ ...one, until: null }))];
  return periods
    .map(({ organisationId, roles, since, until }) => ({ organisationId, roles, since, until }))
    .sort((a, b) => (a.since < b.since ? -1 : 1));
}

/** The person, everybody merged into them, and whom they were merged into: read consistently, the person first. */
export async function samePeople(personId: string) {
  const known = new Map<string, Awaited<ReturnType<typeof people>>[number]>();
  let next = [personId];
  while (next.length) {
    const found = await people(next, { consistent: true });
    for (const one of found) known.set(one.id, one);
    const named = found.flatMap(({ mergedFrom = [], mergedInto }) => [
      ...mergedFrom,
      ...(mergedInto ? [mergedInto] : []),
    ]);
    next = [...new Set(named)].filter((id) => !known.has(id));
  }
  return known;
}

/** What administrators changed by these records, by record; erased changes are absent. */
export async function changesBy(keys: readonly { subjectId: string; recordId: string }[]) {
  return new Map((await store.changesOfRecords(keys)).map((one) => [one.recordId, one]));
}

/** One page of the people in an organisation and those below. */
export const peopleIn = (organisationId: string, from: Record<string, unknown> | undefined) =>
  peoplePage(organisationId, { alphabet: 'uk', beginning: '' }, from);

/** The national body, at the top of the tree. */
export async function nationalBody(): Promise<Placed | undefined> {
  const { items } = await organisationsBelow('root', undefined);
  return items[0];
}

/** Academies and regions below the national body, closed ones too, and itself; any other branch is itself alone. */
export async function branchesOf({ id, kind }: Placed): Promise<string[]> {
  if (kind !== 'national') return [id];
  const found = [id];
  let from: Record<string, unknown> | undefined;
  do {
    const { items, lastKey } = await organisationsBelow(id, from, { closed: true });
    found.push(...items.map((each) => each.id));
    from = lastKey;
  } while (from);
  return found;
}

/** All that identity keeps about a person. */
export async function dataOf(personId: string) {
  const [[card], current, former, sessions, changes] = await Promise.all([
    people([personId], { consistent: true }),
    membershipsOf(personId),
    formerOf(personId),
    sessionsOf(personId),
    allChanges(personId),
  ]);
  return { card, memberships: [...former, ...current.map((one) => ({ ...one, until: null }))], sessions, changes };
}

async function allChanges(subjectId: string) {
  const all: store.StoredChange[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const { items, lastKey } = await store.changesOf(subjectId, from);
    all.push(...items);
    from = lastKey;
  } while (from);
  return all;
}
