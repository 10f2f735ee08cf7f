/** SQS: queues in this process – visibility, receive count, redrive – and the event source mapping that feeds a function. */
import { createHash, randomUUID } from 'node:crypto';
import type { LambdaFunction } from './lambda.ts';

export interface Message {
  id: string;
  body: string;
  sentAt: number;
  receives: number;
  firstReceivedAt?: number;
  /** a failed or directly put message stands in the state file; another one is still held by the stream's checkpoint */
  kept: boolean;
}
interface Held extends Message {
  visibleAt: number;
  /** tells the stream that this message no longer needs it */
  release(): void;
}
export interface QueueOptions {
  arn: string;
  visibilityTimeout: number;
  redrive?: { deadLetterTargetArn: string; maxReceiveCount: number };
  region: string;
  clock: { now(): number };
  /** picks among the visible messages: chaos shuffles */
  random(): number;
  bury(message: Message, queue: string, target: string | undefined): void;
  /** what must survive has changed */
  changed(): void;
}
export interface Queue {
  arn: string;
  add(message: { body: string; kept?: boolean; delay?: number; release?(): void } & Partial<Message>): void;
  feed(fn: LambdaFunction, mapping: { batchSize: number; reportsFailures: boolean }): void;
  empty(): boolean;
  kept(): Message[];
  taken(): number;
  close(): void;
}

const mostBatches = 2;
/** The cloud waits for the visibility timeout (an hour and a half); here a failed message comes again soon, so that tests see its end. */
const retryDelay = (receives: number) => 50 * 2 ** receives;

export function createQueue(options: QueueOptions): Queue {
  const { arn, clock, redrive } = options;
  const held = new Set<Held>();
  const inFlight = new Set<Held>();
  let batches = 0;
  let taken = 0;
  let timer: NodeJS.Timeout | undefined;
  let consumer: { fn: LambdaFunction; batchSize: number; reportsFailures: boolean } | undefined;
  let closed = false;

  return {
    arn,
    add({ body, delay = 0, kept = false, release = () => undefined, ...known }) {
      held.add({ id: randomUUID(), sentAt: clock.now(), receives: 0, ...known, body, kept, visibleAt: Date.now() + delay, release });
      if (kept) options.changed();
      pump();
    },
    feed(fn, mapping) {
      consumer = { fn, ...mapping };
      pump();
    },
    empty: () => held.size === 0,
    kept: () => [...held].filter((one) => one.kept).map(({ visibleAt: _, release: __, ...message }) => message),
    taken: () => taken,
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };

  function pump(): void {
    clearTimeout(timer);
    if (closed || !consumer) return;
    const now = Date.now();
    while (batches < mostBatches) {
      const batch = [...held].filter((one) => one.visibleAt <= now && !inFlight.has(one)).sort(() => options.random() - 0.5).slice(0, consumer.batchSize);
      if (batch.length === 0) break;
      void deliver(batch, consumer);
    }
    const next = Math.min(...[...held].filter((one) => !inFlight.has(one)).map((one) => one.visibleAt));
    if (batches < mostBatches && Number.isFinite(next)) timer = setTimeout(pump, Math.max(1, next - now));
  }

  async function deliver(batch: Held[], { fn, reportsFailures }: NonNullable<typeof consumer>): Promise<void> {
    batches++;
    for (const one of batch) receive(one);
    taken += batch.length;
    const failed = failedIn(await fn.invoke({ Records: batch.map(recordOf) }), reportsFailures);
    if (closed) return;
    for (const one of batch) finish(one, failed === 'all' || failed.has(one.id));
    batches--;
    pump();
  }

  function receive(one: Held): void {
    inFlight.add(one);
    one.receives++;
    one.firstReceivedAt ??= clock.now();
  }

  function finish(one: Held, failed: boolean): void {
    inFlight.delete(one);
    if (!failed) return remove(one);
    if (redrive && one.receives >= redrive.maxReceiveCount) {
      options.bury(one, arn, redrive.deadLetterTargetArn);
      return remove(one);
    }
    one.visibleAt = Date.now() + Math.min(options.visibilityTimeout * 1000, retryDelay(one.receives));
    one.kept = true;
    one.release();
    one.release = () => undefined;
    options.changed();
  }

  function remove(one: Held): void {
    held.delete(one);
    inFlight.delete(one);
    one.release();
    if (one.kept) options.changed();
  }

  function recordOf(one: Held): Record<string, unknown> {
    return {
      messageId: one.id,
      receiptHandle: `${one.id}-${one.receives}`,
      body: one.body,
      attributes: {
        ApproximateReceiveCount: String(one.receives),
        SentTimestamp: String(one.sentAt),
        SenderId: 'AIDALOCAL',
        ApproximateFirstReceiveTimestamp: String(one.firstReceivedAt),
      },
      messageAttributes: {},
      md5OfBody: createHash('md5').update(one.body).digest('hex'),
      eventSource: 'aws:sqs',
      eventSourceARN: arn,
      awsRegion: options.region,
    };
  }
}

/** As Lambda reads a batch's answer: an error, or an answer it cannot read, means that all have failed. */
function failedIn(answer: Awaited<ReturnType<LambdaFunction['invoke']>>, reportsFailures: boolean): 'all' | Set<string> {
  if (answer.error) return 'all';
  const result = JSON.parse(answer.payload) as { batchItemFailures?: { itemIdentifier?: string }[] | null } | null;
  const ids = reportsFailures && typeof result === 'object' ? (result?.batchItemFailures ?? []).map((one) => one.itemIdentifier) : [];
  return ids.every((id): id is string => typeof id === 'string' && id !== '') ? new Set(ids) : 'all';
}
