/** Postponed days, in the cohort’s partition; one that was taken back stays, for who asks later. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { record } from 'dynamodb-toolbox/schema/record';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { table, type Write } from '../platform/table.ts';
import type { PostponedItem } from './postponing.ts';

const PostponedEntity = new Entity({
  name: 'cohortPostponed',
  table,
  timestamps: false,
  schema: item({
    cohortId: string().key(),
    day: string().key(),
    reason: string().optional(),
    moves: record(string(), string()),
    dueDays: number(),
    at: string(),
    by: string(),
    undoneAt: string().optional(),
    undoneBy: string().optional(),
    returned: number().optional(),
    revision: number(),
  }),
  computeKey: ({ cohortId, day }) => ({ pk: `$cohorts#${cohortId}`, sk: `p#${day}` }),
});

export async function postponed(cohortId: string, day: string): Promise<PostponedItem | undefined> {
  const { Item } = await PostponedEntity.build(GetItemCommand)
    .key({ cohortId, day })
    .options({ consistent: true })
    .send();
  return Item;
}

/** All that ever were, by day. */
export async function postponedOf(cohortId: string): Promise<PostponedItem[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(PostponedEntity)
    .query({ partition: `$cohorts#${cohortId}`, range: { beginsWith: 'p#' } })
    .options({ consistent: true, maxPages: 5 })
    .send();
  return Items ?? [];
}

/** The write of a postponed day; fails its condition when somebody was quicker. */
export const postponedPut = (after: PostponedItem, before: PostponedItem | undefined): Write =>
  PostponedEntity.build(PutTransaction)
    .item(after)
    .options({ condition: before ? { attr: 'revision', eq: before.revision } : { attr: 'day', exists: false } });
