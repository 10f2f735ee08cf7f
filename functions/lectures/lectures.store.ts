/** Items of the lectures room: a head that knows the course, and one item per film with what becomes of it. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { list } from 'dynamodb-toolbox/schema/list';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { languages } from '#contracts/common.ts';
import { processingFaults, processingStates } from '#contracts/film-processing.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { getMany, isConditionFailure, table, transact, unlessRefused } from '../platform/table.ts';

const HeadEntity = new Entity({
  name: 'lecture',
  table,
  timestamps: false,
  schema: item({ id: string().key(), courseId: string() }),
  computeKey: ({ id }) => ({ pk: `$lectures#${id}`, sk: 'lecture' }),
});

const FilmEntity = new Entity({
  name: 'lectureFilm',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    /** SHA-256 of the film as it came: versions that show the same one share what was made of it */
    source: string().key(),
    language: string().enum(...languages),
    /** as it was declared with the lecture */
    durationSeconds: number(),
    state: string().enum(...processingStates),
    percent: number(),
    attempt: number(),
    retriesLeft: number(),
    failure: string()
      .enum(...processingFaults)
      .optional(),
    jobId: string().optional(),
    /** as the file itself says */
    seconds: number().optional(),
    heights: list(number()).optional(),
    hasSound: boolean().optional(),
    poster: string().optional(),
    /** counts up with every write */
    revision: number(),
  }),
  computeKey: ({ id, source }) => ({ pk: `$lectures#${id}`, sk: `film#${source}` }),
});
export type StoredFilm = FormattedItem<typeof FilmEntity>;
export type FilmKey = Pick<StoredFilm, 'id' | 'source'>;

/** The course a lecture belongs to, or undefined. */
export async function courseOf(id: string): Promise<string | undefined> {
  const { Item } = await HeadEntity.build(GetItemCommand).key({ id }).send();
  return Item?.courseId;
}

export async function putHead(id: string, courseId: string): Promise<void> {
  await HeadEntity.build(PutItemCommand).item({ id, courseId }).send();
}

/** Says whose a lecture is, unless that is known; false where it is another course's. */
export async function claim(id: string, courseId: string): Promise<boolean> {
  try {
    const condition = { attr: 'id', exists: false } as const;
    await HeadEntity.build(PutItemCommand).item({ id, courseId }).options({ condition }).send();
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return (await courseOf(id)) === courseId;
  }
}

export async function film({ id, source }: FilmKey): Promise<StoredFilm | undefined> {
  const { Item } = await FilmEntity.build(GetItemCommand).key({ id, source }).options({ consistent: true }).send();
  return Item;
}

/** Those of them that are known, in no order. */
export const filmsByKey = (keys: readonly FilmKey[]): Promise<StoredFilm[]> =>
  getMany(
    FilmEntity,
    keys.map(({ id, source }) => ({ id, source })),
    { consistent: true },
  );

/** Saves a film as the next revision of what was read (undefined: none yet); false where somebody else was quicker. */
export async function saveFilm(
  read: StoredFilm | undefined,
  after: Omit<StoredFilm, 'revision'>,
  record?: { record: NewRecord; now: number },
): Promise<boolean> {
  const put = FilmEntity.build(PutTransaction)
    .item({ ...after, revision: (read?.revision ?? 0) + 1 })
    .options({ condition: read ? { attr: 'revision', eq: read.revision } : { attr: 'id', exists: false } });
  return unlessRefused(record ? transact(put, recordPut(record.record, record.now)) : transact(put));
}
