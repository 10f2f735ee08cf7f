/**
 * Reactions: an SQS batch of records from the bus → one call per record. Delivery is at least once and in any order,
 * so a reaction re-reads its subject; a record that throws goes back to the queue for a while, the others do not.
 * The last delivery that fails tells those who wait (`givenUp`) and leaves the record to the dead-letter queue.
 */
import { deliveriesMax } from '../arrows.ts';
import { comeBackSoon } from './back-off.ts';
import { errorFields, log, type LogFields } from './log.ts';

export interface RecordEvent {
  id: string;
  /** the message it came by: the same one when it comes again after a failure, another one when it was doubled */
  delivery: string;
  type: string;
  subjectId: string;
  actorId: string;
  objectId: string | undefined;
  data: Record<string, unknown>;
  /** moment of the event's delivery in milliseconds: the clock of a reaction */
  now: number;
}
export interface MediaConvertEvent {
  status: string;
  jobId: string;
  percent: number | undefined;
  errorCode: number | undefined;
  /** how long what was made lasts; known at the end */
  seconds: number | undefined;
  userMetadata: Record<string, string>;
  now: number;
}
export interface Reactions {
  record(event: RecordEvent, remainingMs: () => number): Promise<void>;
  /** the record will not be delivered again; what waits for it should wait no longer */
  givenUp?(event: RecordEvent): Promise<void>;
  mediaConvert?(event: MediaConvertEvent): Promise<void>;
  /** a job of Amazon Transcribe has ended: its name; the event says no more than that */
  transcribe?(job: string): Promise<void>;
  /** the clock of the room, where it has one; `now` in milliseconds */
  tick?(now: number, remainingMs: () => number): Promise<void>;
}

interface SqsEvent {
  Records: {
    messageId: string;
    receiptHandle?: string;
    eventSourceARN?: string;
    body: string;
    attributes: { ApproximateReceiveCount?: string; SentTimestamp?: string };
  }[];
}
type Attribute = { S?: string; N?: string; BOOL?: boolean; NULL?: boolean; M?: Record<string, Attribute> };

/** The Lambda handler of a room's `.events.ts`. */
export function react(reactions: Reactions) {
  return async (batch: SqsEvent, lambda: { getRemainingTimeInMillis(): number }) => {
    const failed: { itemIdentifier: string }[] = [];
    for (const message of batch.Records) {
      try {
        await deliver(reactions, message, () => lambda.getRemainingTimeInMillis());
        log('info', { message: 'reacted', ...recordFields(message) });
      } catch (error) {
        log('error', { message: 'reaction failed', ...recordFields(message), ...errorFields(error) });
        failed.push({ itemIdentifier: message.messageId });
        await comeBackSoon(message);
      }
    }
    return { batchItemFailures: failed };
  };
}

async function deliver(
  reactions: Reactions,
  message: SqsEvent['Records'][number],
  remainingMs: () => number,
): Promise<void> {
  const event = JSON.parse(message.body) as { source: string; time: string; detail: Record<string, unknown> };
  const now = Number(message.attributes.SentTimestamp ?? Date.parse(event.time));
  if (event.source === 'aws.mediaconvert') return reactions.mediaConvert?.(mediaConvertEvent(event.detail, now));
  if (event.source === 'aws.transcribe') return reactions.transcribe?.(String(event.detail['TranscriptionJobName']));
  if (event.source === 'aws.events') return reactions.tick?.(now, remainingMs);
  const image = (event.detail as { dynamodb: { NewImage: Record<string, Attribute> } }).dynamodb.NewImage;
  const record = recordEvent(image, message.messageId, now);
  try {
    await reactions.record(record, remainingMs);
  } catch (error) {
    if (Number(message.attributes.ApproximateReceiveCount ?? 1) >= deliveriesMax) await reactions.givenUp?.(record);
    throw error;
  }
}

/** By what log, table and dead letters speak of the same record; of what is none, the message's id. */
function recordFields({ body, messageId }: SqsEvent['Records'][number]): Pick<LogFields, 'recordId' | 'recordType'> {
  try {
    const { detail } = JSON.parse(body) as { detail: { dynamodb: { NewImage: Record<string, Attribute> } } };
    const { id, type } = detail.dynamodb.NewImage;
    return { recordId: id?.S ?? messageId, recordType: type?.S ?? '' };
  } catch {
    return { recordId: messageId };
  }
}

function recordEvent(image: Record<string, Attribute>, delivery: string, now: number): RecordEvent {
  return {
    id: image['id']?.S ?? '',
    delivery,
    type: image['type']?.S ?? '',
    subjectId: image['subjectId']?.S ?? '',
    actorId: image['actorId']?.S ?? '',
    objectId: image['objectId']?.S,
    data: plain(image['data']) as Record<string, unknown>,
    now,
  };
}

function plain(attribute: Attribute | undefined): unknown {
  if (!attribute || attribute.NULL) return attribute ? null : {};
  if (attribute.M) return Object.fromEntries(Object.entries(attribute.M).map(([key, value]) => [key, plain(value)]));
  return attribute.N !== undefined ? Number(attribute.N) : (attribute.S ?? attribute.BOOL);
}

function mediaConvertEvent(detail: Record<string, unknown>, now: number): MediaConvertEvent {
  const shape = detail as {
    status: string;
    jobId: string;
    errorCode?: number;
    userMetadata?: Record<string, string>;
    jobProgress?: { jobPercentComplete?: number };
    outputGroupDetails?: { outputDetails?: { durationInMs?: number }[] }[];
  };
  const lengths = shape.outputGroupDetails?.flatMap(({ outputDetails = [] }) =>
    outputDetails.flatMap(({ durationInMs }) => durationInMs ?? []),
  );
  return {
    status: shape.status,
    jobId: shape.jobId,
    percent: shape.jobProgress?.jobPercentComplete,
    errorCode: shape.errorCode,
    seconds: lengths?.length ? Math.max(...lengths) / 1000 : undefined,
    userMetadata: shape.userMetadata ?? {},
    now,
  };
}
