/** Items of media: pictures and files with their place in two lists, newest and by name. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $remove, $set, UpdateItemCommand } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { collationKey } from '#contracts/collation.ts';
import { errorCodes, type ErrorCode } from '#contracts/errors.ts';
import { mediaKinds, type MediaKind } from '#contracts/media.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { getMany, inverseKeys, isConditionFailure, listKeys, table, transact, type Write } from '../platform/table.ts';
import type { StoredMedia } from './media.ts';

const pageSize = 24;
/** what never becomes ready is forgotten, a while after its bytes have been cleared away */
const keptSeconds = 7 * 24 * 3600;
type Key = Record<string, unknown>;

const MediaEntity = new Entity({
  name: 'media',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    organisationId: string(),
    branchId: string(),
    ownerId: string(),
    kind: string().enum(...mediaKinds),
    name: string(),
    state: string().enum('waiting', 'processing', 'ready', 'failed'),
    failure: string()
      .enum(...(errorCodes as [ErrorCode, ...ErrorCode[]]))
      .optional(),
    type: string(),
    bytes: number(),
    sha256: string(),
    width: number().optional(),
    height: number().optional(),
    variants: list(
      map({
        sha256: string(),
        type: string().enum('image/avif', 'image/webp'),
        width: number(),
        height: number(),
        bytes: number(),
      }),
    ),
    createdAt: string(),
    removedAt: string().optional(),
    expiresAt: number().optional(),
    ...listKeys(),
    ...inverseKeys(),
  }),
  computeKey: ({ id }) => ({ pk: `$media#${id}`, sk: 'media' }),
});

/** What somebody has uploaded: found by the person. */
const OwnedEntity = new Entity({
  name: 'ownedMedia',
  table,
  timestamps: false,
  schema: item({ ownerId: string().key(), mediaId: string().key(), expiresAt: number().optional() }),
  computeKey: ({ ownerId, mediaId }) => ({ pk: `$media#owner_${ownerId}`, sk: mediaId }),
});

const newestKey = (organisationId: string, kind: MediaKind) => `$media#newest_${organisationId}#${kind}`;
const namesKey = (organisationId: string, kind: MediaKind) => `$media#names_${organisationId}#${kind}`;
const nameOrder = (name: string, id: string) => `${collationKey(name, 'uk')}#${id}`;

export async function media(id: string): Promise<StoredMedia | undefined> {
  const { Item } = await MediaEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item;
}

/** By id, in no order. */
export const medias = (ids: readonly string[]): Promise<StoredMedia[]> =>
  getMany(
    MediaEntity,
    [...new Set(ids)].map((id) => ({ id })),
    // it is put into a text as soon as it is ready
    { consistent: true },
  );

/** Creates it, waiting for its bytes and in no list; fails its condition when the id is taken. */
export async function putMedia(created: StoredMedia, now: number): Promise<void> {
  const expiresAt = Math.floor(now / 1000) + keptSeconds;
  await transact(
    MediaEntity.build(PutTransaction)
      .item({ ...created, expiresAt })
      .options({ condition: { attr: 'id', exists: false } }),
    OwnedEntity.build(PutTransaction).item({ ownerId: created.ownerId, mediaId: created.id, expiresAt }),
  );
}

/** Puts what came along with a course, good and in the library at once; what is there already stays as it is. */
export async function putBrought(brought: StoredMedia): Promise<void> {
  const { id, ownerId, organisationId, kind, name, createdAt } = brought;
  await transact(
    MediaEntity.build(PutTransaction)
      .item({
        ...brought,
        gsi1pk: newestKey(organisationId, kind),
        gsi1sk: `${createdAt}#${id}`,
        gsi2pk: namesKey(organisationId, kind),
        gsi2sk: nameOrder(name, id),
      })
      .options({ condition: { attr: 'id', exists: false } }),
    OwnedEntity.build(PutTransaction).item({ ownerId, mediaId: id }),
  ).catch((error: unknown) => {
    if (!isConditionFailure(error)) throw error;
  });
}

