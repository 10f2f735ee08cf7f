/** What somebody chose about mail, and the links by which they decline it: of a link only its hash is kept. */
import { Entity } from 'dynamodb-toolbox/entity';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { record } from 'dynamodb-toolbox/schema/record';
import { string } from 'dynamodb-toolbox/schema/string';
import { declinable, mailChoices, type Declinable } from '#contracts/notice-kinds.ts';
import { table, unlessRefused } from '../platform/table.ts';
import { usualPreferences, type Preferences } from './mailing.ts';

const PreferencesEntity = new Entity({
  name: 'noticePreferences',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    mail: record(string(), string().enum(...mailChoices)),
    digestHour: number(),
    quietFrom: number(),
    quietUntil: number(),
    revision: number(),
  }),
  computeKey: ({ personId }) => ({ pk: `$notifications#${personId}`, sk: 'preferences' }),
});
const LinkEntity = new Entity({
  name: 'unsubscribeLink',
  table,
  timestamps: false,
  schema: item({ hash: string().key(), personId: string(), what: string().enum(...declinable), expiresAt: number() }),
  computeKey: ({ hash }) => ({ pk: `$notifications#unsubscribe_${hash}`, sk: 'link' }),
});

/** What was chosen; topics that have come since are as usual. */
export async function preferencesOf(personId: string): Promise<Preferences> {
  const { Item } = await PreferencesEntity.build(GetItemCommand).key({ personId }).options({ consistent: true }).send();
  if (!Item) return usualPreferences;
  const { personId: _, ...chosen } = Item;
  return { ...chosen, mail: { ...usualPreferences.mail, ...chosen.mail } };
}

/** Keeps a choice; false where it was changed since `before`. */
export const putPreferences = (personId: string, before: Preferences, after: Preferences): Promise<boolean> =>
  unlessRefused(
    PreferencesEntity.build(PutItemCommand)
      .item({ ...after, personId })
      .options({
        condition:
          before.revision === 0 ? { attr: 'revision', exists: false } : { attr: 'revision', eq: before.revision },
      })
      .send(),
  );
export const removePreferences = async (personId: string): Promise<void> =>
  void (await PreferencesEntity.build(DeleteItemCommand).key({ personId }).send());

/** a link in an old letter works so long */
const linkSeconds = 2 * 365 * 24 * 3600;

export async function putLink(hash: string, personId: string, what: Declinable, now: number): Promise<void> {
  await LinkEntity.build(PutItemCommand)
    .item({ hash, personId, what, expiresAt: Math.floor(now / 1000) + linkSeconds })
    .send();
}
export async function link(hash: string, now: number): Promise<{ personId: string; what: Declinable } | undefined> {
  const { Item } = await LinkEntity.build(GetItemCommand).key({ hash }).options({ consistent: true }).send();
  return Item && Item.expiresAt * 1000 > now ? Item : undefined;
}
