/** Comments of reviews. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $remove } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { languages } from '#contracts/common.ts';
import { inverseKeys, table, transact, type Write } from '../platform/table.ts';

const CommentEntity = new Entity({
  name: 'reviewComment',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    reviewId: string().key(),
    id: string().key(),
    lessonId: string(),
    blockId: string().optional(),
    language: string()
      .enum(...languages)
      .optional(),
    quote: string().optional(),
    text: string(),
    by: string(),
    at: string(),
    resolvedBy: string().optional(),
    resolvedAt: string().optional(),
    ...inverseKeys(),
  }),
  computeKey: ({ courseId, reviewId, id }) => ({ pk: `$authoring#${courseId}`, sk: `c#${reviewId}#${id}` }),
});
export type StoredComment = FormattedItem<typeof CommentEntity>;

const byWriter = ({ id, by, at }: Pick<StoredComment, 'id' | 'by' | 'at'>) => ({
  gsi2pk: `$authoring#comments_${by}`,
  gsi2sk: `${at}#${id}`,
});

export async function comment(courseId: string, reviewId: string, id: string): Promise<StoredComment | undefined> {
  const { Item } = await CommentEntity.build(GetItemCommand)
    .key({ courseId, reviewId, id })
    .options({ consistent: true })
    .send();
  return Item;
}

/** All comments of a review (500 at most). */
export async function commentsOf(courseId: string, reviewId: string): Promise<StoredComment[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(CommentEntity)
    .query({ partition: `$authoring#${courseId}`, range: { beginsWith: `c#${reviewId}#` } })
    .options({ consistent: true, maxPages: 10 })
    .send();
  return Items ?? [];
}

/** more than anybody remarks */
const commentsByMax = 10_000;

/** Comments that a person has written, the latest first. */
export async function commentsBy(personId: string): Promise<StoredComment[]> {
  const found: StoredComment[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const { Items, LastEvaluatedKey } = await table
      .build(QueryCommand)
      .entities(CommentEntity)
      .query({ index: 'gsi2', partition: `$authoring#comments_${personId}` })
      .options({ reverse: true, ...(from ? { exclusiveStartKey: from } : {}) })
      .send();
    found.push(...(Items ?? []));
    from = LastEvaluatedKey;
  } while (from && found.length < commentsByMax);
  return found;
}

/** Writes a new comment and counts it; fails its condition ([0]) where there is one of this id. */
export const addComment = (created: StoredComment, counted: Write): Promise<void> =>
  transact(
    CommentEntity.build(PutTransaction)
      .item({ ...created, ...byWriter(created) })
      .options({ condition: { attr: 'id', exists: false } }),
    counted,
  );

/** Writes one's own comment anew. */
export const changeComment = (after: StoredComment): Promise<void> =>
  transact(
    CommentEntity.build(PutTransaction)
      .item({ ...after, ...byWriter(after) })
      .options({ condition: { attr: 'by', eq: after.by } }),
  );

/** Marks a comment as dealt with, or (null) opens it again, and counts that; fails its condition where it is so already. */
export const resolveComment = (
  before: StoredComment,
  by: { id: string; at: string } | null,
  counted: Write,
): Promise<void> =>
  transact(
    CommentEntity.build(UpdateTransaction)
      .item({
        courseId: before.courseId,
        reviewId: before.reviewId,
        id: before.id,
        resolvedBy: by ? by.id : $remove(),
        resolvedAt: by ? by.at : $remove(),
      })
      .options({ condition: { attr: 'resolvedAt', exists: by === null } as never }),
    counted,
  );
