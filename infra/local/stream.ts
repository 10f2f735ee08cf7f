/** DynamoDB Streams: reads a stream in order, shard by shard; remembers up to where everything has been handled. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDb } from './dynamodb.ts';

export interface StreamRecord {
  eventID: string;
  eventName: string;
  dynamodb: { SequenceNumber: string; Keys: Record<string, unknown>; NewImage?: Record<string, unknown> };
  [other: string]: unknown;
}
/** Shard → sequence number up to which everything has been handled, or `end` for a shard that is closed and done. */
export type Checkpoint = Record<string, string>;

export interface StreamOptions {
  database: DynamoDb;
  arn: string;
  checkpoint: Checkpoint;
  /** Gets each record once a run; calls `handled` when it no longer needs the stream to remember it. */
  take(record: StreamRecord, handled: () => void): void;
  /** the checkpoint has moved on */
  moved(): void;
  log(line: Record<string, unknown>): void;
}
export interface StreamReader {
  /** Resolves when a read begun after this call has found nothing. */
  atEnd(): Promise<void>;
  close(): Promise<void>;
}

interface Shard {
  id: string;
  parent: string | undefined;
  iterator?: string | undefined;
  lastRead?: string;
  closed: boolean;
  /** read and not yet handled, in order */
  open: { sequence: string; handled: boolean }[];
}
interface Described {
  StreamDescription: { Shards: { ShardId: string; ParentShardId?: string }[]; LastEvaluatedShardId?: string };
}

const streams = 'DynamoDBStreams_20120810.';
const pause = { idle: 100, busy: 15, broken: 1000 };
const mostOpen = 2000;

export function readStream(options: StreamOptions): StreamReader {
  const { database, arn, checkpoint } = options;
  const shards = new Map<string, Shard>();
  const waiters: { after: number; resolve(): void }[] = [];
  let pass = 0;
  let lastBusy = 0;
  let listed = 0;
  let wake: AbortController | undefined;
  let closed = false;
  const running = run();

  return {
    atEnd: () =>
      new Promise((resolve) => {
        if (closed) return resolve();
        waiters.push({ after: pass, resolve });
        wake?.abort();
      }),
    close: async () => {
      closed = true;
      wake?.abort();
      await running;
      for (const one of waiters.splice(0)) one.resolve();
    },
  };

  async function run(): Promise<void> {
    while (!closed) {
      const number = ++pass;
      const found = await readAll().catch((error: Error) => broken(error));
      if (found) lastBusy = Date.now();
      if (found === 0) release(number);
      if (!found) await rest(found === undefined ? pause.broken : Date.now() - lastBusy < 1000 ? pause.busy : pause.idle, number);
    }
  }

  /** A waiter that came during this pass needs another one at once. */
  async function rest(ms: number, number: number): Promise<void> {
    if (waiters.some((one) => one.after >= number)) return;
    wake = new AbortController();
    await sleep(ms, undefined, { signal: wake.signal }).catch(() => undefined);
  }

  function release(number: number): void {
    for (const one of [...waiters]) {
      if (one.after >= number) continue;
      waiters.splice(waiters.indexOf(one), 1);
      one.resolve();
    }
  }

  function broken(error: Error): undefined {
    if (closed) return;
    options.log({ level: 'error', from: 'stream', error: String(error) });
    for (const shard of shards.values()) shard.iterator = undefined;
  }

  async function readAll(): Promise<number> {
    if (Date.now() - listed > 60_000) await list();
    let found = 0;
    for (const shard of shards.values()) {
      const parent = shard.parent === undefined ? undefined : shards.get(shard.parent);
      if (!shard.closed && (!parent || parent.closed) && shard.open.length < mostOpen) found += await readShard(shard);
    }
    return found;
  }

  async function list(): Promise<void> {
    let ExclusiveStartShardId: string | undefined;
    do {
      const { StreamDescription } = await database.call<Described>(`${streams}DescribeStream`, { StreamArn: arn, ExclusiveStartShardId });
      for (const { ShardId: id, ParentShardId: parent } of StreamDescription.Shards) {
        if (!shards.has(id)) shards.set(id, { id, parent, closed: checkpoint[id] === 'end', open: [] });
      }
      ExclusiveStartShardId = StreamDescription.LastEvaluatedShardId;
    } while (ExclusiveStartShardId);
    listed = Date.now();
  }

  async function readShard(shard: Shard): Promise<number> {
    shard.iterator ??= await iteratorOf(shard);
    const { Records, NextShardIterator } = await database.call<{ Records: StreamRecord[]; NextShardIterator?: string }>(`${streams}GetRecords`, {
      ShardIterator: shard.iterator,
    });
    for (const record of Records) takeOne(shard, record);
    shard.iterator = NextShardIterator;
    if (!NextShardIterator) {
      shard.closed = true;
      listed = 0;
      advance(shard);
    }
    return Records.length;
  }

  async function iteratorOf(shard: Shard): Promise<string> {
    const SequenceNumber = shard.lastRead ?? checkpoint[shard.id];
    const from = SequenceNumber ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber } : { ShardIteratorType: 'TRIM_HORIZON' };
    const ask = (where: object) => database.call<{ ShardIterator: string }>(`${streams}GetShardIterator`, { StreamArn: arn, ShardId: shard.id, ...where });
    const { ShardIterator } = await ask(from).catch((error: Error) => {
      if (error.name !== 'TrimmedDataAccessException') throw error;
      options.log({ level: 'warn', from: 'stream', message: 'records older than a day are gone; reading on from the oldest left' });
      return ask({ ShardIteratorType: 'TRIM_HORIZON' });
    });
    return ShardIterator;
  }

  function takeOne(shard: Shard, record: StreamRecord): void {
    const entry = { sequence: record.dynamodb.SequenceNumber, handled: false };
    shard.lastRead = entry.sequence;
    shard.open.push(entry);
    options.take(record, () => {
      entry.handled = true;
      advance(shard);
    });
  }

  /** The checkpoint stands before the first record that is not handled yet. */
  function advance(shard: Shard): void {
    const before = checkpoint[shard.id];
    while (shard.open[0]?.handled) checkpoint[shard.id] = shard.open.shift()?.sequence ?? '';
    if (shard.closed && shard.open.length === 0) checkpoint[shard.id] = 'end';
    if (checkpoint[shard.id] !== before) options.moved();
  }
}
