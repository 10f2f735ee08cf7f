/** EventBridge: the pipe from the table's stream, the buses with their rules – and what of all this must survive a kill. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DynamoDb } from './dynamodb.ts';
import type { LambdaFunction } from './lambda.ts';
import { compilePattern } from './pattern.ts';
import { Queue, type Message } from './sqs.ts';
import { StreamReader, type Checkpoint, type StreamRecord } from './stream.ts';
import { account, region, type Template } from './template.ts';

export interface BusEvent {
  source: string;
  'detail-type': string;
  detail: unknown;
  resources?: string[];
}
export interface DeadLetter {
  queue: string;
  target: string;
  at: string;
  receives: number;
  body: string;
}
export interface EventOptions {
  template: Template;
  dataDir: string;
  clock: { now(): number };
  /** keep checkpoint and waiting messages for the next start */
  persist: boolean;
  /** shuffle, double and delay; a number is the seed */
  chaos: boolean | number;
  /** what is held back, as by a stopped pipe or by queues nobody takes from: for tests of a kill in between */
  hold?: 'stream' | 'queues' | undefined;
  /** notes something that CloudWatch would count */
  count?(metric: string, namespace: string): void;
  log(line: Record<string, unknown>): void;
}

interface State {
  streams: Record<string, Checkpoint>;
  queues: Record<string, Message[]>;
}
interface Rule {
  bus: string;
  fits(event: unknown): boolean;
  targets: Queue[];
}
interface PipeProperties {
  Source: string;
  Target: string;
  SourceParameters?: { FilterCriteria?: { Filters: { Pattern: string }[] } };
  TargetParameters?: { EventBridgeEventBusParameters?: { Source?: string; DetailType?: string } };
}
interface RuleProperties {
  EventBusName?: string;
  EventPattern: unknown;
  State?: string;
  Targets: { Arn: string }[];
}
interface QueueProperties {
  VisibilityTimeout?: number;
  RedrivePolicy?: { deadLetterTargetArn: string; maxReceiveCount: number };
}
interface MappingProperties {
  EventSourceArn: string;
  FunctionName: string;
  BatchSize?: number;
  FunctionResponseTypes?: string[];
}

const chaotic = { delay: 120, doubled: 0.3 };
const saveDelay = 50;
/** An event larger than this reaches nobody. */
const eventLimit = 256 * 1024;

export class EventBus {
  readonly #options: EventOptions;
  readonly #file: string;
  readonly #state: State;
  readonly #random: () => number;
  readonly #queues: Map<string, Queue>;
  readonly #rules: Rule[];
  readonly #readers: StreamReader[] = [];
  #saving: NodeJS.Timeout | undefined;

