/**
 * `ops rebuild ROOM`: lets a room react once more to the records it reacts to. They are read from the table and put into
 * the room's queue in the shape in which the bus delivers them; reactions are idempotent, so that too much does no harm.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { reactions } from '../../functions/arrows.ts';
import { recordDetailType, recordSource } from '../constructs/record-event.ts';
import { depthOf, queuesOf, send, untilBelow, type RoomQueue } from './queues.ts';
import { scan, type Item, type Place } from './scan.ts';
import { CannotDo, installationOf, type Stage } from './stage.ts';

export interface RebuildOptions {
  room: string;
  /** first day, `2026-11-01`: by the record's own moment */
  from?: string | undefined;
  /** also what only asked for work (kept 30 days) */
  signals?: boolean | undefined;
  /** begins anew instead of going on where the last run was cut off */
  fresh?: boolean | undefined;
  /** hears how far it is */
  tell(line: string): void;
}
export interface Rebuilt {
  room: string;
  /** items of the table that were looked at, records that were sent – by this run and the one it goes on from */
  read: number;
  sent: number;
  seconds: number;
  deadLetters: { before: number; after: number };
}
interface State {
  what: string;
  begun: string;
  places: Place[];
  read: number;
  sent: number;
}

const parts = 4;
/** What happens now shall not wait behind the past. */
const queueMost = 500;

export async function rebuild(stage: Stage, options: RebuildOptions): Promise<Rebuilt> {
  const begun = Date.now();
  const installation = await installationOf(stage);
  const [queue] = queuesOf(installation, options.room) as [RoomQueue];
  const before = await depthOf(queue.deadLetters);
  const file = join(stage.folder, `rebuild-${stage.name}-${options.room}.json`);
  const state = stateOf(file, options);
  await scan({
    table: installation.table,
    places: state.places,
    also: wanted(options),
    async take(items, read) {
      if (items.length) await untilBelow(queue.queue, queueMost, () => undefined);
      await send(
        queue.queue,
        items.map((item) => JSON.stringify(eventOf(item, installation.table))),
      );
      state.read += read;
      state.sent += items.length;
      options.tell(`${state.read} items read, ${state.sent} records sent`);
    },
    moved: () => save(file, state),
  });
  await untilBelow(queue.queue, 0, (left) => options.tell(`${left} wait in the queue`));
  rmSync(file, { force: true });
  const { read, sent } = state;
  const after = await depthOf(queue.deadLetters);
  return { room: options.room, read, sent, seconds: (Date.now() - begun) / 1000, deadLetters: { before, after } };
}

/** Filter of the records a room reacts to; DynamoDB leaves the others out before they travel. */
function wanted({ room, from, signals }: RebuildOptions) {
  if (from && !/^\d{4}-\d\d-\d\d$/.test(from))
    throw new CannotDo(`--from takes a day such as 2026-11-01, not ${from}.`);
  const types = (reactions as Record<string, readonly string[]>)[room] ?? [];
  const values = Object.fromEntries(types.map((type, index) => [`:t${index}`, { S: type }]));
  const anyType = types.map((type, index) =>
    type.endsWith('.') ? `begins_with(#type, :t${index})` : `#type = :t${index}`,
  );
  const conditions = ['begins_with(pk, :record)', `(${anyType.join(' OR ')})`];
  if (!signals) conditions.push('#kind = :fact');
  if (from) conditions.push('#at >= :from');
  const names = { '#type': 'type', ...(signals ? {} : { '#kind': 'kind' }), ...(from ? { '#at': 'at' } : {}) };
  return {
    FilterExpression: conditions.join(' AND '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: {
      ...values,
      ':record': { S: '$record#' },
      ...(signals ? {} : { ':fact': { S: 'fact' } }),
      ...(from ? { ':from': { S: from } } : {}),
    },
  };
}

/** As the pipe puts it on the bus, and the rule into the queue. */
function eventOf(item: Item, table: string): object {
  const region = process.env.AWS_REGION ?? '';
  const { pk, sk, at } = item;
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': recordDetailType,
    source: recordSource,
    time: new Date().toISOString(),
    region,
    resources: [],
    detail: {
      eventID: randomUUID(),
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      awsRegion: region,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(Date.parse(at?.S ?? '') / 1000),
        Keys: { pk, sk },
        NewImage: item,
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
      eventSourceARN: `rebuild of ${table}`,
    },
  };
}

/** Goes on with a rebuild of the same records that was cut off. */
function stateOf(file: string, { from, signals, fresh, tell }: RebuildOptions): State {
  const what = JSON.stringify({ from, signals: signals ?? false });
  const held = !fresh && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as State) : undefined;
  if (held?.what === what) {
    tell(`goes on with the rebuild of ${held.begun} (--fresh begins anew)`);
    // a part that had not begun is null in JSON
    return { ...held, places: held.places.map((place) => place ?? undefined) };
  }
  return { what, begun: new Date().toISOString(), places: Array<Place>(parts).fill(undefined), read: 0, sent: 0 };
}

function save(file: string, state: State): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}
