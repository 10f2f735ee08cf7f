/** Addresses of calendars: with the person, which one is theirs; under the hash of the token, whose it is. The token itself lies nowhere. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { table, type Write } from '../platform/table.ts';

export interface FeedItem {
  personId: string;
  feedId: string;
  /** SHA-256 of the token */
  hash: string;
  madeAt: string;
}

const FeedEntity = new Entity({
  name: 'calendarFeed',
  table,
  timestamps: false,
  schema: item({ personId: string().key(), feedId: string(), hash: string(), madeAt: string() }),
  computeKey: ({ personId }) => ({ pk: `$cohorts#${personId}`, sk: 'feed' }),
});

const OwnerEntity = new Entity({
  name: 'calendarFeedOwner',
  table,
  timestamps: false,
  schema: item({ hash: string().key(), personId: string() }),
  computeKey: ({ hash }) => ({ pk: `$cohorts#feed_${hash}`, sk: 'owner' }),
});

export async function feedOf(personId: string): Promise<FeedItem | undefined> {
  return (await FeedEntity.build(GetItemCommand).key({ personId }).options({ consistent: true }).send()).Item;
}

export async function ownerOf(hash: string): Promise<string | undefined> {
  return (await OwnerEntity.build(GetItemCommand).key({ hash }).options({ consistent: true }).send()).Item?.personId;
}

/** The writes of a new address in place of the old one; fail when it was changed meanwhile. */
export const feedWrites = (after: FeedItem, before: FeedItem | undefined): Write[] => [
  FeedEntity.build(PutTransaction)
    .item(after)
    .options({ condition: before ? { attr: 'feedId', eq: before.feedId } : { attr: 'personId', exists: false } }),
  OwnerEntity.build(PutTransaction).item({ hash: after.hash, personId: after.personId }),
  ...(before ? [OwnerEntity.build(DeleteTransaction).key({ hash: before.hash })] : []),
];

/** The writes by which an address ends. */
export const feedDeletes = (before: FeedItem): Write[] => [
  FeedEntity.build(DeleteTransaction)
    .key({ personId: before.personId })
    .options({ condition: { attr: 'feedId', eq: before.feedId } }),
  OwnerEntity.build(DeleteTransaction).key({ hash: before.hash }),
];
