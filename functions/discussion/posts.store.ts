/** Posts in the order of their moments, what each said before, and a small key of each: by id, by cohort, by author. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { getMany, inverseKeys, listKeys, table, type Write } from '../platform/table.ts';
import { placeOf, type PostItem } from './post.ts';

type Key = Record<string, unknown>;

const PostEntity = new Entity({
  name: 'post',
  table,
  timestamps: false,
  schema: item({
    threadId: string().key(),
    at: string().key(),
    id: string().key(),
    cohortId: string(),
    authorId: string(),
    byInstructor: boolean(),
    text: string(),
    replyTo: string().optional(),
    editedAt: string().optional(),
    removed: boolean(),
    hidden: map({ reason: string(), at: string(), by: string() }).optional(),
    confirmedBy: string().optional(),
    revision: number(),
  }),
  computeKey: ({ threadId, at, id }) => ({ pk: `$discussion#${threadId}`, sk: `p#${at}#${id}` }),
});

const PostKeyEntity = new Entity({
  name: 'postKey',
  table,
  timestamps: false,
  schema: item({ threadId: string().key(), id: string().key(), at: string(), ...listKeys(), ...inverseKeys() }),
  computeKey: ({ threadId, id }) => ({ pk: `$discussion#${threadId}`, sk: `i#${id}` }),
});

const EarlierEntity = new Entity({
  name: 'postBefore',
  table,
  timestamps: false,
  schema: item({
    threadId: string().key(),
    postId: string().key(),
    revision: string().key(),
    at: string(),
    text: string(),
  }),
  computeKey: ({ threadId, postId, revision }) => ({ pk: `$discussion#${threadId}`, sk: `h#${postId}#${revision}` }),
});

const keyPut = ({ threadId, id, at, cohortId, authorId }: PostItem, isNew: boolean) =>
  PostKeyEntity.build(PutTransaction)
    .item({
      ...{ threadId, id, at },
      gsi1pk: `$discussion#posts_${cohortId}`,
      gsi1sk: `${at}#${id}`,
      gsi2pk: `$discussion#by_${authorId}`,
      gsi2sk: `${at}#${id}`,
    })
    .options(isNew ? { condition: { attr: 'id', exists: false } } : {});

/** The writes of a new post; the first fails its condition when there is one under its id. */
export const newPost = (post: PostItem): Write[] => [keyPut(post, true), PostEntity.build(PutTransaction).item(post)];

/** The writes of a changed post, with what it said before; the first fails its condition when somebody was quicker. */
export function changedPost(before: PostItem, after: PostItem): Write[] {
  const put = PostEntity.build(PutTransaction)
    .item(after)
    .options({ condition: { attr: 'revision', eq: before.revision } });
  return [
    put,
    ...(before.authorId === after.authorId ? [] : [keyPut(after, false)]),
    ...(before.text === after.text ? [] : [earlierPut(before)]),
  ];
}

const earlierPut = ({ threadId, id, revision, at, editedAt, text }: PostItem) =>
  EarlierEntity.build(PutTransaction).item({
    ...{ threadId, text, postId: id },
    revision: String(revision).padStart(4, '0'),
    at: editedAt ?? at,
  });

export async function post(threadId: string, id: string): Promise<PostItem | undefined> {
  const { Item: key } = await PostKeyEntity.build(GetItemCommand)
    .key({ threadId, id })
    .options({ consistent: true })
    .send();
  if (!key) return undefined;
  return (await PostEntity.build(GetItemCommand).key(key).options({ consistent: true }).send()).Item;
}

export type Beyond = Omit<Stretch, 'limit'>;
interface Stretch {
  /** places; left out: from the very first, to the very last */
  after?: string | undefined;
  before?: string | undefined;
  limit: number;
  reverse?: boolean;
}
const first = 'p#';
const last = 'p#~';

/** Posts after a place and before another, both left out; `reverse`: the last of them, backwards. */
export async function stretch(
  threadId: string,
  { after, before, limit, reverse = false }: Stretch,
): Promise<PostItem[]> {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(PostEntity)
    .query({
      partition: `$discussion#${threadId}`,
      // all places are of one length: nothing stands between one and itself with a sign after it
      range: { between: [after ? `${first}${after}!` : first, before ? `${first}${before}` : last] },
    })
    .options({ consistent: true, limit: limit + 1, reverse })
    .send();
  return Items.filter((each) => placeOf(each) !== before).slice(0, limit);
}

/** How many posts there are, `max` at most. */
export async function countPosts(threadId: string, max: number): Promise<number> {
  const { Count = 0 } = await table
    .build(QueryCommand)
    .entities(PostKeyEntity)
    .query({ partition: `$discussion#${threadId}`, range: { beginsWith: 'i#' } })
    .options({ consistent: true, limit: max, select: 'COUNT' })
    .send();
  return Count;
}

/** What a post said before, the latest first. */
export async function earlier(threadId: string, postId: string) {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(EarlierEntity)
    .query({ partition: `$discussion#${threadId}`, range: { beginsWith: `h#${postId}#` } })
    .options({ consistent: true, reverse: true, maxPages: 2 })
    .send();
  return Items;
}

/** One page of the posts of a cohort, or of an author, the newest first. */
export async function postsIn(where: { cohortId: string } | { authorId: string }, limit: number, from?: Key) {
  const query =
    'cohortId' in where
      ? ({ index: 'gsi1', partition: `$discussion#posts_${where.cohortId}` } as const)
      : ({ index: 'gsi2', partition: `$discussion#by_${where.authorId}` } as const);
  const { Items = [], LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(PostKeyEntity)
    .query(query)
    .options({ limit, reverse: true, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  const found = await getMany(PostEntity, Items, { consistent: true });
  return { items: found.sort((a, b) => (placeOf(a) > placeOf(b) ? -1 : 1)), lastKey: LastEvaluatedKey };
}
