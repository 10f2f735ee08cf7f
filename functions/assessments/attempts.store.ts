/**
 * Items of attempts. In one partition: the head, with its places in the live view and in the list of what is due; the
 * batches, appended; the last sign of life; the result.
 */
import { BatchGetRequest } from 'dynamodb-toolbox/entity/actions/batchGet';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { getMany, isConditionFailure, table, type Write } from '../platform/table.ts';
import type { AttemptHead } from './attempt.ts';
import { BatchEntity, HeadEntity, MarkEntity, ResultEntity, SeenEntity } from './attempts.entities.ts';
import { attemptPartition, dueKey, duePlace, liveKey, livePlace } from './attempt-keys.ts';
import type { BatchItem, Everything, Seen, StoredMark, StoredResult } from './kept.ts';
import type { Batch } from './fold.ts';

/** The write of a mark; fails its condition when somebody else has marked the answer meanwhile. */
export function markPut(after: StoredMark): Write {
  const condition =
    after.revision > 1
      ? ({ attr: 'revision', eq: after.revision - 1 } as const)
      : ({ attr: 'questionId', exists: false } as const);
  return MarkEntity.build(PutTransaction).item(after).options({ condition });
}

/** A head is looked at again at `dueAt`; undefined: never. */
const headItem = (head: AttemptHead, dueAt: number | undefined) => ({
  ...head,
  ...livePlace(head.runId, head.personId, head.id),
  ...duePlace(head, dueAt),
});

/** The write of a head; fails its condition when it is there already, or has changed meanwhile. */
export const headPut = (after: AttemptHead, before: AttemptHead | undefined, dueAt: number | undefined): Write =>
  HeadEntity.build(PutTransaction)
    .item(headItem(after, dueAt))
    .options({ condition: before ? { attr: 'revision', eq: before.revision } : { attr: 'id', exists: false } });

export const resultPut = (result: StoredResult): Write => ResultEntity.build(PutTransaction).item(result);

export async function head(personId: string, id: string): Promise<AttemptHead | undefined> {
  const { Item } = await HeadEntity.build(GetItemCommand).key({ personId, id }).options({ consistent: true }).send();
  return Item as AttemptHead | undefined;
}

/** Heads by key, in no order. */
export const heads = async (keys: readonly { personId: string; id: string }[]): Promise<AttemptHead[]> =>
  (await getMany(HeadEntity, keys, { consistent: true })) as AttemptHead[];

/** Results by attempt, in no order; of attempts that have none they are absent. */
export const results = async (keys: readonly { personId: string; id: string }[]): Promise<StoredResult[]> =>
  getMany(
    ResultEntity,
    keys.map(({ personId, id }) => ({ personId, id })),
    { consistent: true },
  );

export const headRequest = (personId: string, id: string) => HeadEntity.build(BatchGetRequest).key({ personId, id });

/** Attempts that are due in the hour of a moment, and until it; the longest due first. */
export async function dueIn(hour: string, until: string, limit: number) {
  const { Items } = await table
    .build(QueryCommand)
    .entities(HeadEntity)
    .query({ index: 'gsi2', partition: dueKey(hour), range: { lte: `${until}~` } })
    .options({ limit })
    .send();
  return (Items ?? []) as AttemptHead[];
}

/** Of one shard of a live view everything, or what has changed since these moments. */
export async function liveShard(runId: string, shard: number, since?: { head: number; seen: number }) {
  const filters = since && {
    attempt: { attr: 'changedAt', gte: since.head } as const,
    seen: { attr: 'seenAt', gte: since.seen } as const,
  };
  const { Items } = await table
    .build(QueryCommand)
    .entities(HeadEntity, SeenEntity)
    .query({ index: 'gsi1', partition: liveKey(runId, shard) })
    .options({ maxPages: 20, showEntityAttr: true, ...(filters && { filters }) })
    .send();
  return (Items ?? []) as ((AttemptHead & { entity: 'attempt' }) | (Seen & { entity: 'seen' }))[];
}

