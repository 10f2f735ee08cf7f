/**
 * What administrators changed: values before and after, written in the transaction of the record that says it happened,
 * under the key of the room whose thing it is. The record holds ids and stays; these hold words and can be erased.
 */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { $remove, $set, UpdateItemCommand } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { record } from 'dynamodb-toolbox/schema/record';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { getMany, table } from './table.ts';

const pageSize = 50;

const entityOf = (room: string) =>
  new Entity({
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
    computeKey: ({ subjectId, recordId }) => ({ pk: `$${room}#${subjectId}`, sk: `change#${recordId}` }),
  });
export type StoredChange = FormattedItem<ReturnType<typeof entityOf>>;

export interface NewChange {
  /** id (ULID) of the record in the same transaction */
  recordId: string;
  /** the person or thing that was changed */
  subjectId: string;
  type: string;
  actorId: string;
  address: string | undefined;
  before: Record<string, string>;
  after: Record<string, string>;
}

/** The changes of one room's things. */
export function changesIn(room: string) {
  const ChangeEntity = entityOf(room);
  return {
    /** The write that keeps what was changed; goes into the transaction of the state and its record. `now` in milliseconds. */
    changePut({ address, ...change }: NewChange, now: number) {
      return ChangeEntity.build(PutTransaction).item({
        ...change,
        ...(address ? { address } : {}),
        at: new Date(now).toISOString(),
      });
    },

    /** One page of what was changed about a person or thing, latest first. */
    async changesOf(subjectId: string, from: Record<string, unknown> | undefined) {
      const { Items, LastEvaluatedKey } = await table
        .build(QueryCommand)
        .entities(ChangeEntity)
        .query({ partition: `$${room}#${subjectId}`, range: { beginsWith: 'change#' } })
        .options({ consistent: true, reverse: true, limit: pageSize, ...(from ? { exclusiveStartKey: from } : {}) })
        .send();
      return { items: Items ?? [], lastKey: LastEvaluatedKey };
    },

    /** Takes words and address out of a change; that it happened, and by whom, stays. */
    async blankChange({ subjectId, recordId }: Pick<StoredChange, 'subjectId' | 'recordId'>): Promise<void> {
      await ChangeEntity.build(UpdateItemCommand)
        .item({ subjectId, recordId, before: $set({}), after: $set({}), address: $remove() })
        .options({ condition: { attr: 'recordId', exists: true } })
        .send();
    },

    /** Changes that belong to records, in no order; erased ones are absent. */
    changesOfRecords: (keys: readonly { subjectId: string; recordId: string }[]): Promise<StoredChange[]> =>
      getMany(ChangeEntity, keys),
  };
}
