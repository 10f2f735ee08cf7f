/**
 * What administrators changed: values before and after, written in the transaction of the record that says it happened.
 * The record holds ids and stays; these hold words and can be erased.
 */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { $remove, $set, UpdateItemCommand } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { record } from 'dynamodb-toolbox/schema/record';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { getMany, table } from '../platform/table.ts';

const pageSize = 50;

const ChangeEntity = new Entity({
  name: 'change',
  table,
  timestamps: false,
  schema: item({
    subjectId: string().key(),
    recordId: string().key(),
    type: string(),
    at: string(),
    actorId: string(),
    /** of the viewer; reactions and operators have none */
    address: string().optional(),
    before: record(string(), string()),
    after: record(string(), string()),
  }),
  computeKey: ({ subjectId, recordId }) => ({ pk: `$identity#${subjectId}`, sk: `change#${recordId}` }),
});
export type StoredChange = FormattedItem<typeof ChangeEntity>;

export interface NewChange {
  /** id (ULID) of the record in the same transaction */
  recordId: string;
  /** the person or organisation that was changed */
  subjectId: string;
  type: string;
  actorId: string;
  address: string | undefined;
  before: Record<string, string>;
  after: Record<string, string>;
}

/** The write that keeps what was changed; goes into the transaction of the state and its record. `now` in milliseconds. */
export function changePut({ address, ...change }: NewChange, now: number) {
  return ChangeEntity.build(PutTransaction).item({
    ...change,
    ...(address ? { address } : {}),
    at: new Date(now).toISOString(),
  });
}

/** One page of what was changed about a person or organisation, latest first. */
export async function changesOf(subjectId: string, from: Record<string, unknown> | undefined) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(ChangeEntity)
    .query({ partition: `$identity#${subjectId}`, range: { beginsWith: 'change#' } })
    .options({ consistent: true, reverse: true, limit: pageSize, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items ?? [], lastKey: LastEvaluatedKey };
}

/** Takes words and address out of a change; that it happened, and by whom, stays. */
export async function blankChange({ subjectId, recordId }: StoredChange): Promise<void> {
  await ChangeEntity.build(UpdateItemCommand)
    .item({ subjectId, recordId, before: $set({}), after: $set({}), address: $remove() })
    .options({ condition: { attr: 'recordId', exists: true } })
    .send();
}

/** Changes that belong to records, in no order; erased ones are absent. */
export const changesOfRecords = (keys: readonly { subjectId: string; recordId: string }[]): Promise<StoredChange[]> =>
  getMany(ChangeEntity, keys);
