/** Items of people: the person, and who holds a login. Writes come as parts, so that an action puts them into one transaction. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { ConditionCheck } from 'dynamodb-toolbox/entity/actions/transactCheck';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $remove, $set, UpdateItemCommand, type UpdateItemInput } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { sha256 } from '../platform/ids.ts';
import { PersonEntity, type Person } from '../platform/session.ts';
import { getMany, table, type Write } from '../platform/table.ts';

/** Who holds a login. An item of its own, because an index can promise no uniqueness. */
const LoginEntity = new Entity({
  name: 'login',
  table,
  timestamps: false,
  schema: item({ hash: string().key(), personId: string() }),
  computeKey: ({ hash }) => ({ pk: `$identity#login_${hash}`, sk: 'login' }),
});

/** Creates the person; fails its condition when the id is taken. */
export const personPut = (person: Person): Write =>
  PersonEntity.build(PutTransaction)
    .item(person)
    .options({ condition: { attr: 'id', exists: false } });

/** Takes a login; fails its condition when somebody holds it. */
export const loginPut = ({ login, id }: Person): Write =>
  LoginEntity.build(PutTransaction)
    .item({ hash: sha256(login), personId: id })
    .options({ condition: { attr: 'hash', exists: false } });

/** Gives a login free. */
export const loginDelete = ({ login }: Person): Write =>
  LoginEntity.build(DeleteTransaction).key({ hash: sha256(login) });

/**
 * Writes what differs, and only that: moments set by others at the same time stay. An address is not taken from somebody
 * who signs in with it for the first time at that very moment.
 */
export function personWrite(before: Person, after: Person): Write {
  const same = { attr: 'revision', eq: before.revision } as const;
  const unused = { attr: 'activeAt', exists: false } as const;
  const isAddressGoing = before.login !== after.login && before.activeAt === undefined;
  const keys = (Object.keys({ ...before, ...after }) as (keyof Person)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  const changes = Object.fromEntries(keys.map((key) => [key, written(after[key])]));
  return PersonEntity.build(UpdateTransaction)
    .item({ ...changes, id: after.id } as UpdateItemInput<typeof PersonEntity>)
    .options({ condition: isAddressGoing ? { and: [same, unused] } : same });
}

const written = (value: Person[keyof Person]): unknown =>
  value === undefined ? $remove() : Array.isArray(value) ? $set(value) : value;

/** The first sign-in with this login; fails its condition when there was one, or the login is another by now. */
export const personFirst = (
  { id, login }: Pick<Person, 'id' | 'login'>,
  first: { activeAt: string; subject: string },
): Write =>
  PersonEntity.build(UpdateTransaction)
    .item({ id, ...first })
    .options({
      condition: {
        and: [
          { attr: 'login', eq: login },
          {
            or: [
              { attr: 'activeAt', exists: false },
              { attr: 'subject', exists: false },
            ],
          },
        ],
      },
    });

/** Binds who has never signed in to the account made for them instead of the one before; fails its condition where they have by now. */
export async function bindAccount({ id, subject }: Pick<Person, 'id' | 'subject'>, to: string): Promise<void> {
  await PersonEntity.build(UpdateItemCommand)
    .item({ id, subject: to })
    .options({
      condition: {
        and: [
          { attr: 'subject', eq: subject ?? '' },
          { attr: 'activeAt', exists: false },
        ],
      },
    })
    .send();
}

/** Moments of a person that no revision counts: invited, signed out. */
export const personMoment = (id: string, moments: Partial<Pick<Person, 'invitedAt' | 'signedOutAt'>>): Write =>
  PersonEntity.build(UpdateTransaction)
    .item({ id, ...moments })
    .options({ condition: { attr: 'id', exists: true } });

/** Fails the transaction when the person has changed since they were read. */
export const personUnchanged = ({ id, revision }: Person): Write =>
  PersonEntity.build(ConditionCheck).key({ id }).condition({ attr: 'revision', eq: revision });

export async function person(id: string): Promise<Person | undefined> {
  const { Item } = await PersonEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item;
}

/** People by id, in no order. */
export const people = (ids: readonly string[], options: { consistent?: boolean } = {}): Promise<Person[]> =>
  getMany(
    PersonEntity,
    [...new Set(ids)].map((id) => ({ id })),
    options,
  );

export async function personByLogin(login: string): Promise<Person | undefined> {
  const { Item } = await LoginEntity.build(GetItemCommand)
    .key({ hash: sha256(login) })
    .options({ consistent: true })
    .send();
  return Item && person(Item.personId);
}

/** Who holds these logins: login → person's id; free ones are absent. */
export async function holdersOf(logins: readonly string[]): Promise<Map<string, string>> {
  const hashes = new Map(logins.map((login) => [sha256(login), login]));
  const keys = [...hashes.keys()].map((hash) => ({ hash }));
  const held = await getMany(LoginEntity, keys, { consistent: true });
  return new Map(held.map(({ hash, personId }) => [hashes.get(hash)!, personId]));
}
