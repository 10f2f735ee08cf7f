/**
 * A message whose reaction has failed comes back after ten seconds, then forty and so on. Left alone it would wait for the
 * queue's visibility timeout, half an hour, which has to outlast the function.
 */
import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import { deliveriesMax } from '../arrows.ts';
import { errorFields, log } from './log.ts';

// the queue is addressed by its name, the service by the SDK's own settings
const client = new SQSClient({ useQueueUrlAsEndpoint: false });

export interface QueuedMessage {
  messageId: string;
  receiptHandle?: string;
  eventSourceARN?: string;
  attributes: { ApproximateReceiveCount?: string };
}

/** Seconds until the next delivery; after the last one SQS lays the message aside as soon as it may. */
export const waitAfter = (deliveries: number): number => (deliveries >= deliveriesMax ? 0 : 10 * 4 ** (deliveries - 1));

/** Never fails: at worst the message comes back after the visibility timeout. */
export async function comeBackSoon({
  messageId,
  receiptHandle,
  eventSourceARN,
  attributes,
}: QueuedMessage): Promise<void> {
  if (!receiptHandle || !eventSourceARN) return;
  const [, , , region, account, name] = eventSourceARN.split(':');
  const QueueUrl = `https://sqs.${region}.amazonaws.com/${account}/${name}`;
  const VisibilityTimeout = waitAfter(Number(attributes.ApproximateReceiveCount ?? 1));
  await client
    .send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout }))
    .catch((error: unknown) => log('warn', { message: 'no back-off', messageId, ...errorFields(error) }));
}
