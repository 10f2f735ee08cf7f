/** Reports of posts, with their cohort: one for each who reports. */
import { Entity } from 'dynamodb-toolbox/entity';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { table, unlessRefused } from '../platform/table.ts';

type Key = Record<string, unknown>;
export interface ReportItem {
  cohortId: string;
  threadId: string;
  postId: string;
  personId: string;
  reason: string;
  at: string;
}

const ReportEntity = new Entity({
  name: 'postReport',
  table,
  timestamps: false,
  schema: item({
    cohortId: string().key(),
    postId: string().key(),
    personId: string().key(),
    threadId: string(),
    reason: string(),
    at: string(),
  }),
  computeKey: ({ cohortId, postId, personId }) => ({
    pk: `$discussion#reports_${cohortId}`,
    sk: `${postId}#${personId}`,
  }),
});

/** Once for each who reports, as they said it first. */
export const keepReport = (report: ReportItem): Promise<boolean> =>
  unlessRefused(
    ReportEntity.build(PutItemCommand)
      .item(report)
      .options({ condition: { attr: 'postId', exists: false } })
      .send(),
  );

/** `beginning`: of their places, e.g. a post’s id. */
export async function reportsPage(cohortId: string, beginning: string, limit: number, from?: Key) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(ReportEntity)
    .query({ partition: `$discussion#reports_${cohortId}`, range: { beginsWith: beginning } })
    .options({ consistent: true, limit, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: (Items ?? []) as ReportItem[], lastKey: LastEvaluatedKey };
}

export const dropReport = (report: ReportItem) => ReportEntity.build(DeleteItemCommand).key(report).send();