/** The bytes are there: its room is taken and it is checked; fails its condition when it was not waiting, or the room is gone. */
export async function startProcessing(id: string, branchId: string, room: Write, record: NewRecord, now: number) {
  await transact(
    MediaEntity.build(UpdateTransaction)
      .item({ id, state: 'processing', branchId })
      .options({ condition: { attr: 'state', eq: 'waiting' } }),
    room,
    recordPut(record, now),
  );
}

export type Outcome = Pick<StoredMedia, 'type' | 'bytes' | 'width' | 'height' | 'variants'>;

const inCheck = { attr: 'state', eq: 'processing' } as const;
const notRemoved = { attr: 'removedAt', exists: false } as const;

/** It is good, and now stands in the library; fails its condition when it was not being checked, or is not wanted any more. */
export async function finish(
  { id, organisationId, ownerId, kind, name, createdAt }: StoredMedia,
  outcome: Outcome,
  room: Write,
) {
  const { variants, ...fields } = outcome;
  await transact(
    MediaEntity.build(UpdateTransaction)
      .item({
        id,
        state: 'ready',
        ...fields,
        variants: $set(variants),
        expiresAt: $remove(),
        gsi1pk: newestKey(organisationId, kind),
        gsi1sk: `${createdAt}#${id}`,
        gsi2pk: namesKey(organisationId, kind),
        gsi2sk: nameOrder(name, id),
      })
      .options({ condition: { and: [inCheck, notRemoved] } }),
    OwnedEntity.build(PutTransaction).item({ ownerId, mediaId: id }),
    room,
  );
}

/** It is not good, for this reason; fails its condition when it was not being checked. */
export async function fail(id: string, failure: ErrorCode, room: Write): Promise<void> {
  await transact(
    MediaEntity.build(UpdateTransaction).item({ id, state: 'failed', failure }).options({ condition: inCheck }),
    room,
  );
}

/** Another name; the place by name follows it where it stands in the library. Fails its condition when that has changed. */
export async function rename({ id, state }: StoredMedia, name: string): Promise<void> {
  await MediaEntity.build(UpdateItemCommand)
    .item({ id, name, ...(state === 'ready' ? { gsi2sk: nameOrder(name, id) } : {}) })
    .options({ condition: { and: [notRemoved, { attr: 'state', eq: state }] } })
    .send();
}

/** Out of both lists; the item stays for the texts that use it. */
export async function remove(id: string, removedAt: string): Promise<void> {
  await MediaEntity.build(UpdateItemCommand)
    .item({ id, removedAt, gsi1pk: $remove(), gsi1sk: $remove(), gsi2pk: $remove(), gsi2sk: $remove() })
    .options({ condition: { attr: 'id', exists: true } })
    .send();
}

/** more than anybody uploads */
const ownedMax = 20_000;

/** What a person has uploaded, also what is out of the library; what never became ready is forgotten after a while. */
export async function ownedBy(ownerId: string): Promise<StoredMedia[]> {
  const ids: string[] = [];
  let from: Key | undefined;
  do {
    const { Items, LastEvaluatedKey } = await table
      .build(QueryCommand)
      .entities(OwnedEntity)
      .query({ partition: `$media#owner_${ownerId}` })
      .options({ consistent: true, ...(from ? { exclusiveStartKey: from } : {}) })
      .send();
    ids.push(...(Items ?? []).map(({ mediaId }) => mediaId));
    from = LastEvaluatedKey;
  } while (from && ids.length < ownedMax);
  return medias(ids);
}

/** One page of a library: newest first, or by name where a beginning is asked for. */
export async function libraryPage(
  organisationId: string,
  kind: MediaKind,
  beginning: string,
  from: Key | undefined,
): Promise<{ items: StoredMedia[]; lastKey: Key | undefined }> {
  const byName = {
    index: 'gsi2',
    partition: namesKey(organisationId, kind),
    range: { beginsWith: collationKey(beginning, 'uk') },
  } as const;
  const newest = { index: 'gsi1', partition: newestKey(organisationId, kind) } as const;
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(MediaEntity)
    .query(beginning === '' ? newest : byName)
    .options({ limit: pageSize, reverse: beginning === '', ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items ?? [], lastKey: LastEvaluatedKey };
}
