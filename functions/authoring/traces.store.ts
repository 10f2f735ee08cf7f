/** Who has had a part in a course without being in its team (any more): what they left there is found by it. */
import { Entity } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { inverseKeys, table, type Write } from '../platform/table.ts';

const TraceEntity = new Entity({
  name: 'courseTrace',
  table,
  timestamps: false,
  schema: item({ courseId: string().key(), personId: string().key(), ...inverseKeys() }),
  computeKey: ({ courseId, personId }) => ({ pk: `$authoring#${courseId}`, sk: `p#${personId}` }),
});

/** The write that notes it: of who leaves a team, answers a review, or is asked to. Twice is once. */
export const tracePut = (courseId: string, personId: string): Write =>
  TraceEntity.build(PutTransaction).item({
    courseId,
    personId,
    gsi2pk: `$authoring#trace_${personId}`,
    gsi2sk: courseId,
  });

/** Courses in which a person has had such a part. */
export async function tracedCourses(personId: string): Promise<string[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(TraceEntity)
    .query({ index: 'gsi2', partition: `$authoring#trace_${personId}` })
    .options({ maxPages: 20 })
    .send();
  return (Items ?? []).map(({ courseId }) => courseId);
}
