/** What one person wrote for an assignment, in a partition of their own: draft, submissions, marks. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { record } from 'dynamodb-toolbox/schema/record';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import type { WorkComment } from '#contracts/assignment-work.ts';
import { table, type Write } from '../platform/table.ts';
import type { StoredMark } from './marks.ts';
import { partitionOf, type WorkPlace as Place } from './work-place.ts';

const padded = (count: number) => String(count).padStart(5, '0');
const place = { personId: string().key(), assignmentId: string().key() };

const DraftEntity = new Entity({
  name: 'workDraft',
  table,
  timestamps: false,
  schema: item({ ...place, text: string(), fileIds: list(string()), revision: number(), savedAt: string() }),
  computeKey: (key) => ({ pk: partitionOf(key), sk: 'draft' }),
});
export type StoredDraft = FormattedItem<typeof DraftEntity>;

const SubmissionEntity = new Entity({
  name: 'submission',
  table,
  timestamps: false,
  schema: item({
    ...place,
    number: number().key(),
    id: string(),
    text: string(),
    files: list(map({ id: string(), name: string(), type: string(), bytes: number(), sha256: string() })),
    at: string(),
    late: boolean(),
  }),
  computeKey: ({ number: count, ...key }) => ({ pk: partitionOf(key), sk: `s#${padded(count)}` }),
});
export type StoredSubmission = FormattedItem<typeof SubmissionEntity>;

const MarkEntity = new Entity({
  name: 'workMark',
  table,
  timestamps: false,
  schema: item({
    ...place,
    revision: number().key(),
    number: number(),
    outcome: string().enum('marked', 'returned'),
    points: number().optional(),
    levels: record(string(), string()),
    comment: string().optional(),
    comments: any(),
    reworkDueAt: string().optional(),
    reason: string().optional(),
    by: string(),
    at: string(),
  }),
  computeKey: ({ revision, ...key }) => ({ pk: partitionOf(key), sk: `m#${padded(revision)}` }),
});
export type KeptMark = StoredMark & Place;

export async function draft(of: Place): Promise<StoredDraft | undefined> {
  return (await DraftEntity.build(GetItemCommand).key(of).options({ consistent: true }).send()).Item;
}

/** Keeps a draft; fails its condition where another device has saved since it was read. */
export const putDraft = (after: StoredDraft, before: StoredDraft | undefined) =>
  DraftEntity.build(PutItemCommand)
    .item(after)
    .options({
      condition: before ? { attr: 'revision', eq: before.revision } : { attr: 'revision', exists: false },
    })
    .send();
export const draftRemoval = (of: Place): Write => DraftEntity.build(DeleteTransaction).key(of);
export const removeDraft = (of: Place) => DraftEntity.build(DeleteItemCommand).key(of).send();

/** Fails its condition where there is a submission of that number. */
export const submissionPut = (after: StoredSubmission): Write =>
  SubmissionEntity.build(PutTransaction)
    .item(after)
    .options({ condition: { attr: 'id', exists: false } });
/** Keeps it, whatever stood there: a copy of another person’s, or without its words. */
export const putSubmission = (after: StoredSubmission) => SubmissionEntity.build(PutItemCommand).item(after).send();
export const removeSubmission = (of: Place, count: number) =>
  SubmissionEntity.build(DeleteItemCommand)
    .key({ ...of, number: count })
    .send();

export async function submission(of: Place, count: number): Promise<StoredSubmission | undefined> {
  const { Item } = await SubmissionEntity.build(GetItemCommand)
    .key({ ...of, number: count })
    .options({ consistent: true })
    .send();
  return Item;
}

export async function submissionsOf(of: Place): Promise<StoredSubmission[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(SubmissionEntity)
    .query({ partition: partitionOf(of), range: { beginsWith: 's#' } })
    .options({ consistent: true, maxPages: 10 })
    .send();
  return Items ?? [];
}

const stored = ({ points, comment, reworkDueAt, reason, ...rest }: KeptMark) => ({
  ...rest,
  ...(points === null ? {} : { points }),
  ...(comment === null ? {} : { comment }),
  ...(reworkDueAt === null ? {} : { reworkDueAt }),
  ...(reason === null ? {} : { reason }),
});

/** Fails its condition where there is a mark of that revision: none is overwritten. */
export const markPut = (mark: KeptMark): Write =>
  MarkEntity.build(PutTransaction)
    .item(stored(mark))
    .options({ condition: { attr: 'revision', exists: false } });
export const putMark = (mark: KeptMark) => MarkEntity.build(PutItemCommand).item(stored(mark)).send();
export const removeMark = (of: Place, revision: number) =>
  MarkEntity.build(DeleteItemCommand)
    .key({ ...of, revision })
    .send();

/** All marks of a work, oldest first. */
export async function marksOf(of: Place): Promise<KeptMark[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(MarkEntity)
    .query({ partition: partitionOf(of), range: { beginsWith: 'm#' } })
    .options({ consistent: true, maxPages: 20 })
    .send();
  return (Items ?? []).map(({ points = null, comment = null, reworkDueAt = null, reason = null, ...rest }) => ({
    ...rest,
    ...{ points, comment, reworkDueAt, reason },
    comments: rest.comments as WorkComment[],
  }));
}
