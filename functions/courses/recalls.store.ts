/** What is recalled of a course: one small item, looked at by everybody who learns it or a copy of it. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { record } from 'dynamodb-toolbox/schema/record';
import { string } from 'dynamodb-toolbox/schema/string';
import { getMany, table, type Write } from '../platform/table.ts';

const RecallsEntity = new Entity({
  name: 'courseRecalls',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    revision: number(),
    versions: record(string(), map({ at: string(), reason: string() })),
  }),
  computeKey: ({ courseId }) => ({ pk: `$courses#${courseId}`, sk: 'recalls' }),
});
export type StoredRecalls = FormattedItem<typeof RecallsEntity>;

/** As it stands, for who decides by it what to write. */
export async function recallsNow(courseId: string): Promise<StoredRecalls> {
  const { Item } = await RecallsEntity.build(GetItemCommand).key({ courseId }).options({ consistent: true }).send();
  return Item ?? { courseId, revision: 0, versions: {} };
}

/** Of several courses; those of which nothing was ever recalled are absent. */
export const recallsOf = (courseIds: readonly string[]): Promise<StoredRecalls[]> =>
  getMany(
    RecallsEntity,
    [...new Set(courseIds)].map((courseId) => ({ courseId })),
  );

/** The write of what is recalled now; fails its condition when somebody else was quicker. */
export const recallsPut = (before: StoredRecalls, versions: StoredRecalls['versions']): Write =>
  RecallsEntity.build(PutTransaction)
    .item({ courseId: before.courseId, revision: before.revision + 1, versions })
    .options({
      condition: before.revision ? { attr: 'revision', eq: before.revision } : { attr: 'revision', exists: false },
    });
