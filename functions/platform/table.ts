/**
 * THE page on the single table. Every key begins with its room (`$courses#…`), in the table and in both indexes,
 * so that IAM can grant a room its own prefix and nothing else.
 * gsi1 lists things in a container, gsi2 finds by person or the other way round; both are sparse.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Entity, FormattedItem } from 'dynamodb-toolbox/entity';
import { BatchGetRequest } from 'dynamodb-toolbox/entity/actions/batchGet';
import type { KeyInputItem } from 'dynamodb-toolbox/entity';
import { execute, type ExecuteTransactWriteOptions } from 'dynamodb-toolbox/entity/actions/transactWrite';
import { Table } from 'dynamodb-toolbox/table';
import { BatchGetCommand, execute as executeBatchGet } from 'dynamodb-toolbox/table/actions/batchGet';
import { map } from 'dynamodb-toolbox/schema/map';
import { string } from 'dynamodb-toolbox/schema/string';
import { environment } from './environment.ts';

export const indexNames = { list: 'gsi1', inverse: 'gsi2' } as const;

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 4 }), {
  marshallOptions: { removeUndefinedValues: true },
});

const key = <Name extends string>(name: Name) => ({ name, type: 'string' }) as const;

export const table = new Table({
  documentClient: documents,
  name: () => environment('TABLE_NAME'),
  partitionKey: key('pk'),
  sortKey: key('sk'),
  indexes: {
    gsi1: { type: 'global', partitionKey: key('gsi1pk'), sortKey: key('gsi1sk') },
    gsi2: { type: 'global', partitionKey: key('gsi2pk'), sortKey: key('gsi2sk') },
  },
  entityAttributeSavedAs: 'entity',
});

/** A text in up to four languages, as stored. */
export const localisedMap = () =>
  map({ uk: string().optional(), ru: string().optional(), kk: string().optional(), en: string().optional() });

/** Index keys as attributes of an item; never shown to a reader of the item. */
export const listKeys = () => ({ gsi1pk: string().optional().hidden(), gsi1sk: string().optional().hidden() });
export const inverseKeys = () => ({ gsi2pk: string().optional().hidden(), gsi2sk: string().optional().hidden() });

/** Was the write refused by its condition? (single write or any part of a transaction) */
export function isConditionFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'ConditionalCheckFailedException') return true;
  return cancellationReasons(error).some((reason) => reason === 'ConditionalCheckFailed');
}

/** False where a conditional write was refused by its condition: somebody else was quicker. */
export async function unlessRefused(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/** Which parts of a cancelled transaction failed and why, in order; empty for other errors. */
export function cancellationReasons(error: unknown): string[] {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') return [];
  const reasons = (error as { CancellationReasons?: { Code?: string }[] }).CancellationReasons ?? [];
  return reasons.map((reason) => reason.Code ?? 'None');
}

/** Did the table turn the call away because it, or an item, was too busy? Worth another try a little later. */
export function isThrottled(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return [error.name, ...cancellationReasons(error)].some((name) => busy.has(name));
}
const busy = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'TransactionConflictException',
  // reasons of a cancelled transaction
  'ProvisionedThroughputExceeded',
  'ThrottlingError',
  'TransactionConflict',
]);

/** Runs a BatchGet; keys that a busy table left out are asked for again, and never taken for absent. */
export const batchGet: typeof executeBatchGet = async (...commands) => {
  const answer = await executeBatchGet({ maxAttempts: 4 }, ...(commands as BatchGetCommand[]));
  if (Object.keys(answer.UnprocessedKeys ?? {}).length) {
    throw Object.assign(new Error('keys left out'), { name: 'ThrottlingException' });
  }
  return answer as never;
};

const keysPerCall = 100;

/** Items by key, in no order; absent ones are left out. Any number of different keys. */
export async function getMany<E extends Entity>(
  entity: E,
  keys: readonly KeyInputItem<E>[],
  options: { consistent?: boolean } = {},
): Promise<FormattedItem<E>[]> {
  const calls = Array.from({ length: Math.ceil(keys.length / keysPerCall) }, (_, index) => {
    const some = keys.slice(index * keysPerCall, (index + 1) * keysPerCall);
    const requests = some.map((one) => new BatchGetRequest(entity as Entity, one as never));
    return batchGet(
      table
        .build(BatchGetCommand)
        .requests(...requests)
        .options(options),
    );
  });
  const answers = await Promise.all(calls);
  return answers.flatMap(({ Responses }) => (Responses?.[0] ?? []).filter(Boolean)) as FormattedItem<E>[];
}

/** Items of different kinds by key in one call, in the order of the keys; absent ones are undefined. */
export async function getTogether(...requests: { entity: unknown }[]): Promise<unknown[]> {
  const { Responses } = await batchGet(
    table
      .build(BatchGetCommand)
      .requests(...(requests as BatchGetRequest[]))
      .options({ consistent: true }),
  );
  return requests.map((_, index) => (Responses?.[0] as unknown[] | undefined)?.[index]);
}

/** One part of a transaction. */
export type Write = Exclude<Parameters<typeof execute>[number], ExecuteTransactWriteOptions>;

/** Writes all items or none (25 at most in a user's action); another transaction on the same items is waited out. */
export async function transact(...writes: Write[]): Promise<void> {
  await retryingConflicts(() => execute(...writes));
}

/** Runs a write again when another transaction touched the same items at that moment; with jitter, 5 times at most. */
async function retryingConflicts<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      const conflict =
        cancellationReasons(error).includes('TransactionConflict') ||
        (error instanceof Error && error.name === 'TransactionConflictException');
      if (!conflict || attempt === 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 40 * 2 ** attempt));
    }
  }
}

/** As `transact`, for jobs: a table too busy for many writes at once is given time, up to about a minute. */
export async function transactPatiently(...writes: Write[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await execute(...writes);
      return;
    } catch (error) {
      // a condition that failed will fail again
      if (!isThrottled(error) || isConditionFailure(error) || attempt === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * 2 ** attempt));
    }
  }
}
