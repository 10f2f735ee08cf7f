/** Blocks of lessons: those that stand, those taken away, and which pictures and files a draft has used. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { ConditionCheck } from 'dynamodb-toolbox/entity/actions/transactCheck';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { blockKinds } from '#contracts/blocks.ts';
import { binDays } from '#contracts/draft-outline.ts';
import { getMany, isConditionFailure, table, transact, type Write } from '../platform/table.ts';

const segment = () =>
  map({
    text: string(),
    alt: string().optional(),
    revision: number(),
    sourceRevision: number().optional(),
    by: string(),
    at: string(),
    /** since when its writer has been at it without anything of it going into the history */
    from: string().optional(),
  }).optional();

const block = () => ({
  courseId: string().key(),
  lessonId: string().key(),
  id: string().key(),
  kind: string().enum(...blockKinds),
  ref: string().optional(),
  place: string(),
  /** as the place was asked for, where another block stood there already */
  asked: string().optional(),
  /** of place, kind and ref */
  revision: number(),
  /** counts every write of the item, whatever it changed */
  edition: number(),
  texts: map({ uk: segment(), ru: segment(), kk: segment(), en: segment() }),
  /** who changed place, kind or ref last */
  by: string(),
  at: string(),
});

const BlockEntity = new Entity({
  name: 'block',
  table,
  timestamps: false,
  schema: item(block()),
  computeKey: ({ courseId, lessonId, id }) => ({ pk: `$authoring#${courseId}`, sk: `b#${lessonId}#${id}` }),
});
export type StoredBlock = FormattedItem<typeof BlockEntity>;

/** Out of the way of those who read the lesson, for as long as it can be brought back. */
const RemovedEntity = new Entity({
  name: 'removedBlock',
  table,
  timestamps: false,
  schema: item({ ...block(), removedAt: string(), removedBy: string(), expiresAt: number() }),
  computeKey: ({ courseId, lessonId, id }) => ({ pk: `$authoring#${courseId}`, sk: `x#${lessonId}#${id}` }),
});
export type RemovedBlock = FormattedItem<typeof RemovedEntity>;

/** A picture or file that a draft has used: its team may see it from then on. */
const UsedEntity = new Entity({
  name: 'usedMedia',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    mediaId: string().key(),
    /** it came with a course of another academy that was adopted: the course may show it, whosever it is */
    adopted: boolean().optional(),
  }),
  computeKey: ({ courseId, mediaId }) => ({ pk: `$authoring#${courseId}`, sk: `u#${mediaId}` }),
});

export interface BlockPair {
  present: StoredBlock | undefined;
  removed: RemovedBlock | undefined;
}

const query = async (courseId: string, beginsWith: string, consistent: boolean): Promise<StoredBlock[]> => {
  const { Items } = await table
    .build(QueryCommand)
    .entities(BlockEntity)
    .query({ partition: `$authoring#${courseId}`, range: { beginsWith } })
    .options({ consistent, maxPages: 200 })
    .send();
  return Items ?? [];
};

/** All blocks of a lesson, in no order. */
export const blocksOfLesson = (courseId: string, lessonId: string): Promise<StoredBlock[]> =>
  query(courseId, `b#${lessonId}#`, true);

/** All blocks of a course page by page, where they are more than one wants to hold at once. */
export async function* blockPages(courseId: string): AsyncGenerator<StoredBlock[]> {
  let from: Record<string, unknown> | undefined;
  do {
    const { Items, LastEvaluatedKey } = await table
      .build(QueryCommand)
      .entities(BlockEntity)
      .query({ partition: `$authoring#${courseId}`, range: { beginsWith: 'b#' } })
      .options({ consistent: true, ...(from ? { exclusiveStartKey: from } : {}) })
      .send();
    yield Items ?? [];
    from = LastEvaluatedKey;
  } while (from);
}

/** All blocks of a course, lesson after lesson, those of binned lessons too. */
export const blocksOfCourse = (courseId: string): Promise<StoredBlock[]> => query(courseId, 'b#', true);

interface LessonKey {
  courseId: string;
  lessonId: string;
}

/** Each of these blocks as it stands, or as it was taken away. */
export async function blockPairs(of: LessonKey, ids: readonly string[]): Promise<Map<string, BlockPair>> {
  const keysOf = (some: readonly string[]) => some.map((id) => ({ ...of, id }));
  const read = (some: readonly string[]) => getMany(BlockEntity, keysOf(some), { consistent: true });
  const present = byId(await read(ids));
  const missing = ids.filter((id) => !present.has(id));
  const removed = byId(missing.length ? await getMany(RemovedEntity, keysOf(missing), { consistent: true }) : []);
  // neither here nor there: between the two questions it may have been brought back
  const unknown = missing.filter((id) => !removed.has(id));
  for (const back of unknown.length ? await read(unknown) : []) present.set(back.id, back);
  return new Map(ids.map((id) => [id, { present: present.get(id), removed: removed.get(id) }]));
}

