/** Who has which role in an organisation: given there, or above, from where a role reaches down. */
import type { organisations, RoleRow } from '#contracts/organisations.ts';
import { requireIn, type Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { staffPage, type StoredMembership } from './memberships.store.ts';
import { found } from './organisation-detail.ops.ts';
import * as store from './organisations.store.ts';
import { people } from './people.store.ts';

const pageSize = 50;

/** A place in several lists, one after the other. */
interface Place {
  at: number;
  key: Record<string, unknown> | undefined;
}

export async function organisationRoles(
  ctx: Context,
  { params, query }: Input<(typeof organisations)['organisationRoles']>,
) {
  const { path } = await found(params.organisationId);
  requireIn(ctx, 'seePeople', path);
  // a cursor into another path would lead elsewhere
  const scope = `roles ${path.join(' ')} ${ctx.person.id}`;
  const from = (await openCursor(query.cursor, scope, ctx.now)) as Place | undefined;
  const { held, next } = await staffAlong(path.toReversed(), from ?? { at: 0, key: undefined });
  return { items: await rowsOf(held), next: await sealCursor(next && { ...next }, scope, ctx.now) };
}

async function staffAlong(upward: readonly string[], from: Place) {
  const held: StoredMembership[] = [];
  let place = from;
  while (place.at < upward.length && held.length < pageSize) {
    const { items, lastKey } = await staffPage(upward[place.at]!, place.key, pageSize - held.length);
    held.push(...items);
    place = lastKey ? { at: place.at, key: lastKey } : { at: place.at + 1, key: undefined };
  }
  return { held, next: place.at < upward.length ? place : undefined };
}

async function rowsOf(held: readonly StoredMembership[]): Promise<RoleRow[]> {
  const [named, placed] = await Promise.all([
    people(held.flatMap(({ personId, givenBy }) => (givenBy ? [personId, givenBy] : [personId]))),
    store.organisations(held.map(({ organisationId }) => organisationId)),
  ]);
  const nameOf = new Map(named.map(({ id, givenName, familyName }) => [id, { id, givenName, familyName }]));
  const organisationOf = new Map(placed.map(({ id, name }) => [id, { id, name }]));
  return held.flatMap(({ personId, organisationId, roles, since, givenBy }) => {
    const [person, organisation] = [nameOf.get(personId), organisationOf.get(organisationId)];
    if (!person || !organisation) return [];
    const { givenName, familyName } = person;
    return [
      { personId, givenName, familyName, organisation, roles, since, givenBy: nameOf.get(givenBy ?? '') ?? null },
    ];
  });
}
