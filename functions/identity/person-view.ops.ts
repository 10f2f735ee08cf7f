/** How administrators see people: who is in their reach, rows of lists, one person in detail. */
import { AppError } from '#contracts/errors.ts';
import type { MembershipDetail, PersonDetail, PersonRow } from '#contracts/people.ts';
import { mayIn } from '#contracts/permissions.ts';
import type { Context } from '../platform/context.ts';
import type { Person } from '../platform/session.ts';
import { inReach, mayManage, organisationsOf, type Member } from './membership.ts';
import * as memberships from './memberships.store.ts';
import { mayGrant, type Placed } from './organisation.ts';
import { organisations } from './organisations.store.ts';
import * as people from './people.store.ts';
import { stateOf } from './person.ts';

export type Places = Map<string, Placed>;

/** The organisations people belong to (and further ones), by id. */
export const placesOf = async (of: readonly Member[], ...more: string[]): Promise<Places> =>
  new Map((await organisations([...organisationsOf(...of), ...more])).map((each) => [each.id, each]));

/** As `placesOf`, for a list: the organisation it belongs to is at hand, the others are read as the list is. */
export async function placesBeside(
  known: Placed,
  of: readonly Member[],
  fresh: { consistent: boolean },
): Promise<Places> {
  const others = organisationsOf(...of).filter((id) => id !== known.id);
  return new Map([known, ...(await organisations(others, fresh))].map((each) => [each.id, each]));
}

/** A person in the asker's reach with their organisations; anyone else answers as if they did not exist. */
export async function visiblePerson(ctx: Context, id: string, ...more: string[]): Promise<[Person, Places]> {
  const person = await people.person(id);
  if (!person) throw new AppError('notFound');
  const tree = await placesOf([person], ...more);
  if (!inReach(ctx.person.memberships, 'seePeople', person, tree)) throw new AppError('notFound');
  return [person, tree];
}

/** As `visiblePerson`, for who may change name, sign-in and state; `notAllowed` otherwise. */
export async function managedPerson(ctx: Context, id: string, ...more: string[]): Promise<[Person, Places]> {
  const [person, tree] = await visiblePerson(ctx, id, ...more);
  if (!mayManage(ctx.person.memberships, person, tree)) throw new AppError('notAllowed');
  return [person, tree];
}

/** May the asker see what somebody is there? */
export const isVisible = (ctx: Context, tree: Places, organisationId: string): boolean =>
  mayIn(ctx.person.memberships, 'seePeople', tree.get(organisationId)?.path ?? []);

export const shortOf = ({ id, name }: Placed) => ({ id, name });
const nameOf = ({ id, givenName, familyName }: Person) => ({ id, givenName, familyName });

/** A line of a list: roles only as far as the asker's own roles reach. */
export function rowOf(ctx: Context, person: Person, tree: Places): PersonRow {
  const { id, givenName, familyName, login } = person;
  const held = person.memberships.flatMap(({ organisationId, roles }) => {
    const organisation = tree.get(organisationId);
    return organisation && isVisible(ctx, tree, organisationId) ? [{ organisation: shortOf(organisation), roles }] : [];
  });
  return { id, givenName, familyName, login, state: stateOf(person), memberships: held };
}

/** Everything an administrator sees of a person. */
export async function detailOf(ctx: Context, person: Person): Promise<PersonDetail> {
  const [held, former] = await Promise.all([memberships.membershipsOf(person.id), memberships.formerOf(person.id)]);
  const tree = await placesOf([person], ...[...held, ...former].map((one) => one.organisationId));
  const actors = [...held, ...former].flatMap((one) => [
    one.givenBy ?? '',
    'endedBy' in one ? String(one.endedBy) : '',
  ]);
  const names = await namesOf(actors);
  const show = (one: memberships.StoredMembership | memberships.StoredFormer) =>
    periodOf(ctx, person, one, tree, names);
  return {
    ...rowOf(ctx, person, tree),
    locale: person.locale,
    timeZone: person.timeZone,
    createdAt: person.createdAt,
    invitedAt: person.invitedAt ?? null,
    activeAt: person.activeAt ?? null,
    disabledAt: person.disabledAt ?? null,
    mergedInto: person.mergedInto ?? null,
    mergedFrom: person.mergedFrom ?? [],
    current: held.flatMap(show),
    former: former.toSorted((a, b) => (a.until < b.until ? 1 : -1)).flatMap(show),
    mayManage: mayManage(ctx.person.memberships, person, tree),
    revision: person.revision,
  };
}

type Names = Map<string, { id: string; givenName: string; familyName: string }>;

/** Names of those who did something; `system` and operators have none. */
export const namesOf = async (actorIds: readonly string[]): Promise<Names> =>
  new Map(
    (await people.people(actorIds.filter((id) => id.startsWith('per_')))).map((person) => [person.id, nameOf(person)]),
  );

function periodOf(
  ctx: Context,
  person: Person,
  period: memberships.StoredMembership | memberships.StoredFormer,
  tree: Places,
  names: Names,
): MembershipDetail[] {
  const organisation = tree.get(period.organisationId);
  if (!organisation || !isVisible(ctx, tree, organisation.id)) return [];
  const ended = 'until' in period ? period : undefined;
  const settled = person.mergedInto !== undefined || person.erasedAt !== undefined || ended !== undefined;
  return [
    {
      organisation: shortOf(organisation),
      roles: period.roles,
      since: period.since,
      givenBy: names.get(period.givenBy ?? '') ?? null,
      until: ended?.until ?? null,
      endedBy: names.get(ended?.endedBy ?? '') ?? null,
      mayChange: !settled && mayGrant(ctx.person.memberships, period.roles, organisation.path),
    },
  ];
}
