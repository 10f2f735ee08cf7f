/** Files of a person for an assignment: announced, put part by part, checked; kept as content under their hash. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $remove, UpdateItemCommand } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { workFileStates } from '#contracts/assignment-work.ts';
import { errorCodes, type ErrorCode } from '#contracts/errors.ts';
import { fileTypes } from '#contracts/media.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { table, transact, unlessRefused } from '../platform/table.ts';
import { partitionOf, type WorkPlace as Place } from './work-place.ts';

const FileEntity = new Entity({
  name: 'workFile',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    assignmentId: string().key(),
    id: string().key(),
    name: string(),
    type: string().enum(...fileTypes),
    bytes: number(),
    partBytes: number(),
    fingerprint: string(),
    /** S3's name of the upload in parts */
    uploadId: string(),
    state: string().enum(...workFileStates),
    failure: string()
      .enum(...errorCodes)
      .optional(),
    /** of the whole, once it is ready */
    sha256: string().optional(),
    createdAt: string(),
    /** seconds; what never came is forgotten */
    expiresAt: number().optional(),
  }),
  computeKey: ({ id, ...of }) => ({ pk: partitionOf(of), sk: `u#${id}` }),
});
export type StoredFile = FormattedItem<typeof FileEntity>;

/** as long as its parts can be on their way: then the bucket clears them away */
const keptSeconds = 7 * 24 * 3600;
const secondsOf = (now: number) => Math.floor(now / 1000);
const isThere = ({ expiresAt }: StoredFile, now: number) => expiresAt === undefined || expiresAt > secondsOf(now);

export async function file(of: Place, id: string, now: number): Promise<StoredFile | undefined> {
  const { Item } = await FileEntity.build(GetItemCommand)
    .key({ ...of, id })
    .options({ consistent: true })
    .send();
  return Item && isThere(Item, now) ? Item : undefined;
}

export async function filesOf(of: Place, now: number): Promise<StoredFile[]> {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(FileEntity)
    .query({ partition: partitionOf(of), range: { beginsWith: 'u#' } })
    .options({ consistent: true, maxPages: 2 })
    .send();
  return Items.filter((each) => isThere(each, now));
}

/** Announces it once; false where the id is announced already. */
export const announce = (created: StoredFile, now: number): Promise<boolean> =>
  unlessRefused(
    FileEntity.build(PutItemCommand)
      .item({ ...created, expiresAt: secondsOf(now) + keptSeconds })
      .options({
        condition: {
          or: [
            { attr: 'id', exists: false },
            { attr: 'expiresAt', lte: secondsOf(now) },
          ],
        },
      })
      .send(),
  );

/** All of it is there: asks for the check; false where it was asked before. */
export function startCheck({ personId, assignmentId, id }: StoredFile, record: NewRecord, now: number) {
  const update = FileEntity.build(UpdateTransaction)
    .item({ personId, assignmentId, id, state: 'checking' })
    .options({ condition: { attr: 'state', eq: 'waiting' } });
  return unlessRefused(transact(update, recordPut(record, now)));
}

type Found = { sha256: string } | { failure: ErrorCode };

/** What the check found; without effect where it was found before. */
export function checked({ personId, assignmentId, id }: StoredFile, found: Found): Promise<boolean> {
  const state = 'sha256' in found ? 'ready' : 'failed';
  return unlessRefused(
    FileEntity.build(UpdateItemCommand)
      .item({ personId, assignmentId, id, state, ...found, ...(state === 'ready' ? { expiresAt: $remove() } : {}) })
      .options({ condition: { attr: 'state', eq: 'checking' } })
      .send(),
  );
}

/** No longer wanted; false where all of it has come meanwhile. */
export const takeBack = ({ personId, assignmentId, id }: StoredFile): Promise<boolean> =>
  unlessRefused(
    FileEntity.build(DeleteItemCommand)
      .key({ personId, assignmentId, id })
      .options({
        condition: {
          or: [
            { attr: 'state', eq: 'waiting' },
            { attr: 'state', eq: 'failed' },
          ],
        },
      })
      .send(),
  );

export const putFile = (file: StoredFile) => FileEntity.build(PutItemCommand).item(file).send();
export const removeFile = ({ personId, assignmentId, id }: StoredFile) =>
  FileEntity.build(DeleteItemCommand).key({ personId, assignmentId, id }).send();
