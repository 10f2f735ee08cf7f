/** EventBridge: the pipe from the table's stream, the buses with their rules – and what of all this must survive a kill. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { randomOf } from '#contracts/scoring/random.ts';
import type { DynamoDb } from './dynamodb.ts';
import type { LambdaFunction } from './lambda.ts';
import { noState, StateFile, type EventState } from './event-state.ts';
import type { MappingProperties, PipeProperties, QueueProperties, RuleProperties } from './event-properties.ts';
import { compilePattern } from './pattern.ts';
import { intervalOf, scheduledEvent, type Schedule } from './schedules.ts';
import { Queue, type Message } from './sqs.ts';
import { StreamReader, type StreamRecord } from './stream.ts';
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
  /** milliseconds until a failed reaction is tried again; the default is soon enough for a test, the cloud waits ten seconds */
  retryMs?: number | undefined;
  /** what is held back, as by a stopped pipe or by queues nobody takes from: for tests of a kill in between */
  hold?: 'stream' | 'queues' | undefined;
  /** notes something that CloudWatch would count */
  count?(metric: string, namespace: string): void;
  log(line: Record<string, unknown>): void;
}

interface Rule {
  bus: string;
  fits(event: unknown): boolean;
  targets: Queue[];
}
const chaotic = { delay: 120, doubled: 0.3 };
const saveDelay = 50;
/** An event larger than this reaches nobody. */
const eventLimit = 256 * 1024;

export class EventBus {
  readonly #options: EventOptions;
  readonly #file: StateFile;
  readonly #state: EventState;
  readonly #random: () => number;
  readonly #queues: Map<string, Queue>;
  readonly #rules: Rule[];
  readonly #schedules: Schedule[];
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #readers: StreamReader[] = [];
  #saving: NodeJS.Timeout | undefined;
  #written: Promise<void> = Promise.resolve();

  constructor(options: EventOptions) {
    const { template, dataDir, chaos, persist } = options;
    mkdirSync(dataDir, { recursive: true });
    this.#options = options;
    this.#file = new StateFile(join(dataDir, 'events.json'));
    this.#state = persist ? this.#file.read() : noState();
    this.#random = chaos === false ? () => 0.5 : randomOf(String(chaos));
    const queues = template.of<QueueProperties>('AWS::SQS::Queue');
    this.#queues = new Map(queues.map(({ arn, properties }) => [arn, this.#queue(arn, properties)]));
    const rules = template.of<RuleProperties>('AWS::Events::Rule').filter((one) => one.properties.State !== 'DISABLED');
    const isTimed = ({ properties }: (typeof rules)[number]) => properties.ScheduleExpression !== undefined;
    this.#rules = rules.filter((one) => !isTimed(one)).map((one) => this.#rule(one.properties));
    this.#schedules = rules.filter(isTimed).map(({ arn, properties }) => ({
      arn,
      everyMs: intervalOf(properties.ScheduleExpression ?? ''),
      targets: this.#targets(properties),
    }));
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
    for (const one of this.#schedules) this.#timers.push(setInterval(() => this.#fire(one), one.everyMs).unref());
  }

  /** Lets every schedule fire now, instead of waiting for its time. */
  tick(): void {
    for (const one of this.#schedules) this.#fire(one);
  }

  #fire({ arn, targets }: Schedule): void {
    this.#deliver(scheduledEvent(arn), () => targets);
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

  /** The table has been written to. */
  wake(): void {
    for (const one of this.#readers) one.wake();
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
    for (const one of this.#timers) clearInterval(one);
    for (const one of this.#readers) await one.close();
    for (const one of this.#queues.values()) one.close();
    if (this.#saving) this.#save();
    await this.#written;
  }

  #queue(arn: string, { VisibilityTimeout: visibilityTimeout = 30, RedrivePolicy }: QueueProperties): Queue {
    const maxReceiveCount = Number(RedrivePolicy?.maxReceiveCount ?? Infinity);
    const bury = (message: Message) => this.#bury(message, arn, RedrivePolicy?.deadLetterTargetArn ?? '');
    const changed = () => this.#changed();
    const { clock, retryMs = 100 } = this.#options;
    return new Queue({ arn, visibilityTimeout, maxReceiveCount, retryMs, clock, random: this.#random, bury, changed });
  }

  #rule({ EventBusName = 'default', EventPattern, ...rule }: RuleProperties): Rule {
    const targets = this.#targets(rule);
    return { bus: EventBusName.split('/').at(-1) ?? '', fits: compilePattern(EventPattern), targets };
  }

  #targets({ Targets }: Pick<RuleProperties, 'Targets'>): Queue[] {
    return Targets.map(({ Arn }) => {
      const queue = this.#queues.get(Arn);
      if (!queue) throw new Error(`the target ${Arn} of a rule is not known to the local cloud`);
      return queue;
    });
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
    const fits = (whole: unknown) => this.#rules.filter((rule) => rule.bus === bus && rule.fits(whole));
    this.#deliver(event, (whole) => fits(whole).flatMap((rule) => rule.targets), handled);
  }

  #deliver(event: BusEvent, targetsOf: (whole: unknown) => Queue[], handled?: () => void): void {
    const time = new Date(this.#options.clock.now()).toISOString().replace(/\.\d+Z/, 'Z');
    const whole = { version: '0', id: randomUUID(), account, time, region, resources: [], ...event };
    const body = JSON.stringify(whole);
    if (Buffer.byteLength(body) > eventLimit) {
      const { source } = event;
      this.#options.log({ level: 'error', from: 'events', message: 'an event is larger than 256 kB', source });
      return handled?.();
    }
    const queues = targetsOf(whole);
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
    this.#saving ??= setTimeout(() => {
      this.#saving = undefined;
      this.#written = this.#written.then(() => this.#saveLater());
    }, saveDelay);
  }

  async #saveLater(): Promise<void> {
    if (!this.#options.persist) return;
    await this.#file.writeLater(this.#stateNow()).catch((error: unknown) => {
      this.#options.log({ level: 'error', from: 'events', message: 'the state is not kept', error: String(error) });
    });
  }

  #save(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    if (this.#options.persist) this.#file.write(this.#stateNow());
  }

  #stateNow(): EventState {
    const waiting = [...this.#queues].map(([arn, queue]) => [arn, queue.kept()] as const);
    const queues = Object.fromEntries(waiting.filter(([, messages]) => messages.length));
    return { streams: this.#state.streams, queues };
  }
}
