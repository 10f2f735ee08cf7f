/** SQS: queues in this process – visibility, receive count, redrive – and the event source mapping that feeds a function. */
import { createHash, randomUUID } from 'node:crypto';
import type { Answer, LambdaFunction } from './lambda.ts';
import { region } from './template.ts';

export interface Message {
  id: string;
  body: string;
  sentAt: number;
  receives: number;
  firstReceivedAt?: number;
  /** of a dead letter: the queue it failed in, and when it was laid aside */
  from?: { queue: string; at: number };
}
interface Held extends Message {
  visibleAt: number;
  inFlight: boolean;
  /** it stands in the state file, not before the stream's checkpoint */
  kept: boolean;
  /** tells the stream that this message no longer needs it */
  release(): void;
}
export interface QueueOptions {
  arn: string;
  /** seconds */
  visibilityTimeout: number;
  maxReceiveCount?: number;
  /** milliseconds until a message whose reaction failed comes again; each time twice as long */
  retryMs: number;
  clock: { now(): number };
  /** picks among the visible messages: chaos shuffles */
  random(): number;
  /** lays a message aside that failed too often; it has left the queue, and nothing has been saved yet */
  bury(message: Message): void;
  /** what must survive has changed */
  changed(): void;
}
interface Consumer {
  fn: LambdaFunction;
  batchSize: number;
  reportsFailures: boolean;
}

const mostBatches = 2;

export class Queue {
  readonly #options: QueueOptions;
  readonly #held = new Set<Held>();
  #consumer: Consumer | undefined;
  #batches = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  /** messages handed to the function so far */
  taken = 0;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** Without `release` nobody else remembers the message: it is kept from the beginning. */
  add(message: Partial<Message> & { body: string }, delay = 0, release?: () => void): void {
    const known = { id: randomUUID(), sentAt: this.#options.clock.now(), receives: 0, ...message };
    const state = {
      visibleAt: Date.now() + delay,
      inFlight: false,
      kept: !release,
      release: release ?? (() => undefined),
    };
    this.#held.add({ ...known, ...state });
    if (!release) this.#options.changed();
    this.#pump();
  }

  feed(consumer: Consumer): void {
    this.#consumer = consumer;
    this.#pump();
  }

  /** Nothing left to do: empty, or nobody takes from it. */
  get idle(): boolean {
    return this.#held.size === 0 || !this.#consumer;
  }

  get depth(): { visible: number; inFlight: number; delayed: number } {
    const [all, now] = [[...this.#held], Date.now()];
    const inFlight = all.filter((one) => one.inFlight).length;
    const delayed = all.filter((one) => !one.inFlight && one.receives === 0 && one.visibleAt > now).length;
    return { visible: all.length - inFlight - delayed, inFlight, delayed };
  }

  /** All messages, oldest first. */
  messages(): Message[] {
    return [...this.#held].map(plain).sort((a, b) => a.sentAt - b.sentAt);
  }

  kept(): Message[] {
    return [...this.#held].filter((one) => one.kept).map(plain);
  }

  /** Takes all messages out, for another queue; those being worked on stay. */
  drain(): Message[] {
    const free = [...this.#held].filter((one) => !one.inFlight);
    for (const one of free) this.#held.delete(one);
    return free.map(plain);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #pump(): void {
    clearTimeout(this.#timer);
    if (this.#closed || !this.#consumer) return;
    const now = Date.now();
    while (this.#batches < mostBatches) {
      const visible = [...this.#held].filter((one) => one.visibleAt <= now && !one.inFlight);
      if (visible.length === 0) break;
      const batch = visible.sort(() => this.#options.random() - 0.5).slice(0, this.#consumer.batchSize);
      void this.#deliver(batch, this.#consumer);
    }
    const next = Math.min(...[...this.#held].filter((one) => !one.inFlight).map((one) => one.visibleAt));
    if (this.#batches < mostBatches && next < Infinity)
      this.#timer = setTimeout(() => this.#pump(), Math.max(1, next - now));
  }

  async #deliver(batch: Held[], { fn, reportsFailures }: Consumer): Promise<void> {
    this.#batches++;
    this.taken += batch.length;
    for (const one of batch) {
      one.inFlight = true;
      one.receives++;
      one.firstReceivedAt ??= this.#options.clock.now();
    }
    const answer = await fn.invoke({ Records: batch.map((one) => recordOf(one, this.#options.arn)) });
    if (this.#closed) return;
    const failed = failedIn(answer, reportsFailures);
    for (const one of batch) this.#finish(one, failed === 'all' || failed.has(one.id));
    this.#batches--;
    this.#pump();
  }

  #finish(one: Held, failed: boolean): void {
    const { maxReceiveCount = Infinity, visibilityTimeout, retryMs, bury, changed } = this.#options;
    const dead = failed && one.receives >= maxReceiveCount;
    if (dead || !failed) this.#held.delete(one);
    if (dead) bury(plain(one));
    else if (one.kept || failed) changed();
    one.inFlight = false;
    one.kept = true;
    one.visibleAt = Date.now() + Math.min(visibilityTimeout * 1000, retryMs * 2 ** (one.receives - 1));
    one.release();
    one.release = () => undefined;
  }
}

/** The message without what only its queue knows. */
const plain = ({ visibleAt: _, inFlight: __, kept: ___, release: ____, ...message }: Held): Message => message;

function recordOf(one: Message, arn: string): Record<string, unknown> {
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
    awsRegion: region,
  };
}

/** As Lambda reads a batch's answer: an error, or an answer it cannot read, means that all have failed. */
function failedIn({ error, payload }: Answer, reportsFailures: boolean): 'all' | Set<string> {
  if (error) return 'all';
  const result = JSON.parse(payload) as { batchItemFailures?: { itemIdentifier?: string }[] | null } | null;
  const ids = reportsFailures ? (result?.batchItemFailures ?? []).map((one) => one.itemIdentifier) : [];
  return ids.every((id): id is string => typeof id === 'string' && id !== '') ? new Set(ids) : 'all';
}
