/** Items of what people decide, beside the marks: appeals in the list of their run, and to whom an attempt belongs. */
import { Entity } from 'dynamodb-toolbox/entity';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { appealStates } from '#contracts/marking.ts';
import { listKeys, table, type Write } from '../platform/table.ts';
import type { StoredAppeal } from './appeal.ts';
import { attemptPartition } from './attempt-keys.ts';

const pageSize = 30;

const AppealEntity = new Entity({
  name: 'appeal',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    attemptId: string().key(),
    questionId: string().key(),
    id: string(),
    runId: string(),
    text: string(),
    at: string(),
    state: string().enum(...appealStates),
    answer: string().optional(),
    decidedBy: string().optional(),
    decidedAt: string().optional(),
    pointsBefore: number().optional(),
    pointsAfter: number().optional(),
    ...listKeys(),
  }),
  computeKey: ({ personId, attemptId, questionId }) => ({
    pk: attemptPartition(personId, attemptId),
    sk: `appeal#${questionId}`,
  }),
});

const listed = ({ runId, state, at, id }: StoredAppeal) => ({
  gsi1pk: `$assessments#appeals_${runId}`,
  gsi1sk: `${state === 'open' ? 0 : 1}#${at}#${id}`,
});

/** The write of an appeal; fails its condition when there is one already, or somebody has decided it meanwhile. */
export const appealPut = (after: StoredAppeal): Write =>
  AppealEntity.build(PutTransaction)
    .item({ ...after, ...listed(after) })
    .options({ condition: after.state === 'open' ? { attr: 'id', exists: false } : { attr: 'state', eq: 'open' } });

export async function appeal(
  personId: string,
  attemptId: string,
  questionId: string,
): Promise<StoredAppeal | undefined> {
  const { Item } = await AppealEntity.build(GetItemCommand)
    .key({ personId, attemptId, questionId })
    .options({ consistent: true })
    .send();
  return Item;
}

export async function appealsOf(personId: string, attemptId: string): Promise<StoredAppeal[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(AppealEntity)
    .query({ partition: attemptPartition(personId, attemptId), range: { beginsWith: 'appeal#' } })
    .options({ consistent: true, maxPages: 5 })
    .send();
  return Items ?? [];
}

/** Keeps an appeal, whatever stood there: a copy of another person’s, or without its words. */
export const putAppeal = (appeal: StoredAppeal) =>
  AppealEntity.build(PutItemCommand)
    .item({ ...appeal, ...listed(appeal) })
    .send();
export const removeAppeal = ({ personId, attemptId, questionId }: StoredAppeal) =>
  AppealEntity.build(DeleteItemCommand).key({ personId, attemptId, questionId }).send();

/** One page of the appeals about a run, open ones first. */
export async function appealsIn(runId: string, from: Record<string, unknown> | undefined) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(AppealEntity)
    .query({ index: 'gsi1', partition: `$assessments#appeals_${runId}` })
    .options({ limit: pageSize, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: (Items ?? []) as StoredAppeal[], lastKey: LastEvaluatedKey };
}

/** Attempts with open appeals about a run, one for each appeal, a thousand at most. */
export async function openAppeals(runId: string): Promise<string[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(AppealEntity)
    .query({ index: 'gsi1', partition: `$assessments#appeals_${runId}`, range: { beginsWith: '0#' } })
    .options({ limit: 1_000, attributes: ['attemptId'] })
    .send();
  return (Items ?? []).map(({ attemptId }) => attemptId);
}

/** Whose attempt it is: those who mark without names have its id only. */
const OwnerEntity = new Entity({
  name: 'attemptOwner',
  table,
  timestamps: false,
  schema: item({ id: string().key(), personId: string(), runId: string() }),
  computeKey: ({ id }) => ({ pk: `$assessments#${id}`, sk: 'owner' }),
});

export interface Owner {
  /** of the attempt */
  id: string;
  personId: string;
  runId: string;
}

export const ownerPut = ({ id, personId, runId }: Owner): Write =>
  OwnerEntity.build(PutTransaction).item({ id, personId, runId });

export const putOwner = ({ id, personId, runId }: Owner) =>
  OwnerEntity.build(PutItemCommand).item({ id, personId, runId }).send();

export async function ownerOf(id: string): Promise<Owner | undefined> {
  const { Item } = await OwnerEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item;
}
