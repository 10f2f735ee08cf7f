/** Reviews of a course; those that wait for reviewers stand in the queue of their academy or region as well. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $add, $remove, $set, UpdateItemCommand } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { languages } from '#contracts/common.ts';
import { reviewStates } from '#contracts/reviews.ts';
import { isConditionFailure, listKeys, localisedMap, table, type Write } from '../platform/table.ts';
import { waits } from './review.ts';

const pageSize = 30;
type Key = Record<string, unknown>;

const part = () =>
  map({
    part: string().enum('course', ...languages),
    state: string().enum('open', 'approved', 'returned'),
    assigneeId: string().optional(),
    decidedBy: string().optional(),
    decidedAt: string().optional(),
    note: string().optional(),
  });

const ReviewEntity = new Entity({
  name: 'review',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    id: string().key(),
    organisationId: string(),
    branchId: string(),
    title: localisedMap(),
    state: string().enum(...reviewStates),
    /** the version it will be, or became */
    version: number(),
    /** the version it is compared with */
    before: number().optional(),
    /** of the first version of an adopted course: what was adopted, by its hash and where it comes from */
    adopted: map({ base: string(), courseId: string(), organisationId: string(), version: number() }).optional(),
    submittedBy: string(),
    submittedAt: string(),
    dueAt: string().optional(),
    note: string().optional(),
    /** what is said to learners has changed */
    whatChanged: localisedMap().optional(),
    languages: list(string().enum(...languages)),
    parts: list(part()),
    /** hashes: of what was frozen, and of where it differs from the version before */
    candidate: string().optional(),
    comparison: string().optional(),
    changedLessons: number(),
    /** who has written what is submitted: they cannot answer it */
    contributors: list(string()),
    comments: number(),
    openComments: number(),
    revision: number(),
    ...listKeys(),
  }),
  computeKey: ({ courseId, id }) => ({ pk: `$authoring#${courseId}`, sk: `r#${id}` }),
});
export type StoredReview = FormattedItem<typeof ReviewEntity>;

const queueKeys = ({ id, branchId, submittedAt, state }: StoredReview) =>
  waits(state) ? { gsi1pk: `$authoring#reviews_${branchId}`, gsi1sk: `${submittedAt}#${id}` } : {};

export async function review(courseId: string, id: string): Promise<StoredReview | undefined> {
  const { Item } = await ReviewEntity.build(GetItemCommand).key({ courseId, id }).options({ consistent: true }).send();
  return Item;
}

/** One page of the reviews of a course, the latest first. */
export async function reviewsOf(courseId: string, from: Key | undefined) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(ReviewEntity)
    .query({ partition: `$authoring#${courseId}`, range: { beginsWith: 'r#' } })
    .options({ consistent: true, reverse: true, limit: pageSize, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items ?? [], lastKey: LastEvaluatedKey };
}

/** All reviews of a course, page by page. */
export async function* reviewPages(courseId: string): AsyncGenerator<StoredReview[]> {
  let from: Key | undefined;
  do {
    const { items, lastKey } = await reviewsOf(courseId, from);
    yield items;
    from = lastKey;
  } while (from);
}

/** One page of the reviews that wait in an academy or region, the longest waiting first. */
export async function waitingIn(branchId: string, from: Key | undefined) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(ReviewEntity)
    .query({ index: 'gsi1', partition: `$authoring#reviews_${branchId}` })
    .options({ limit: pageSize, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items ?? [], lastKey: LastEvaluatedKey };
}

/** The write that begins a review; fails its condition where there is one of this id. */
export const reviewPut = (created: StoredReview): Write =>
  ReviewEntity.build(PutTransaction)
    .item({ ...created, ...queueKeys(created) })
    .options({ condition: { attr: 'id', exists: false } });

/** The write of a review as it goes on; fails its condition when somebody else wrote it. Comments count by themselves. */
export const reviewChange = (before: StoredReview, after: StoredReview): Write => {
  const { comments: _, openComments: __, title, languages: submitted, parts, contributors, adopted, ...rest } = after;
  return ReviewEntity.build(UpdateTransaction)
    .item({
      ...rest,
      title: $set(title),
      languages: $set(submitted),
      parts: $set(parts),
      contributors: $set(contributors),
      ...(adopted ? { adopted: $set(adopted) } : {}),
      revision: before.revision + 1,
      ...(waits(after.state) ? queueKeys(after) : { gsi1pk: $remove(), gsi1sk: $remove() }),
    })
    .options({ condition: { attr: 'revision', eq: before.revision } });
};

export const commentsMax = 500;

/** The write that counts a comment; fails its condition where there are as many as may be, or it waits no longer. */
export const commentCounted = ({ courseId, id }: Pick<StoredReview, 'courseId' | 'id'>): Write =>
  ReviewEntity.build(UpdateTransaction)
    .item({ courseId, id, comments: $add(1), openComments: $add(1) })
    .options({
      condition: {
        and: [
          { attr: 'comments', lt: commentsMax },
          { attr: 'state', eq: 'open' },
        ],
      },
    });

/** The write that counts a comment that was dealt with (-1), or opened again (1). */
export const resolutionCounted = ({ courseId, id }: Pick<StoredReview, 'courseId' | 'id'>, change: 1 | -1): Write =>
  ReviewEntity.build(UpdateTransaction).item({ courseId, id, openComments: $add(change) });

/** Puts a waiting review into the queue of another academy or region. */
export async function moveReview({ courseId, id, submittedAt }: StoredReview, branchId: string): Promise<void> {
  await ReviewEntity.build(UpdateItemCommand)
    .item({
      ...{ courseId, id, branchId },
      gsi1pk: `$authoring#reviews_${branchId}`,
      gsi1sk: `${submittedAt}#${id}`,
    })
    .options({ condition: { attr: 'state', eq: 'open' } })
    .send()
    .catch((error: unknown) => {
      if (!isConditionFailure(error)) throw error;
    });
}
