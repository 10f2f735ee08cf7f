/** Items of the identity room: organisations, people, logins, memberships, sign-ins under way. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { collationKey } from '#contracts/collation.ts';
import { roles } from '#contracts/permissions.ts';
import { organisationKinds } from '#contracts/identity.ts';
import { sha256 } from '../platform/ids.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { PersonEntity, type Person } from '../platform/session.ts';
import { getMany, listKeys, localisedMap, table, transact } from '../platform/table.ts';
import type { Placed } from './organisation.ts';

const pageSize = 100;

const OrganisationEntity = new Entity({
  name: 'organisation',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    parentId: string().optional(),
    kind: string().enum(...organisationKinds),
    name: localisedMap(),
    timeZone: string(),
    path: list(string()),
    ...listKeys(),
  }),
  computeKey: ({ id }) => ({ pk: `$identity#${id}`, sk: 'org' }),
});

/** Who holds a login. An item of its own, because an index can promise no uniqueness. */
const LoginEntity = new Entity({
  name: 'login',
  table,
  timestamps: false,
  schema: item({ hash: string().key(), personId: string() }),
  computeKey: ({ hash }) => ({ pk: `$identity#login_${hash}`, sk: 'login' }),
});

const MembershipEntity = new Entity({
  name: 'membership',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    organisationId: string().key(),
    roles: list(string().enum(...roles)),
    since: string(),
    ...listKeys(),
  }),
  computeKey: ({ personId, organisationId }) => ({ pk: `$identity#${personId}`, sk: `member#${organisationId}` }),
});

const SignInEntity = new Entity({
  name: 'signIn',
  table,
  timestamps: false,
  schema: item({ hash: string().key(), verifier: string(), nonce: string(), returnTo: string(), expiresAt: number() }),
  computeKey: ({ hash }) => ({ pk: `$identity#sin_${hash}`, sk: 'signin' }),
});
export type SignIn = Pick<FormattedItem<typeof SignInEntity>, 'verifier' | 'nonce' | 'returnTo'>;

const placed = (stored: FormattedItem<typeof OrganisationEntity>): Placed => ({
  ...stored,
  parentId: stored.parentId ?? null,
});

export async function organisation(id: string): Promise<Placed | undefined> {
  const { Item } = await OrganisationEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item && placed(Item);
}

/** Organisations by id, in no order; unknown ids are left out. Read consistently: people are made right after them. */
export async function organisations(ids: readonly string[]): Promise<Placed[]> {
  const keys = [...new Set(ids)].map((id) => ({ id }));
  return (await getMany(OrganisationEntity, keys, { consistent: true })).map(placed);
}

/** One page of the organisations directly below `parentId` (`root`: the national body), by name. */
export async function organisationsBelow(parentId: string, from: Record<string, unknown> | undefined) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(OrganisationEntity)
    .query({ index: 'gsi1', partition: `$identity#children_${parentId}` })
    .options({ limit: pageSize, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: (Items ?? []).map(placed), lastKey: LastEvaluatedKey };
}

/** Creates an organisation; fails its condition where the id is taken. */
export async function putOrganisation(created: Placed, record: NewRecord, now: number): Promise<void> {
  const { parentId, ...rest } = created;
  await transact(
    OrganisationEntity.build(PutTransaction)
      .item({
        ...rest,
        ...(parentId ? { parentId } : {}),
        gsi1pk: `$identity#children_${parentId ?? 'root'}`,
        gsi1sk: `${collationKey(Object.values(created.name)[0] ?? '', 'uk')}#${created.id}`,
      })
      .options({ condition: { attr: 'id', exists: false } }),
    recordPut(record, now),
  );
}

/** Creates person, login and memberships together. Fails its condition when id (part 1) or login (part 2) is taken. */
export async function putPerson(person: Person, record: NewRecord, now: number): Promise<void> {
  const key = collationKey(`${person.familyName} ${person.givenName}`, 'uk');
  await transact(
    PersonEntity.build(PutTransaction)
      .item(person)
      .options({ condition: { attr: 'id', exists: false } }),
    LoginEntity.build(PutTransaction)
      .item({ hash: sha256(person.login), personId: person.id })
      .options({ condition: { attr: 'hash', exists: false } }),
    ...person.memberships.map((membership) =>
      MembershipEntity.build(PutTransaction).item({
        personId: person.id,
        ...membership,
        since: person.createdAt,
        gsi1pk: `$identity#members_${membership.organisationId}`,
        gsi1sk: `${key}#${person.id}`,
      }),
    ),
    recordPut(record, now),
  );
}

export async function personByLogin(login: string): Promise<Person | undefined> {
  const { Item } = await LoginEntity.build(GetItemCommand)
    .key({ hash: sha256(login) })
    .options({ consistent: true })
    .send();
  return Item && person(Item.personId);
}

export async function person(id: string): Promise<Person | undefined> {
  const { Item } = await PersonEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item;
}

/** People by id, in no order. */
export const people = (ids: readonly string[]): Promise<Person[]> =>
  getMany(
    PersonEntity,
    [...new Set(ids)].map((id) => ({ id })),
  );

/** Changes the profile from one revision to the next; fails its condition when someone was quicker. */
export async function updateProfile(changed: Person, record: NewRecord, now: number): Promise<void> {
  await transact(
    PersonEntity.build(UpdateTransaction)
      .item({ id: changed.id, locale: changed.locale, timeZone: changed.timeZone, revision: changed.revision })
      .options({ condition: { attr: 'revision', eq: changed.revision - 1 } }),
    recordPut(record, now),
  );
}

export async function putSignIn(state: string, signIn: SignIn, expiresAt: number): Promise<void> {
  await SignInEntity.build(PutItemCommand)
    .item({ hash: sha256(state), ...signIn, expiresAt })
    .send();
}

/** Takes a sign-in under way, once: a second callback with the same state finds nothing. */
export async function takeSignIn(state: string, now: number): Promise<SignIn | undefined> {
  const { Attributes } = await SignInEntity.build(DeleteItemCommand)
    .key({ hash: sha256(state) })
    .options({ returnValues: 'ALL_OLD' })
    .send();
  return Attributes && Attributes.expiresAt * 1000 > now ? Attributes : undefined;
}
