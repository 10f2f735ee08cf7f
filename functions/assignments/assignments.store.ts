/** Assignments: a card in the partition of their cohort, text and rubric beside it under their own id. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import type { AssignmentContent } from '#contracts/assignments.ts';
import { languages } from '#contracts/common.ts';
import { fileTypes } from '#contracts/media.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { table, transact } from '../platform/table.ts';

const pageSize = 50;

const CardEntity = new Entity({
  name: 'assignment',
  table,
  timestamps: false,
  schema: item({
    cohortId: string().key(),
    id: string().key(),
    organisationId: string(),
    title: string(),
    language: string().enum(...languages),
    opensAt: string(),
    dueAt: string(),
    closesAt: string().optional(),
    takesText: boolean(),
    fileTypes: list(string().enum(...fileTypes)),
    fileBytesMax: number(),
    filesMax: number(),
    submissionsMax: number(),
    pointsMax: number(),
    anonymous: boolean(),
    releasedAt: string().optional(),
    releases: list(map({ released: boolean(), by: string(), at: string(), reason: string().optional() })),
    removedAt: string().optional(),
    changedBy: string(),
    changedAt: string(),
    revision: number(),
  }),
  computeKey: ({ cohortId, id }) => ({ pk: `$assignments#${cohortId}`, sk: `a#${id}` }),
});
export type Card = FormattedItem<typeof CardEntity>;

const BodyEntity = new Entity({
  name: 'assignmentBody',
  table,
  timestamps: false,
  schema: item({ id: string().key(), cohortId: string(), text: string(), rubric: any() }),
  computeKey: ({ id }) => ({ pk: `$assignments#${id}`, sk: 'body' }),
});

export type Body = Pick<AssignmentContent, 'text' | 'rubric'>;
export type WholeAssignment = Card & Body;

export async function card(cohortId: string, id: string): Promise<Card | undefined> {
  const { Item } = await CardEntity.build(GetItemCommand).key({ cohortId, id }).options({ consistent: true }).send();
  return Item;
}

export async function assignment(cohortId: string, id: string): Promise<WholeAssignment | undefined> {
  const [found, { Item }] = await Promise.all([
    card(cohortId, id),
    BodyEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send(),
  ]);
  return found && Item && { ...found, text: Item.text, rubric: Item.rubric as Body['rubric'] };
}

/** The cohort an assignment is set to, by its id alone: for reactions. */
export async function cohortOf(id: string): Promise<string | undefined> {
  const { Item } = await BodyEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item?.cohortId;
}

/** One page of the cards of a cohort, in the order in which they were made. */
export async function cardsPage(cohortId: string, from: Record<string, unknown> | undefined) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(CardEntity)
    .query({ partition: `$assignments#${cohortId}`, range: { beginsWith: 'a#' } })
    .options({ consistent: true, limit: pageSize, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: (Items ?? []) as Card[], lastKey: LastEvaluatedKey };
}

/** All cards of a cohort; there are some hundreds at most. */
export async function cardsOf(cohortId: string): Promise<Card[]> {
  const all: Card[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const { items, lastKey } = await cardsPage(cohortId, from);
    all.push(...items);
    from = lastKey;
  } while (from);
  return all;
}

/** Keeps an assignment with its record; fails its condition where somebody was quicker. */
export function save(
  { text, rubric, ...after }: WholeAssignment,
  before: Pick<Card, 'revision'> | undefined,
  record: NewRecord,
  now: number,
): Promise<void> {
  const condition = before
    ? ({ attr: 'revision', eq: before.revision } as const)
    : ({ attr: 'id', exists: false } as const);
  return transact(
    CardEntity.build(PutTransaction).item(after).options({ condition }),
    BodyEntity.build(PutTransaction).item({ id: after.id, cohortId: after.cohortId, text, rubric }),
    recordPut(record, now),
  );
}
