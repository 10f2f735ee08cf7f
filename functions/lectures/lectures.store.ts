/** Items of the lectures room: a head that knows the course, and one item per version. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { UpdateItemCommand } from 'dynamodb-toolbox/entity/actions/update';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { $remove } from 'dynamodb-toolbox/entity/actions/update';
import { languages } from '#contracts/common.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, localisedMap, table, transact } from '../platform/table.ts';
import { lectureStates, type Processing } from './lecture.ts';

const HeadEntity = new Entity({
  name: 'lecture',
  table,
  timestamps: false,
  schema: item({ id: string().key(), courseId: string() }),
  computeKey: ({ id }) => ({ pk: `$lectures#${id}`, sk: 'lecture' }),
});

const VersionEntity = new Entity({
  name: 'lectureVersion',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    version: number().key(),
    courseId: string(),
    language: string().enum(...languages),
    title: localisedMap(),
    durationSeconds: number(),
    source: string(),
    captions: localisedMap(),
    state: string().enum(...lectureStates),
    percent: number(),
    failure: string().optional(),
    transcodingId: string().optional(),
  }),
  computeKey: ({ id, version }) => ({ pk: `$lectures#${id}`, sk: `v#${String(version).padStart(4, '0')}` }),
});
export type LectureVersion = FormattedItem<typeof VersionEntity>;

/** The course a lecture belongs to, or undefined. */
export async function courseOf(id: string): Promise<string | undefined> {
  const { Item } = await HeadEntity.build(GetItemCommand).key({ id }).send();
  return Item?.courseId;
}

export async function lectureVersion(id: string, version: number): Promise<LectureVersion | undefined> {
  const { Item } = await VersionEntity.build(GetItemCommand).key({ id, version }).options({ consistent: true }).send();
  return Item;
}

/** Creates a version that waits for processing; one that exists already stays as it is. */
export async function createVersion(created: LectureVersion): Promise<void> {
  await HeadEntity.build(PutItemCommand).item({ id: created.id, courseId: created.courseId }).send();
  await VersionEntity.build(PutItemCommand)
    .item(created)
    .options({ condition: { attr: 'id', exists: false } })
    .send()
    .catch((error: unknown) => {
      if (!isConditionFailure(error)) throw error;
    });
}

export async function saveTranscoding(id: string, version: number, transcodingId: string): Promise<void> {
  await VersionEntity.build(UpdateItemCommand).item({ id, version, transcodingId }).send();
}

/** Saves the processing; false when the version had changed since it was read (the caller reads again). */
export async function saveProcessing(
  read: LectureVersion,
  processing: Processing,
  record: NewRecord | undefined,
  now: number,
): Promise<boolean> {
  const update = VersionEntity.build(UpdateTransaction)
    .item({
      id: read.id,
      version: read.version,
      state: processing.state,
      percent: processing.percent,
      failure: processing.failure ?? $remove(),
    })
    .options({
      condition: {
        and: [
          { attr: 'state', eq: read.state },
          { attr: 'percent', eq: read.percent },
        ],
      },
    });
  try {
    await (record ? transact(update, recordPut(record, now)) : transact(update));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}
