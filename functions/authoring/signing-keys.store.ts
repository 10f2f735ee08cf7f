/** Keys with which academies and regions sign what they hand out. A former key stays, so that what it signed can be checked. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { table, type Write } from '../platform/table.ts';

const KeyEntity = new Entity({
  name: 'signingKey',
  table,
  timestamps: false,
  schema: item({
    /** SHA-256 of the public key */
    keyId: string().key(),
    /** of the academy or region */
    organisationId: string(),
    publicKey: string(),
    createdAt: string(),
  }),
  computeKey: ({ keyId }) => ({ pk: `$authoring#key_${keyId}`, sk: 'key' }),
});
export type StoredKey = FormattedItem<typeof KeyEntity>;

/** The one in use. The private part is sealed, and of no use to who reads the table. */
const CurrentEntity = new Entity({
  name: 'signingKeyInUse',
  table,
  timestamps: false,
  schema: item({ organisationId: string().key(), keyId: string(), publicKey: string(), sealed: string() }),
  computeKey: ({ organisationId }) => ({ pk: `$authoring#keys_${organisationId}`, sk: 'key' }),
});
export type KeyInUse = FormattedItem<typeof CurrentEntity>;

export async function signingKey(keyId: string): Promise<StoredKey | undefined> {
  const { Item } = await KeyEntity.build(GetItemCommand).key({ keyId }).options({ consistent: true }).send();
  return Item;
}

export async function keyInUse(organisationId: string): Promise<KeyInUse | undefined> {
  const { Item } = await CurrentEntity.build(GetItemCommand)
    .key({ organisationId })
    .options({ consistent: true })
    .send();
  return Item;
}

/** The writes by which a key comes into use; the second fails its condition where another one has since. */
export const keyPuts = (key: StoredKey, sealed: string, before: KeyInUse | undefined): Write[] => [
  KeyEntity.build(PutTransaction).item(key),
  CurrentEntity.build(PutTransaction)
    .item({ organisationId: key.organisationId, keyId: key.keyId, publicKey: key.publicKey, sealed })
    .options({
      condition: before ? { attr: 'keyId', eq: before.keyId } : { attr: 'keyId', exists: false },
    }),
];
