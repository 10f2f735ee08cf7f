/** Threads: the card in the list of its cohort and of its lesson; the mark of an open question; how far each has read. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { moderations, threadKinds } from '#contracts/threads.ts';
import { getMany, inverseKeys, listKeys, localisedMap, table, unlessRefused, type Write } from '../platform/table.ts';
import { isOpenQuestion, type ThreadItem } from './thread.ts';

type Key = Record<string, unknown>;

const ThreadEntity = new Entity({
  name: 'thread',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    cohortId: string(),
    postId: string(),
    title: string(),
    kind: string().enum(...threadKinds),
    lesson: map({ courseId: string(), lessonId: string(), title: localisedMap() }).optional(),
    authorId: string(),
    byInstructor: boolean(),
    createdAt: string(),
    lastAt: string(),
    replies: number(),
    closed: boolean(),
    pinned: boolean(),
    hidden: boolean(),
    acceptedPostId: string().optional(),
    moderated: map({ action: string().enum(...moderations), reason: string(), at: string(), by: string() }).optional(),
    revision: number(),
    ...listKeys(),
    ...inverseKeys(),
  }),
  computeKey: ({ id }) => ({ pk: `$discussion#${id}`, sk: 'thread' }),
});

/** Stands while a question waits for an answer. */
const OpenEntity = new Entity({
  name: 'openQuestion',
  table,
  timestamps: false,
  schema: item({ threadId: string().key(), ...listKeys() }),
  computeKey: ({ threadId }) => ({ pk: `$discussion#${threadId}`, sk: 'open' }),
});

/** Up to which post somebody has read a thread. */
const SeenEntity = new Entity({
  name: 'threadSeen',
  table,
  timestamps: false,
  schema: item({ personId: string().key(), threadId: string().key(), place: string() }),
  computeKey: ({ personId, threadId }) => ({ pk: `$discussion#${personId}`, sk: `s#${threadId}` }),
});

/** The writes of a thread, the first of which fails its condition when somebody was quicker or the id is taken. */
export function threadWrites(before: ThreadItem | undefined, after: ThreadItem): Write[] {
  const { cohortId, lesson, pinned, lastAt, id } = after;
  const place = `${pinned ? 1 : 0}#${lastAt}#${id}`;
  const put = ThreadEntity.build(PutTransaction)
    .item({
      ...after,
      gsi1pk: `$discussion#${cohortId}`,
      gsi1sk: place,
      ...(lesson ? { gsi2pk: `$discussion#${cohortId}#${lesson.lessonId}`, gsi2sk: place } : {}),
    })
    .options({ condition: before ? { attr: 'revision', eq: before.revision } : { attr: 'id', exists: false } });
  const was = before !== undefined && isOpenQuestion(before);
  if (was === isOpenQuestion(after)) return [put];
  return [put, was ? OpenEntity.build(DeleteTransaction).key({ threadId: id }) : openPut(after)];
}

const openPut = ({ id, cohortId, createdAt }: ThreadItem) =>
  OpenEntity.build(PutTransaction).item({
    threadId: id,
    gsi1pk: `$discussion#questions_${cohortId}`,
    gsi1sk: `open#${createdAt}#${id}`,
  });

export async function thread(id: string): Promise<ThreadItem | undefined> {
  return (await ThreadEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send()).Item;
}

export const threadsById = (ids: readonly string[]): Promise<ThreadItem[]> =>
  getMany(
    ThreadEntity,
    [...new Set(ids)].map((id) => ({ id })),
    { consistent: true },
  );

/** One page of the threads of a cohort, or of a lesson in it. */
export async function threadsPage(cohortId: string, lessonId: string | undefined, limit: number, from?: Key) {
  const where = lessonId
    ? ({ index: 'gsi2', partition: `$discussion#${cohortId}#${lessonId}` } as const)
    : ({ index: 'gsi1', partition: `$discussion#${cohortId}` } as const);
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(ThreadEntity)
    .query(where)
    .options({ limit, reverse: true, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: (Items ?? []) as ThreadItem[], lastKey: LastEvaluatedKey };
}

/** One page of the questions that wait, the oldest first. */
export async function openPage(cohortId: string, limit: number, from?: Key) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(OpenEntity)
    .query({ index: 'gsi1', partition: `$discussion#questions_${cohortId}` })
    .options({ limit, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { threadIds: (Items ?? []).map(({ threadId }) => threadId), lastKey: LastEvaluatedKey };
}

/** Up to where somebody has read each of these threads. */
export async function seenPlaces(personId: string, threadIds: readonly string[]): Promise<Map<string, string>> {
  const keys = threadIds.map((threadId) => ({ personId, threadId }));
  const found = await getMany(SeenEntity, keys, { consistent: true });
  return new Map(found.map(({ threadId, place }) => [threadId, place]));
}

/** Further on than before; another device may have been further still. */
export const sawUpTo = (personId: string, threadId: string, place: string): Promise<boolean> =>
  unlessRefused(
    SeenEntity.build(PutItemCommand)
      .item({ personId, threadId, place })
      .options({
        condition: {
          or: [
            { attr: 'place', exists: false },
            { attr: 'place', lt: place },
          ],
        },
      })
      .send(),
  );

/** All somebody has read, page by page. */
export async function* seenBy(personId: string) {
  let from: Key | undefined;
  do {
    const { Items, LastEvaluatedKey } = await table
      .build(QueryCommand)
      .entities(SeenEntity)
      .query({ partition: `$discussion#${personId}`, range: { beginsWith: 's#' } })
      .options({ consistent: true, limit: 500, ...(from ? { exclusiveStartKey: from } : {}) })
      .send();
    yield Items ?? [];
    from = LastEvaluatedKey;
  } while (from);
}

export const forgetSeen = (personId: string, threadId: string) =>
  SeenEntity.build(DeleteItemCommand).key({ personId, threadId }).send();
