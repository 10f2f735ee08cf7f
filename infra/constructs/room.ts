/** A room in the cloud: its api behind the gateway and, where it reacts, its events function behind a queue. */
import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule, type EventPattern, type IEventBus } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deliveriesMax, reactions } from '../../functions/arrows.ts';
import type { Room } from '../../functions/contracts/endpoints.ts';
import type { DataStack } from '../stacks/data.ts';
import { functionName, reacts, type Kind, type ReactingRoom } from './entries.ts';
import { eventsTimeout, KursFunction } from './function.ts';
import { grantSecret, grantTable } from './grants.ts';
import { privateQueue } from './queue.ts';
import { recordDetailType, recordSource } from './record-event.ts';

export interface RoomProps {
  room: Room;
  data: DataStack;
  bus: IEventBus;
  functionsDir: string;
}

export class RoomFunctions extends Construct {
  readonly room: Room;
  readonly api: KursFunction;
  readonly reaction: Reaction | undefined;

  constructor(scope: Construct, props: RoomProps) {
    super(scope, props.room);
    this.room = props.room;
    this.api = roomFunction(this, functionName(props.room, 'api'), 'api', props);
    grantSecret(this.api, 'ORIGIN_SECRET_ARN', props.data.originSecret);
    grantSecret(this.api, 'CURSOR_SECRET_ARN', props.data.cursorSecret);
    this.reaction = reacts(props.room) ? new Reaction(this, props.room, props) : undefined;
  }
}

/** A function of a room: its share of the table and the names every function knows. */
export function roomFunction(
  scope: Construct,
  name: string,
  kind: Kind,
  { room, data, functionsDir }: Omit<RoomProps, 'bus'>,
): KursFunction {
  const made = new KursFunction(scope, name, { room, kind, functionsDir });
  made.addEnvironment('PUBLIC_ORIGIN', data.publicOrigin);
  grantTable(made, data, room, kind);
  return made;
}

/** Record types of interest → queue → events function; what fails five times waits in the dead-letter queue. */
export class Reaction extends Construct {
  readonly room: ReactingRoom;
  readonly events: KursFunction;
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, room: ReactingRoom, props: RoomProps) {
    super(scope, 'reaction');
    this.room = room;
    this.events = roomFunction(scope, functionName(room, 'events'), 'events', props);
    this.deadLetters = privateQueue(this, `${room}-dead-letters`);
    this.queue = privateQueue(this, `${room}-queue`, {
      visibilityTimeout: Duration.minutes(eventsTimeout.toMinutes() * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: deliveriesMax },
    });
    // one at a time: a long import neither eats up the time of others nor takes them along when it fails
    this.events.addEventSource(new SqsEventSource(this.queue, { batchSize: 1, reportBatchItemFailures: true }));
    this.listen(`${room}-records`, props.bus, {
      source: [recordSource],
      detailType: [recordDetailType],
      detail: { dynamodb: { NewImage: { type: { S: reactions[room].map(matcher) } } } },
    });
  }

  /** Sends matching events to the queue; without a bus, those AWS services put on the account’s default bus. */
  listen(id: string, eventBus: IEventBus | undefined, eventPattern: EventPattern): Rule {
    return new Rule(this, id, { ...(eventBus ? { eventBus } : {}), eventPattern, targets: [this.target()] });
  }

  /** Wakes the room again and again. */
  every(id: string, interval: Duration): void {
    new Rule(this, id, { schedule: Schedule.rate(interval), targets: [this.target()] });
  }

  private target(): SqsQueue {
    return new SqsQueue(this.queue, { deadLetterQueue: this.deadLetters });
  }
}

const matcher = (type: string) => (type.endsWith('.') ? { prefix: type } : type);
