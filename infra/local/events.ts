/** EventBridge: the pipe from the table's stream, the buses with their rules, schedules – and what of all this must survive a kill. */
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DynamoDb } from './dynamodb.ts';
import type { LambdaFunction } from './lambda.ts';
import { compilePattern } from './pattern.ts';
import { createQueue, type Message, type Queue } from './sqs.ts';
import { readStream, type Checkpoint, type StreamReader, type StreamRecord } from './stream.ts';
import type { Template } from './template.ts';

export interface BusEvent {
  source: string;
  'detail-type': string;
  detail: unknown;
  resources?: string[];
}
export interface Events {
  /** Puts an event on a bus; when this returns, it survives a kill. */
  putEvent(bus: string, event: BusEvent): void;
  start(database: DynamoDb, functions: LambdaFunction[]): void;
  deadLetters(): DeadLetter[];
  settled(): Promise<void>;
  close(): Promise<void>;
}
export interface DeadLetter {
  queue: string;
  target: string | undefined;
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
  chaos: boolean | number;
  log(line: Record<string, unknown>): void;
}

interface State {
  streams: Record<string, Checkpoint>;
  queues: Record<string, Message[]>;
}
interface PipeProperties {
  Source: string;
  Target: string;
  SourceParameters?: { FilterCriteria?: { Filters: { Pattern: string }[] } };
  TargetParameters?: { EventBridgeEventBusParameters?: { Source?: string; DetailType?: string } };
}
interface RuleProperties {
  EventBusName?: string;
  EventPattern?: unknown;
  ScheduleExpression?: string;
  State?: string;
  Targets: { Arn: string; Input?: string }[];
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

export function startEvents(options: EventOptions): Events {
  const { template, clock, log } = options;
  mkdirSync(options.dataDir, { recursive: true });
  const files = { state: join(options.dataDir, 'events.json'), dead: join(options.dataDir, 'dead-letters.jsonl') };
  const state = readState(options.persist ? files.state : undefined);
  const random = randomOf(options.chaos);
  const queues = new Map(template.of<QueueProperties>('AWS::SQS::Queue').map((one) => [one.arn, queueOf(one.arn, one.properties)]));
  const rules = template.of<RuleProperties>('AWS::Events::Rule').filter((one) => one.properties.State !== 'DISABLED').map((one) => ruleOf(one.properties));
  const readers: StreamReader[] = [];
  const schedules: NodeJS.Timeout[] = [];
  let saving: NodeJS.Timeout | undefined;
  for (const [arn, messages] of Object.entries(state.queues)) for (const one of messages) queues.get(arn)?.add({ ...one, kept: true });

  return {
    putEvent: (bus, event) => {
      putOn(bus, event, true);
      save();
    },
    start(database, functions) {
      for (const mapping of template.of<MappingProperties>('AWS::Lambda::EventSourceMapping')) map(mapping.properties, functions);
      for (const pipe of template.of<PipeProperties>('AWS::Pipes::Pipe')) readers.push(startPipe(pipe.properties, database));
    },
    deadLetters: () => linesOf(files.dead),
    settled,
    async close() {
      for (const one of readers) await one.close();
      for (const one of queues.values()) one.close();
      for (const one of schedules) clearInterval(one);
      if (saving) save();
    },
  };

  function queueOf(arn: string, { VisibilityTimeout = 30, RedrivePolicy }: QueueProperties): Queue {
    const redrive = RedrivePolicy ? { redrive: { ...RedrivePolicy, maxReceiveCount: Number(RedrivePolicy.maxReceiveCount) } } : {};
    return createQueue({ arn, visibilityTimeout: VisibilityTimeout, ...redrive, region: template.region, clock, random, bury, changed });
  }

  function map({ EventSourceArn, FunctionName, BatchSize = 10, FunctionResponseTypes = [] }: MappingProperties, functions: LambdaFunction[]): void {
    const queue = queues.get(EventSourceArn);
    const fn = functions.find((one) => [one.name, one.arn].includes(FunctionName));
    if (!queue || !fn) throw new Error(`an event source mapping leads from ${EventSourceArn} to ${FunctionName}: one of them is missing`);
    queue.feed(fn, { batchSize: BatchSize, reportsFailures: FunctionResponseTypes.includes('ReportBatchItemFailures') });
  }

  function ruleOf({ EventBusName = 'default', EventPattern, ScheduleExpression, Targets }: RuleProperties) {
    if (ScheduleExpression) throw new Error('schedules are not known to the local cloud yet');
    const targets = Targets.map(({ Arn }) => {
      const queue = queues.get(Arn);
      if (!queue) throw new Error(`a rule's target ${Arn} is not known to the local cloud`);
      return queue;
    });
    return { bus: EventBusName.split('/').at(-1), fits: compilePattern(EventPattern), targets };
  }

  function startPipe({ Source, Target, SourceParameters, TargetParameters }: PipeProperties, database: DynamoDb): StreamReader {
    const filters = (SourceParameters?.FilterCriteria?.Filters ?? []).map(({ Pattern }) => compilePattern(Pattern));
    const { Source: source = 'Pipe', DetailType = 'Event' } = TargetParameters?.EventBridgeEventBusParameters ?? {};
    const take = (record: StreamRecord, handled: () => void) => {
      const detail = { ...record, eventSourceARN: Source };
      if (filters.length && !filters.some((fits) => fits(detail))) return handled();
      putOn(Target.split('/').at(-1) ?? '', { source, 'detail-type': DetailType, detail }, false, handled);
    };
    const checkpoint = (state.streams[Source] ??= {});
    return readStream({ database, arn: Source, checkpoint, take, moved: changed, log });
  }

  function putOn(bus: string, event: BusEvent, kept: boolean, handled: () => void = () => undefined): void {
    const time = new Date(clock.now()).toISOString().replace(/\.\d+Z/, 'Z');
    const body = JSON.stringify({ version: '0', id: randomUUID(), account: template.account, time, region: template.region, resources: [], ...event });
    const whole: unknown = JSON.parse(body);
    const targets = rules.filter((rule) => rule.bus === bus && rule.fits(whole)).flatMap((rule) => rule.targets);
    const deliveries = options.chaos ? targets.flatMap((queue) => (random() < chaotic.doubled ? [queue, queue] : [queue])) : targets;
    let open = deliveries.length;
    if (open === 0) handled();
    const release = () => void (--open === 0 && handled());
    for (const queue of deliveries) queue.add({ body, kept, delay: options.chaos ? random() * chaotic.delay : 0, release });
  }

  /** A dead letter is on the disk before its message leaves the queue. */
  function bury({ receives, body }: Message, queue: string, target: string | undefined): void {
    const letter: DeadLetter = { queue, target, at: new Date(clock.now()).toISOString(), receives, body };
    appendFileSync(files.dead, `${JSON.stringify(letter)}\n`, { flush: true });
    log({ level: 'error', from: 'sqs', message: 'dead letter', queue, receives });
  }

  function changed(): void {
    saving ??= setTimeout(save, 50);
  }

  function save(): void {
    clearTimeout(saving);
    saving = undefined;
    if (!options.persist) return;
    const waiting = [...queues.values()].map((one) => [one.arn, one.kept()] as const).filter(([, messages]) => messages.length);
    writeFileSync(`${files.state}.new`, JSON.stringify({ ...state, queues: Object.fromEntries(waiting) }), { flush: true });
    renameSync(`${files.state}.new`, files.state);
  }

  async function settled(): Promise<void> {
    const taken = () => [...queues.values()].reduce((sum, one) => sum + one.taken(), 0);
    let before: number;
    do {
      before = taken();
      for (const one of readers) await one.atEnd();
      while ([...queues.values()].some((one) => !one.empty())) await new Promise((done) => setTimeout(done, 5));
    } while (taken() !== before);
  }
}

function readState(file: string | undefined): State {
  return file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as State) : { streams: {}, queues: {} };
}

function linesOf(file: string): DeadLetter[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  return lines.map((line) => JSON.parse(line) as DeadLetter);
}

/** With chaos a seeded generator (mulberry32), else a constant that leaves every order as it is. */
function randomOf(chaos: boolean | number): () => number {
  if (chaos === false) return () => 0.5;
  let seed = Number(chaos);
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
