/** What was decided about pieces of the original of an adopted course. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { table } from '../platform/table.ts';

const DecisionEntity = new Entity({
  name: 'upstreamDecision',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    key: string().key(),
    choice: string().enum('take', 'keep', 'edit'),
    /** the version of the original that was looked at */
    seen: number(),
    /** the version it was taken from last */
    taken: number().optional(),
    by: string(),
    at: string(),
  }),
  computeKey: ({ courseId, key }) => ({ pk: `$authoring#${courseId}`, sk: `o#${key}` }),
});
export type StoredDecision = FormattedItem<typeof DecisionEntity>;

export async function putDecision(decision: StoredDecision): Promise<void> {
  await DecisionEntity.build(PutItemCommand).item(decision).send();
}

/** All of a course: only pieces that ever differed have one. */
export async function decisionsOf(courseId: string): Promise<StoredDecision[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(DecisionEntity)
    .query({ partition: `$authoring#${courseId}`, range: { beginsWith: 'o#' } })
    .options({ consistent: true, maxPages: 50 })
    .send();
  return Items ?? [];
}
