/** The rooms' queues, as the operator works on them: how much waits, putting records in, moving dead letters back. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import type { Installation } from '../../functions/platform/operations.ts';
import { CannotDo } from './stage.ts';

let client: SQSClient | undefined;
// made at the first use: by then the environment names the stage
const sqs = () => (client ??= new SQSClient({ useQueueUrlAsEndpoint: false }));

export interface RoomQueue {
  room: string;
  queue: string;
  deadLetters: string;
}

/** Addresses of the queue of a room, or of all rooms. */
export function queuesOf({ queueUrl, queues }: Installation, room?: string): RoomQueue[] {
  const all = Object.entries(queues).map(([name, [queue, deadLetters]]) => {
    return { room: name, queue: queueUrl + queue, deadLetters: queueUrl + deadLetters };
  });
  const wanted = all.filter((one) => !room || one.room === room);
  if (!wanted.length)
    throw new CannotDo(`${room ?? ''} is no room that reacts: ${all.map((one) => one.room).join(', ')}.`);
  return wanted;
}

/** How many messages a queue holds, also those being worked on. */
export async function depthOf(QueueUrl: string): Promise<number> {
  const attributes = await attributesOf(QueueUrl);
  const names = ['', 'NotVisible', 'Delayed'].map((end) => `ApproximateNumberOfMessages${end}`);
  return names.reduce((sum, name) => sum + Number(attributes[name] ?? 0), 0);
}

async function attributesOf(QueueUrl: string): Promise<Record<string, string>> {
  const { Attributes } = await sqs().send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  return Attributes ?? {};
}

/** Waits until a queue holds so few messages; `tell` hears how many there still are. */
export async function untilBelow(QueueUrl: string, limit: number, tell: (left: number) => void): Promise<void> {
  for (let pause = 50; ; pause = Math.min(pause * 1.5, 2000)) {
    const left = await depthOf(QueueUrl);
    if (left <= limit) return;
    tell(left);
    await sleep(pause);
  }
}

const batch = { messages: 10, bytes: 200_000 };

/** Puts messages in, ten at a time; what SQS did not take is sent again. */
export async function send(QueueUrl: string, bodies: readonly string[]): Promise<void> {
  let waiting = [...bodies];
  while (waiting.length) {
    const Entries: { Id: string; MessageBody: string }[] = [];
    for (let bytes = 0; waiting.length && Entries.length < batch.messages;) {
      bytes += Buffer.byteLength(waiting[0]!);
      if (Entries.length && bytes > batch.bytes) break;
      Entries.push({ Id: String(Entries.length), MessageBody: waiting.shift()! });
    }
    const { Failed = [] } = await sqs().send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    waiting = [...Failed.map(({ Id }) => Entries[Number(Id)]!.MessageBody), ...waiting];
  }
}

/** Moves dead letters back to the queue they failed in; answers how many. */
export async function redrive({ queue, deadLetters }: RoomQueue): Promise<number> {
  const [SourceArn, DestinationArn] = (await Promise.all([deadLetters, queue].map(attributesOf))).map(
    ({ QueueArn }) => QueueArn,
  );
  if (!SourceArn || !DestinationArn || !(await depthOf(deadLetters))) return 0;
  await sqs().send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
  for (;;) {
    const { Results = [] } = await sqs().send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
    const [task] = Results;
    if (task?.Status === 'FAILED') throw new CannotDo(`SQS stopped moving: ${task.FailureReason ?? 'no reason given'}`);
    if (task && task.Status !== 'RUNNING') return Number(task.ApproximateNumberOfMessagesMoved ?? 0);
    await sleep(500);
  }
}

export interface Letter {
  type: string;
  subjectId: string;
  recordId: string;
  at: string;
}

/** What lies among the dead letters: ids only. They stay where they are. */
export async function lettersIn(QueueUrl: string): Promise<Letter[]> {
  const received = await sqs().send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
  );
  return (received.Messages ?? []).map(({ Body }) => letterOf(Body ?? ''));
}

function letterOf(body: string): Letter {
  interface Event {
    source?: string;
    time?: string;
    detail?: { jobId?: string; dynamodb?: { NewImage?: Record<string, { S?: string }> } };
  }
  const event = (() => {
    try {
      return JSON.parse(body) as Event;
    } catch {
      return {};
    }
  })();
  const image = event.detail?.dynamodb?.NewImage ?? {};
  return {
    type: image.type?.S ?? event.source ?? 'unreadable',
    subjectId: image.subjectId?.S ?? event.detail?.jobId ?? '',
    recordId: image.id?.S ?? '',
    at: image.at?.S ?? event.time ?? '',
  };
}
