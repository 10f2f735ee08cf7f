/** DynamoDB Streams: reads a stream in order, shard by shard; remembers up to where everything has been handled. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDb } from './dynamodb.ts';

export interface StreamRecord {
  dynamodb: { SequenceNumber: string };
  [other: string]: unknown;
}
/** Shard → sequence number up to which everything has been handled, or `end` for a shard that is closed and done. */
export type Checkpoint = Record<string, string>;

export interface StreamOptions {
  database: DynamoDb;
  arn: string;
  checkpoint: Checkpoint;
  /** Gets each record once a run; calls `handled` when the stream need not remember it any longer. */
  take(record: StreamRecord, handled: () => void): void;
  /** the checkpoint has moved on */
  moved(): void;
  log(line: Record<string, unknown>): void;
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
const pause = { idle: 100, busy: 15, broken: 500 };
/** How long after the last record, or the last word of a write, more is looked out for eagerly. */
const eager = { unaware: 1000, told: 20 };
const mostOpen = 2000;
const listEvery = 60_000;

export class StreamReader {
  readonly #options: StreamOptions;
  readonly #shards = new Map<string, Shard>();
  readonly #running: Promise<void>;
  #waiters: { after: number; resolve(): void }[] = [];
  #pass = 0;
  #lastBusy = 0;
  #eager = eager.unaware;
  #listed = 0;
  #wake = new AbortController();
  #closed = false;

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#running = this.#run();
  }

  /** Resolves when a pass begun after this call has found nothing. */
  atEnd(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiters.push({ after: this.#pass, resolve });
      this.#wake.abort();
    });
  }

  /** Something has been written. Who is told so need not look out for it: each look costs the database 2 ms. */
  wake(): void {
    this.#eager = eager.told;
    this.#lastBusy = Date.now();
    this.#wake.abort();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#wake.abort();
    await this.#running;
    for (const one of this.#waiters) one.resolve();
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      this.#pass++;
      this.#wake = new AbortController();
      const found = await this.#readAll().catch((error: Error) => this.#broken(error));
      if (found) this.#lastBusy = Date.now();
      if (found === 0) this.#release();
      if (found === undefined) await sleep(pause.broken);
      if (found === 0 && !this.#waiters.length) await this.#rest();
    }
  }

  async #rest(): Promise<void> {
    const ms = Date.now() - this.#lastBusy < this.#eager ? pause.busy : pause.idle;
    await sleep(ms, undefined, { signal: this.#wake.signal }).catch(() => undefined);
  }

  #release(): void {
    const served = this.#waiters.filter((one) => one.after < this.#pass);
    this.#waiters = this.#waiters.filter((one) => one.after >= this.#pass);
    for (const one of served) one.resolve();
  }

  /** Iterators may have expired: the next pass asks for new ones. */
  #broken(error: Error): undefined {
    if (!this.#closed) this.#options.log({ level: 'error', from: 'stream', error: String(error) });
    for (const shard of this.#shards.values()) shard.iterator = undefined;
  }

  async #readAll(): Promise<number> {
    if (Date.now() - this.#listed > listEvery) await this.#list();
    let found = 0;
    for (const shard of this.#shards.values()) {
      const parent = this.#shards.get(shard.parent ?? '');
      const due = !shard.closed && (!parent || parent.closed);
      if (due && shard.open.length < mostOpen) found += await this.#readShard(shard);
    }
    return found;
  }

  async #list(): Promise<void> {
    const { database, arn: StreamArn, checkpoint } = this.#options;
    let ExclusiveStartShardId: string | undefined;
    do {
      const input = { StreamArn, ExclusiveStartShardId };
      const { StreamDescription } = await database.call<Described>(`${streams}DescribeStream`, input);
      for (const { ShardId: id, ParentShardId: parent } of StreamDescription.Shards) {
        if (!this.#shards.has(id)) this.#shards.set(id, { id, parent, closed: checkpoint[id] === 'end', open: [] });
      }
      ExclusiveStartShardId = StreamDescription.LastEvaluatedShardId;
    } while (ExclusiveStartShardId);
    this.#listed = Date.now();
  }

  async #readShard(shard: Shard): Promise<number> {
    shard.iterator ??= await this.#iterator(shard);
    const input = { ShardIterator: shard.iterator };
    type Read = { Records: StreamRecord[]; NextShardIterator?: string };
    const { Records, NextShardIterator } = await this.#options.database.call<Read>(`${streams}GetRecords`, input);
    for (const record of Records) this.#take(shard, record);
    shard.iterator = NextShardIterator;
    if (!NextShardIterator) {
      shard.closed = true;
      this.#listed = 0;
      this.#advance(shard);
    }
    return Records.length;
  }

  async #iterator(shard: Shard): Promise<string> {
    const { database, arn: StreamArn, checkpoint, log } = this.#options;
    const SequenceNumber = shard.lastRead ?? checkpoint[shard.id];
    const oldest = { ShardIteratorType: 'TRIM_HORIZON' };
    const from = SequenceNumber ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber } : oldest;
    const ask = (where: object) =>
      database.call<{ ShardIterator: string }>(`${streams}GetShardIterator`, {
        StreamArn,
        ShardId: shard.id,
        ...where,
      });
    const { ShardIterator } = await ask(from).catch((error: Error) => {
      if (error.name !== 'TrimmedDataAccessException') throw error;
      log({
        level: 'warn',
        from: 'stream',
        message: 'the stream no longer has what follows the checkpoint; reading its oldest',
      });
      return ask(oldest);
    });
    return ShardIterator;
  }

  #take(shard: Shard, record: StreamRecord): void {
    const entry = { sequence: record.dynamodb.SequenceNumber, handled: false };
    shard.lastRead = entry.sequence;
    shard.open.push(entry);
    this.#options.take(record, () => {
      entry.handled = true;
      this.#advance(shard);
    });
  }

  /** The checkpoint stands before the first record that is not handled yet. */
  #advance(shard: Shard): void {
    const { checkpoint, moved } = this.#options;
    const before = checkpoint[shard.id];
    while (shard.open[0]?.handled) checkpoint[shard.id] = shard.open.shift()?.sequence ?? '';
    if (shard.closed && shard.open.length === 0) checkpoint[shard.id] = 'end';
    if (checkpoint[shard.id] !== before) moved();
  }
}