const byId = <B extends { id: string }>(blocks: readonly B[]) => new Map(blocks.map((block) => [block.id, block]));

/** Writes a block as it is after some changes, with its history; false when somebody else wrote it since. */
export async function saveBlock(before: BlockPair, after: BlockPair, more: readonly Write[]): Promise<boolean> {
  const writes = [...blockWrites(before, after), ...more];
  const only = writes.length === 1 && !more.length && !before.removed ? after.present : undefined;
  try {
    // one item needs no transaction, which costs twice as much
    if (only)
      await BlockEntity.build(PutItemCommand)
        .item(only)
        .options({ condition: asRead(before.present) })
        .send();
    else if (writes.length) await transact(...writes);
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return false;
  }
}

function blockWrites(before: BlockPair, after: BlockPair): Write[] {
  const [was, is] = [before.present, after.present];
  return [
    ...(is && is !== was
      ? [
          BlockEntity.build(PutTransaction)
            .item(is)
            .options({ condition: asRead(was) }),
        ]
      : []),
    ...(was && !is
      ? [
          BlockEntity.build(DeleteTransaction)
            .key({ courseId: was.courseId, lessonId: was.lessonId, id: was.id })
            .options({ condition: asRead(was) }),
        ]
      : []),
    ...removedWrites(before, after),
  ];
}

function removedWrites(before: BlockPair, after: BlockPair): Write[] {
  const [was, is] = [before.removed, after.removed];
  if (is && is !== was)
    return [
      RemovedEntity.build(PutTransaction)
        .item(is)
        .options({ condition: asRead(was) }),
      // never there and gone at once: nobody else may have put it there meanwhile
      ...(before.present || after.present ? [] : [absent(is)]),
    ];
  if (!was || is) return [];
  const { courseId, lessonId, id } = was;
  return [
    RemovedEntity.build(DeleteTransaction)
      .key({ courseId, lessonId, id })
      .options({ condition: asRead(was) }),
  ];
}

const absent = ({ courseId, lessonId, id }: StoredBlock): Write =>
  BlockEntity.build(ConditionCheck).key({ courseId, lessonId, id }).condition({ attr: 'id', exists: false });

const asRead = (read: { edition: number } | undefined) =>
  read ? ({ attr: 'edition', eq: read.edition } as const) : ({ attr: 'edition', exists: false } as const);

/** Puts blocks of a new lesson; one that is there already stays as it is. */
export async function seedBlock(created: StoredBlock): Promise<void> {
  await saveBlock({ present: undefined, removed: undefined }, { present: created, removed: undefined }, []);
}

/** Until when (seconds) what is removed now can be brought back. */
export const removedUntil = (now: number): number => Math.floor(now / 1000) + binDays * 24 * 3600;

/** The write that notes that a draft uses a picture or file. */
export const usedPut = (courseId: string, mediaId: string): Write =>
  // an update: that it was adopted stays
  UsedEntity.build(UpdateTransaction).item({ courseId, mediaId });

/** Notes all of these. */
export async function useMedia(courseId: string, mediaIds: readonly string[]): Promise<void> {
  const writes = [...new Set(mediaIds)].map((mediaId) => usedPut(courseId, mediaId));
  for (let start = 0; start < writes.length; start += 25) await transact(...writes.slice(start, start + 25));
}

/** Notes of all of these that they came with an adopted course. */
export async function adoptMedia(courseId: string, mediaIds: readonly string[]): Promise<void> {
  const writes = [...new Set(mediaIds)].map((mediaId) =>
    UsedEntity.build(UpdateTransaction).item({ courseId, mediaId, adopted: true }),
  );
  for (let start = 0; start < writes.length; start += 25) await transact(...writes.slice(start, start + 25));
}

/** Which of these came with an adopted course. */
export async function adoptedAmong(courseId: string, mediaIds: readonly string[]): Promise<Set<string>> {
  const found = await getMany(
    UsedEntity,
    [...new Set(mediaIds)].map((mediaId) => ({ courseId, mediaId })),
    { consistent: true },
  );
  return new Set(found.filter(({ adopted }) => adopted).map(({ mediaId }) => mediaId));
}

/** Has the draft ever used this picture or file? */
export async function isUsed(courseId: string, mediaId: string): Promise<boolean> {
  const { Item } = await UsedEntity.build(GetItemCommand).key({ courseId, mediaId }).send();
  return Item !== undefined;
}

/** Which of these the draft has used. */
export async function usedAmong(courseId: string, mediaIds: readonly string[]): Promise<Set<string>> {
  const found = await getMany(
    UsedEntity,
    [...new Set(mediaIds)].map((mediaId) => ({ courseId, mediaId })),
    { consistent: true },
  );
  return new Set(found.map(({ mediaId }) => mediaId));
}
