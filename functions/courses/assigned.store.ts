/** One item for each course of a cohort or an organisation, under that. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { getMany, table, type Write } from '../platform/table.ts';
import type { Assigned } from './assigned.ts';

const AssignedEntity = new Entity({
  name: 'assigned',
  table,
  timestamps: false,
  schema: item({
    targetId: string().key(),
    courseId: string().key(),
    version: number(),
    startsOn: string().optional(),
    dueOn: string().optional(),
    after: list(string()),
    inOrder: boolean().optional(),
    assignedAt: string(),
    assignedBy: string(),
    withdrawnAt: string().optional(),
    earlier: list(map({ from: string(), to: string().optional() })),
    revision: number(),
  }),
  computeKey: ({ targetId, courseId }) => ({ pk: `$courses#for_${targetId}`, sk: `c#${courseId}` }),
});

/** All of a cohort or organisation, those that were withdrawn too; some hundreds at most. */
export async function assignedIn(targetId: string): Promise<Assigned[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(AssignedEntity)
    .query({ partition: `$courses#for_${targetId}`, range: { beginsWith: 'c#' } })
    .options({ consistent: true, maxPages: 2 })
    .send();
  return Items ?? [];
}

export async function assignedOne(targetId: string, courseId: string): Promise<Assigned | undefined> {
  const key = { targetId, courseId };
  return (await AssignedEntity.build(GetItemCommand).key(key).options({ consistent: true }).send()).Item;
}

/** One course in each of these cohorts and organisations. */
export const assignedAmong = (targetIds: readonly string[], courseId: string): Promise<Assigned[]> =>
  getMany(
    AssignedEntity,
    targetIds.map((targetId) => ({ targetId, courseId })),
    { consistent: true },
  );

/** The write; fails its condition where somebody was quicker. */
export const assignedPut = (after: Assigned, before: Assigned | undefined): Write =>
  AssignedEntity.build(PutTransaction)
    .item(after)
    .options({ condition: before ? { attr: 'revision', eq: before.revision } : { attr: 'courseId', exists: false } });
