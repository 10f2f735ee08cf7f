/** Memberships: the roles a person holds, and those they held before, each with its period. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { collationKey } from '#contracts/collation.ts';
import { roles } from '#contracts/permissions.ts';
import type { Person } from '../platform/session.ts';
import { inverseKeys, table, type Write } from '../platform/table.ts';
import { changedIn, isStaff, rolesIn } from './membership.ts';
import { listName } from './person.ts';

const pageSize = 50;
type Key = Record<string, unknown>;

const period = () => ({
  personId: string().key(),
  organisationId: string().key(),
  roles: list(string().enum(...roles)),
  givenBy: string().optional(),
});

/** Roles held now; who holds more than `learner` stands in the organisation's list of staff. */
const MembershipEntity = new Entity({
  name: 'membership',
  table,
  timestamps: false,
  schema: item({ ...period(), since: string(), ...inverseKeys() }),
  computeKey: ({ personId, organisationId }) => ({ pk: `$identity#${personId}`, sk: `member#${organisationId}` }),
});
export type StoredMembership = FormattedItem<typeof MembershipEntity>;

/** Roles held before, from one moment to another. */
const FormerEntity = new Entity({
  name: 'formerMembership',
  table,
  timestamps: false,
  schema: item({ ...period(), since: string().key(), until: string(), endedBy: string() }),
  computeKey: ({ personId, organisationId, since }) => ({
    pk: `$identity#${personId}`,
    sk: `was#${organisationId}#${since}`,
  }),
});
export type StoredFormer = FormattedItem<typeof FormerEntity>;

/** Who changes memberships, and when (RFC 3339). */
export interface By {
  actorId: string | undefined;
  at: string;
}

type Named = Pick<Person, 'id' | 'givenName' | 'familyName'>;

/** A membership that begins. */
export const memberPut = (person: Named, organisationId: string, held: StoredMembership['roles'], by: By): Write =>
  MembershipEntity.build(PutTransaction).item({
    personId: person.id,
    organisationId,
    roles: held,
    since: by.at,
    ...(by.actorId ? { givenBy: by.actorId } : {}),
    ...(isStaff(held) ? staffKeys(person, organisationId) : {}),
  });

const staffKeys = (person: Named, organisationId: string) => ({
  gsi2pk: `$identity#staff_${organisationId}`,
  gsi2sk: `${collationKey(listName(person), 'uk')}#${person.id}`,
});

/** One page of those who hold more than `learner` in this very organisation, by name. */
export async function staffPage(organisationId: string, from: Key | undefined, limit = pageSize) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(MembershipEntity)
    .query({ index: 'gsi2', partition: `$identity#staff_${organisationId}` })
    .options({ limit, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items ?? [], lastKey: LastEvaluatedKey };
}

/** Ids of those who hold more than `learner` in this very organisation and whose name begins so. */
export async function staffNamed(organisationId: string, beginning: string, limit: number): Promise<string[]> {
  const beginsWith = collationKey(beginning, 'uk');
  const { Items } = await table
    .build(QueryCommand)
    .entities(MembershipEntity)
    .query({
      index: 'gsi2',
      partition: `$identity#staff_${organisationId}`,
      ...(beginsWith ? { range: { beginsWith } } : {}),
    })
    .options({ limit })
    .send();
  return (Items ?? []).map(({ personId }) => personId);
}

/** The membership in one organisation after a change; the period before is kept. */
export function membershipWrites(
  before: Person,
  after: Person,
  organisationId: string,
  held: readonly StoredMembership[],
  by: By,
): Write[] {
  const stored = held.find((one) => one.organisationId === organisationId);
  const left = rolesIn(after, organisationId);
  // what lasted no time at all is no period
  const former = stored && stored.since < by.at ? [formerPut(stored, by)] : [];
  if (left.length) return [...former, memberPut(after, organisationId, left, by)];
  return [...former, MembershipEntity.build(DeleteTransaction).key({ personId: before.id, organisationId })];
}

const formerPut = ({ personId, organisationId, roles: held, since, givenBy }: StoredMembership, by: By): Write =>
  FormerEntity.build(PutTransaction).item({
    personId,
    organisationId,
    roles: held,
    since,
    ...(givenBy ? { givenBy } : {}),
    until: by.at,
    endedBy: by.actorId ?? 'system',
  });

/** Memberships that stay, under another name among the staff. */
export const staffRenames = (before: Person, after: Person): Write[] =>
  after.memberships
    .filter(
      ({ organisationId, roles: held }) =>
        isStaff(held) && !changedIn(before.memberships, after.memberships).includes(organisationId),
    )
    .map(({ organisationId }) =>
      MembershipEntity.build(UpdateTransaction).item({
        personId: after.id,
        organisationId,
        ...staffKeys(after, organisationId),
      }),
    );

/** Roles a person holds, each since when and given by whom. */
export const membershipsOf = (personId: string): Promise<StoredMembership[]> =>
  table
    .build(QueryCommand)
    .entities(MembershipEntity)
    .query({ partition: `$identity#${personId}`, range: { beginsWith: 'member#' } })
    .options({ consistent: true })
    .send()
    .then(({ Items }) => Items ?? []);

/** Roles a person held before (some hundreds at most). */
export const formerOf = (personId: string): Promise<StoredFormer[]> =>
  table
    .build(QueryCommand)
    .entities(FormerEntity)
    .query({ partition: `$identity#${personId}`, range: { beginsWith: 'was#' } })
    .options({ consistent: true, maxPages: 3 })
    .send()
    .then(({ Items }) => Items ?? []);