type Key = Record<string, unknown>;
/** Attempts of one shard of a run: all, or those among `limit` items from a place on. */
export async function headsIn(runId: string, shard: number, { limit, from }: { limit?: number; from?: Key } = {}) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(HeadEntity)
    .query({ index: 'gsi1', partition: liveKey(runId, shard) })
    .options(limit === undefined ? { maxPages: 20 } : { limit, ...(from && { exclusiveStartKey: from }) })
    .send();
  return { heads: (Items ?? []) as AttemptHead[], lastKey: LastEvaluatedKey };
}

/**
 * Keeps a batch by one conditional write and answers when it was received. The same again answers the first moment;
 * undefined: another batch bears this number.
 */
export async function putBatch(batch: BatchItem): Promise<number | undefined> {
  try {
    await BatchEntity.build(PutItemCommand)
      .item(batch)
      .options({ condition: { attr: 'id', exists: false }, returnValuesOnConditionFalse: 'ALL_OLD' })
      .send();
    return batch.receivedAt;
  } catch (error) {
    const known = isConditionFailure(error) ? oldItem(error) : undefined;
    if (!known) throw error;
    return known['digest']?.S === batch.digest ? Number(known['receivedAt']?.N) : undefined;
  }
}

/** The item that stood in the way, as DynamoDB sends it along. */
const oldItem = (error: unknown) => (error as { Item?: Record<string, { S?: string; N?: string }> }).Item;

/** megabytes of one attempt that are read: far above what anybody writes by hand */
const pagesMax = 60;

export async function everythingOf(personId: string, id: string): Promise<Everything> {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(HeadEntity, SeenEntity, BatchEntity, ResultEntity, MarkEntity)
    .query({ partition: attemptPartition(personId, id) })
    .options({ consistent: true, maxPages: pagesMax, showEntityAttr: true })
    .send();
  const all = Items as unknown as { entity: string }[];
  const one = <T>(name: string) => all.find(({ entity }) => entity === name) as T | undefined;
  const batches = all.filter(({ entity }) => entity === 'batch') as unknown as BatchItem[];
  return {
    head: one<AttemptHead>('attempt'),
    seen: one<Seen>('seen'),
    result: one<StoredResult>('attemptResult'),
    batches: batches.map((batch) => ({ ...batch, entries: JSON.parse(batch.entries) as Batch['entries'] })),
    marks: all.filter(({ entity }) => entity === 'mark') as unknown as StoredMark[],
  };
}

/** Moments at which batches were received. */
export async function receiptsOf(personId: string, id: string): Promise<number[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(BatchEntity)
    .query({ partition: attemptPartition(personId, id), range: { beginsWith: 'b#' } })
    .options({ consistent: true, maxPages: pagesMax, attributes: ['receivedAt'] })
    .send();
  return (Items ?? []).map(({ receivedAt }) => receivedAt);
}

export const seenRequest = (personId: string, id: string) => SeenEntity.build(BatchGetRequest).key({ personId, id });

/** Keeps a sign of life; two at the same moment: either. */
export async function putSeen(seen: Seen): Promise<void> {
  await SeenEntity.build(PutItemCommand)
    .item({ ...seen, ...livePlace(seen.runId, seen.personId, seen.id, 'seen') })
    .send();
}

export const removeBatch = ({ personId, id, device, seq }: BatchItem) =>
  BatchEntity.build(DeleteItemCommand).key({ personId, id, device, seq }).send();
export const removeSeen = (personId: string, id: string) =>
  SeenEntity.build(DeleteItemCommand).key({ personId, id }).send();

/** Keeps what people gave, whatever stood there. */
export async function putMarks(marks: readonly StoredMark[]): Promise<void> {
  for (const mark of marks) await MarkEntity.build(PutItemCommand).item(mark).send();
}
/** Keeps head and result of an attempt as they are, whatever stood there: a copy of another person’s. */
export async function putCopy(copy: AttemptHead, result: StoredResult | undefined, dueAt: number): Promise<void> {
  if (result) await ResultEntity.build(PutItemCommand).item(result).send();
  await HeadEntity.build(PutItemCommand).item(headItem(copy, dueAt)).send();
}
/** Takes an attempt out of every list: its copy stands there. */
export const unlist = (head: AttemptHead) => HeadEntity.build(PutItemCommand).item(head).send();