  constructor(options: EventOptions) {
    const { template, dataDir, chaos, persist } = options;
    mkdirSync(dataDir, { recursive: true });
    this.#options = options;
    this.#file = join(dataDir, 'events.json');
    this.#state = persist ? readState(this.#file) : { streams: {}, queues: {} };
    this.#random = chaos === false ? () => 0.5 : seeded(Number(chaos));
    const queues = template.of<QueueProperties>('AWS::SQS::Queue');
    this.#queues = new Map(queues.map(({ arn, properties }) => [arn, this.#queue(arn, properties)]));
    const rules = template.of<RuleProperties>('AWS::Events::Rule').map((one) => one.properties);
    this.#rules = rules.filter((one) => one.State !== 'DISABLED').map((one) => this.#rule(one));
    for (const [arn, messages] of Object.entries(this.#state.queues)) {
      for (const message of messages) this.#queues.get(arn)?.add(message);
    }
  }

  start(database: DynamoDb, functions: LambdaFunction[]): void {
    const { template, hold } = this.#options;
    const mappings = template.of<MappingProperties>('AWS::Lambda::EventSourceMapping');
    const pipes = template.of<PipeProperties>('AWS::Pipes::Pipe');
    if (hold !== 'queues') for (const one of mappings) this.#map(one.properties, functions);
    if (hold !== 'stream') for (const one of pipes) this.#readers.push(this.#pipe(one.properties, database));
  }

  /** Puts an event on a bus; when this returns, it survives a kill. */
  putEvent(bus: string, event: BusEvent): void {
    this.#put(bus, event);
    this.#save();
  }

  /** The queue with this ARN, or with this name at the end of its address. */
  queue(name: string): Queue | undefined {
    const wanted = name.split(/[:/]/).at(-1);
    return [...this.#queues].find(([arn]) => arn.split(':').at(-1) === wanted)?.[1];
  }

  /** Puts messages into a queue; when this returns, they survive a kill. */
  send(queue: Queue, bodies: string[]): void {
    for (const body of bodies) queue.add({ body });
    this.#save();
  }

  /** Moves what lies in a dead-letter queue to a queue that is fed, where each begins anew. Answers how many. */
  redrive(from: Queue, to: Queue): number {
    const letters = from.drain();
    this.send(
      to,
      letters.map(({ body }) => body),
    );
    return letters.length;
  }

  deadLetters(): DeadLetter[] {
    return [...this.#queues].flatMap(([target, queue]) =>
      queue.messages().flatMap(({ from, receives, body }) => {
        return from ? [{ queue: from.queue, target, at: new Date(from.at).toISOString(), receives, body }] : [];
      }),
    );
  }

  /** messages handed to functions so far */
  get taken(): number {
    return [...this.#queues.values()].reduce((sum, one) => sum + one.taken, 0);
  }

  /** Streams read to their end and all queues empty, also of what the reactions have written. */
  async settled(): Promise<void> {
    const queues = [...this.#queues.values()];
    let before: number;
    do {
      before = this.taken;
      for (const one of this.#readers) await one.atEnd();
      while (queues.some((one) => !one.idle)) await new Promise((done) => setTimeout(done, 5));
    } while (this.taken !== before);
  }

  async close(): Promise<void> {
    for (const one of this.#readers) await one.close();
    for (const one of this.#queues.values()) one.close();
    if (this.#saving) this.#save();
  }

  #queue(arn: string, { VisibilityTimeout: visibilityTimeout = 30, RedrivePolicy }: QueueProperties): Queue {
    const maxReceiveCount = Number(RedrivePolicy?.maxReceiveCount ?? Infinity);
    const bury = (message: Message) => this.#bury(message, arn, RedrivePolicy?.deadLetterTargetArn ?? '');
    const changed = () => this.#changed();
    const { clock } = this.#options;
    return new Queue({ arn, visibilityTimeout, maxReceiveCount, clock, random: this.#random, bury, changed });
  }

  #rule({ EventBusName = 'default', EventPattern, Targets }: RuleProperties): Rule {
    const targets = Targets.map(({ Arn }) => {
      const queue = this.#queues.get(Arn);
      if (!queue) throw new Error(`the target ${Arn} of a rule is not known to the local cloud`);
      return queue;
    });
    return { bus: EventBusName.split('/').at(-1) ?? '', fits: compilePattern(EventPattern), targets };
  }

  #map(
    { EventSourceArn, FunctionName, BatchSize = 10, FunctionResponseTypes = [] }: MappingProperties,
    functions: LambdaFunction[],
  ): void {
    const queue = this.#queues.get(EventSourceArn);
    const fn = functions.find((one) => [one.name, one.arn].includes(FunctionName));
    if (!queue || !fn)
      throw new Error(`an event source mapping leads from ${EventSourceArn} to ${FunctionName}: one is missing`);
    queue.feed({
      fn,
      batchSize: BatchSize,
      reportsFailures: FunctionResponseTypes.includes('ReportBatchItemFailures'),
    });
  }

  #pipe({ Source, Target, SourceParameters, TargetParameters }: PipeProperties, database: DynamoDb): StreamReader {
    const filters = (SourceParameters?.FilterCriteria?.Filters ?? []).map(({ Pattern }) =>
      compilePattern(JSON.parse(Pattern)),
    );
    const { Source: source = 'Pipe', DetailType = 'Event' } = TargetParameters?.EventBridgeEventBusParameters ?? {};
    const take = (record: StreamRecord, handled: () => void) => {
      const detail = { ...record, eventSourceARN: Source };
      if (filters.length && !filters.some((fits) => fits(detail))) return handled();
      this.#put(Target.split('/').at(-1) ?? '', { source, 'detail-type': DetailType, detail }, handled);
    };
    const checkpoint = (this.#state.streams[Source] ??= {});
    return new StreamReader({
      database,
      arn: Source,
      checkpoint,
      take,
      moved: () => this.#changed(),
      log: (line) => {
        if (line.level === 'error') this.#options.count?.('ExecutionFailed', 'AWS/EventBridge/Pipes');
        this.#options.log(line);
      },
    });
  }

  #put(bus: string, event: BusEvent, handled?: () => void): void {
    const time = new Date(this.#options.clock.now()).toISOString().replace(/\.\d+Z/, 'Z');
    const whole = { version: '0', id: randomUUID(), account, time, region, resources: [], ...event };
    const body = JSON.stringify(whole);
    if (Buffer.byteLength(body) > eventLimit) {
      const { source } = event;
      this.#options.log({ level: 'error', from: 'events', message: 'an event is larger than 256 kB', source, bus });
      return handled?.();
    }
    const queues = this.#rules.filter((rule) => rule.bus === bus && rule.fits(whole)).flatMap((rule) => rule.targets);
    const chaos = this.#options.chaos !== false;
    const deliveries = chaos
      ? queues.flatMap((queue) => (this.#random() < chaotic.doubled ? [queue, queue] : [queue]))
      : queues;
    let open = deliveries.length;
    if (open === 0) handled?.();
    const release = handled && (() => void (--open === 0 && handled()));
    for (const queue of deliveries) queue.add({ body }, chaos ? this.#random() * chaotic.delay : 0, release);
  }

  /** Both queues are saved in one go: a kill neither loses a dead letter nor doubles it. */
  #bury(message: Message, queue: string, target: string): void {
    const from = { queue, at: this.#options.clock.now() };
    this.#queues.get(target)?.add({ ...message, from });
    this.#save();
    this.#options.log({ level: 'error', from: 'sqs', message: 'dead letter', queue, recordId: message.id });
  }

  #changed(): void {
    this.#saving ??= setTimeout(() => this.#save(), saveDelay);
  }

  #save(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    if (!this.#options.persist) return;
    const waiting = [...this.#queues].map(([arn, queue]) => [arn, queue.kept()] as const);
    const queues = Object.fromEntries(waiting.filter(([, messages]) => messages.length));
    const state: State = { streams: this.#state.streams, queues };
    writeFileSync(`${this.#file}.new`, JSON.stringify(state), { flush: true });
    renameSync(`${this.#file}.new`, this.#file);
  }
}

function readState(file: string): State {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as State) : { streams: {}, queues: {} };
}

/** mulberry32 */
function seeded(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
