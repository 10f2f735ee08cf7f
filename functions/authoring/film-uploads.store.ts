/** Films on their way into a draft: announced, put part by part, checked; gone from here once they are kept. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { UpdateItemCommand } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { languages } from '#contracts/common.ts';
import { filmFaults, type FilmFault } from '#contracts/film-file/read-film.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, localisedMap, table, transact } from '../platform/table.ts';

const UploadEntity = new Entity({
  name: 'filmUpload',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    id: string().key(),
    language: string().enum(...languages),
    title: localisedMap(),
    durationSeconds: number(),
    fileName: string(),
    bytes: number(),
    partBytes: number(),
    /** of the file, by which its sender's browser knows it again */
    fingerprint: string(),
    /** S3's name of the upload in parts */
    uploadId: string(),
    /** shows it once it is kept */
    lessonId: string().optional(),
    /** the film whose file it is to take the place of */
    replaces: string().optional(),
    /** hash of the captions in its own language */
    captions: string().optional(),
    by: string(),
    state: string().enum('waiting', 'checking', 'failed'),
    fault: string()
      .enum(...filmFaults)
      .optional(),
    /** seconds; what never came is forgotten */
    expiresAt: number(),
  }),
  computeKey: ({ courseId, id }) => ({ pk: `$authoring#${courseId}`, sk: `u#${id}` }),
});
export type StoredUpload = FormattedItem<typeof UploadEntity>;

/** as long as its parts can be on their way, over a week-end as well: then the bucket clears them away */
const keptSeconds = 7 * 24 * 3600;
const secondsOf = (now: number) => Math.floor(now / 1000);

/** The film on its way, at a moment (milliseconds); what the table has not forgotten yet counts no more. */
export async function upload(courseId: string, id: string, now: number): Promise<StoredUpload | undefined> {
  const { Item } = await UploadEntity.build(GetItemCommand).key({ courseId, id }).options({ consistent: true }).send();
  return Item && Item.expiresAt > secondsOf(now) ? Item : undefined;
}

export async function uploadsIn(courseId: string, now: number): Promise<StoredUpload[]> {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(UploadEntity)
    .query({ partition: `$authoring#${courseId}`, range: { beginsWith: 'u#' } })
    .options({ consistent: true })
    .send();
  return Items.filter(({ expiresAt }) => expiresAt > secondsOf(now));
}

/** Announces it once; false where the id is announced already. */
export async function announce(created: Omit<StoredUpload, 'expiresAt'>, now: number): Promise<boolean> {
  const put = UploadEntity.build(PutTransaction).item({ ...created, expiresAt: secondsOf(now) + keptSeconds });
  const isFree = [
    { attr: 'id', exists: false },
    { attr: 'expiresAt', lte: secondsOf(now) },
  ] as const;
  return done(transact(put.options({ condition: { or: [...isFree] } })));
}

/** All of it is there: asks for the check, and is not forgotten before that; false where it was asked before. */
export async function startCheck({ courseId, id }: StoredUpload, record: NewRecord, now: number): Promise<boolean> {
  const expiresAt = secondsOf(now) + keptSeconds;
  const update = UploadEntity.build(UpdateTransaction).item({ courseId, id, state: 'checking', expiresAt });
  return done(transact(update.options({ condition: { attr: 'state', eq: 'waiting' } }), recordPut(record, now)));
}

/** It was checked and is none; without a fault the academy itself failed. */
export async function refuse(
  { courseId, id }: Pick<StoredUpload, 'courseId' | 'id'>,
  fault: FilmFault | undefined,
): Promise<void> {
  await done(
    UploadEntity.build(UpdateItemCommand)
      .item({ courseId, id, state: 'failed', ...(fault ? { fault } : {}) })
      .options({ condition: { attr: 'state', eq: 'checking' } })
      .send(),
  );
}

export async function arrived({ courseId, id }: StoredUpload): Promise<void> {
  await UploadEntity.build(DeleteItemCommand).key({ courseId, id }).send();
}

/** No longer wanted; false where all of it has come meanwhile. */
export async function takeBack({ courseId, id, uploadId }: StoredUpload): Promise<boolean> {
  const isIt = [
    { attr: 'uploadId', eq: uploadId },
    { attr: 'state', ne: 'checking' },
  ] as const;
  return done(
    UploadEntity.build(DeleteItemCommand)
      .key({ courseId, id })
      .options({ condition: { and: [...isIt] } })
      .send(),
  );
}

async function done(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return false;
  }
}
