/** SQS's calls: looking into queues, putting messages in, moving dead letters back. */
import { createHash, randomUUID } from 'node:crypto';
import type { EventBus } from '../events.ts';
import type { Queue } from '../sqs.ts';
import { arnOf, Refusal, type AwsAnswer, type AwsCall, type AwsCalls, type Input } from './call.ts';

interface Entry {
  Id: string;
  MessageBody: string;
}
interface Moved {
  SourceArn: string;
  DestinationArn?: string;
  ApproximateNumberOfMessagesMoved: number;
}

const mostBytes = 1024 * 1024;
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const nameOf = (urlOrArn: unknown): string => String(urlOrArn).split(/[:/]/).at(-1) ?? '';

export function sqsCalls(events: EventBus): AwsCalls {
  const moves: Moved[] = [];
  const queueOf = (urlOrArn: unknown): Queue => {
    const queue = events.queue(nameOf(urlOrArn));
    if (!queue) throw new Refusal('QueueDoesNotExist', `there is no queue ${nameOf(urlOrArn)}`);
    return queue;
  };
  return {
    ...onQueue('GetQueueAttributes', ({ QueueUrl }) => ({ Attributes: attributesOf(queueOf(QueueUrl), QueueUrl) })),
    ...onQueue('SendMessage', ({ QueueUrl, MessageBody }) => {
      events.send(queueOf(QueueUrl), [checked(String(MessageBody))]);
      return { MessageId: randomUUID(), MD5OfMessageBody: md5(String(MessageBody)) };
    }),
    ...onQueue('SendMessageBatch', ({ QueueUrl, Entries }) => sendBatch(events, queueOf(QueueUrl), Entries as Entry[])),
    ...onQueue('ReceiveMessage', ({ QueueUrl, MaxNumberOfMessages = 1 }) => ({
      Messages: queueOf(QueueUrl)
        .messages()
        .slice(0, Number(MaxNumberOfMessages))
        .map(({ id, body }) => ({ MessageId: id, ReceiptHandle: id, Body: body, MD5OfBody: md5(body) })),
    })),
    // a failed message comes back here within a second anyway, so that tests need not wait
    ...onQueue('ChangeMessageVisibility', ({ QueueUrl }) => (queueOf(QueueUrl), {})),
    ...onArn('StartMessageMoveTask', ({ SourceArn, DestinationArn }) => {
      const source = String(SourceArn);
      const from = queueOf(source);
      const to = DestinationArn ?? from.messages()[0]?.from?.queue;
      const count = to ? events.redrive(from, queueOf(to)) : 0;
      moves.unshift({ SourceArn: source, ApproximateNumberOfMessagesMoved: count });
      return { TaskHandle: randomUUID() };
    }),
    ...onArn('ListMessageMoveTasks', ({ SourceArn }) => ({
      Results: moves.filter((one) => one.SourceArn === SourceArn).map((one) => ({ Status: 'COMPLETED', ...one })),
    })),
  };
}

type Run = (input: Input) => object;

const call = (verb: string, queue: (input: Input) => string, run: Run): AwsCalls => {
  const made: AwsCall = {
    action: `sqs:${verb}`,
    resource: (input) => arnOf('sqs', queue(input)),
    run: (input): AwsAnswer => ({ body: run(input) }),
  };
  return { [`AmazonSQS.${verb}`]: made };
};
const onQueue = (verb: string, run: Run) => call(verb, ({ QueueUrl }) => nameOf(QueueUrl), run);
const onArn = (verb: string, run: Run) => call(verb, ({ SourceArn }) => nameOf(SourceArn), run);

function attributesOf({ depth }: Queue, url: unknown): Record<string, string> {
  return {
    QueueArn: arnOf('sqs', nameOf(url)),
    ApproximateNumberOfMessages: String(depth.visible),
    ApproximateNumberOfMessagesNotVisible: String(depth.inFlight),
    ApproximateNumberOfMessagesDelayed: String(depth.delayed),
  };
}

/** All or nothing is enough here: what SQS would refuse singly is refused as a whole. */
function sendBatch(events: EventBus, queue: Queue, entries: Entry[]): object {
  if (entries.length > 10) throw new Refusal('TooManyEntriesInBatchRequest', 'ten messages at most');
  checked(entries.map((one) => one.MessageBody).join(''));
  events.send(
    queue,
    entries.map((one) => one.MessageBody),
  );
  const Successful = entries.map(({ Id, MessageBody }) => {
    return { Id, MessageId: randomUUID(), MD5OfMessageBody: md5(MessageBody) };
  });
  return { Successful, Failed: [] };
}

function checked(text: string): string {
  if (Buffer.byteLength(text) <= mostBytes) return text;
  throw new Refusal('InvalidMessageContents', 'messages hold 1 MiB at most');
}
