/**
 * Records: what happened, appended in the same transaction as the state it explains. The table's stream carries each
 * to the event bus. A `fact` stays for ever; a `signal` asks for work and is gone after 30 days. Both hold ids, never names.
 */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { newUlid } from './ids.ts';
import { getMany, listKeys, table } from './table.ts';

const signalSeconds = 30 * 24 * 3600;

export const RecordEntity = new Entity({
  name: 'record',
  table,
  timestamps: false,
  schema: item({
    subjectId: string().key(),
    id: string().key(),
    kind: string().enum('fact', 'signal'),
    type: string(),
    at: string(),
    actorId: string(),
    objectId: string().optional(),
    data: any().optional(),
    expiresAt: number().optional(),
    ...listKeys(),
  }),
  computeKey: ({ subjectId, id }) => ({ pk: `$record#${subjectId}`, sk: id }),
});
export type StoredRecord = FormattedItem<typeof RecordEntity>;

export interface NewRecord {
  /** given where another item of the same transaction names the record */
  id?: string;
  kind: 'fact' | 'signal';
  /** `<room>.<whatHappened>`, e.g. `progress.lessonCompleted` */
  type: string;
  /** the person or thing the record is about */
  subjectId: string;
  /** who did it; `system` for reactions */
  actorId: string;
  /** the thing it was done with, by which it can be found too */
  objectId?: string;
  /** ids, versions, numbers – no names, no texts */
  data?: Record<string, string | number | boolean | null>;
}

/** The write that appends a record; goes into the transaction of the state it explains. `now` in milliseconds. */
export function recordPut(record: NewRecord, now: number) {
  const at = new Date(now).toISOString();
  const id = record.id ?? newUlid(now);
  return RecordEntity.build(PutTransaction)
    .item({
      ...record,
      id,
      at,
      ...(record.kind === 'signal' ? { expiresAt: Math.floor(now / 1000) + signalSeconds } : {}),
      ...(record.objectId
        ? { gsi1pk: `$record#obj_${record.objectId}#${at.slice(0, 7).replace('-', '')}`, gsi1sk: id }
        : {}),
    })
    .options({ condition: { attr: 'id', exists: false } });
}

/** Records by key, in no order; signals that have expired are absent. */
export const recordsById = (keys: readonly { subjectId: string; id: string }[]): Promise<StoredRecord[]> =>
  getMany(RecordEntity, keys, { consistent: true });

/** A stretch of records, both ends included: ids, or beginnings of ids (`ulidFloor`). */
export interface RecordRange {
  from: string;
  to: string;
}

/** Facts about a person or thing, latest first. Signals stand among them and are left out. */
export const factsOf = (subjectId: string, range: RecordRange, limit: number): Promise<StoredRecord[]> =>
  latestFacts({ partition: `$record#${subjectId}` }, range, limit);

/** Facts of a month (UTC, `202611`) that happened with a thing, latest first. */
export const factsAbout = (objectId: string, month: string, range: RecordRange, limit: number) =>
  latestFacts({ index: 'gsi1', partition: `$record#obj_${objectId}#${month}` }, range, limit);

async function latestFacts(
  where: { partition: string; index?: 'gsi1' },
  { from, to }: RecordRange,
  limit: number,
): Promise<StoredRecord[]> {
  const facts: StoredRecord[] = [];
  let place: Record<string, unknown> | undefined;
  do {
    const { Items, LastEvaluatedKey } = await table
      .build(QueryCommand)
      .entities(RecordEntity)
      .query({ ...where, range: { between: [from, to] } })
      .options({
        reverse: true,
        limit: limit - facts.length,
        consistent: !where.index,
        ...(place ? { exclusiveStartKey: place } : {}),
      })
      .send();
    facts.push(...(Items ?? []).filter(({ kind }) => kind === 'fact'));
    place = LastEvaluatedKey;
  } while (place && facts.length < limit);
  return facts;
}
