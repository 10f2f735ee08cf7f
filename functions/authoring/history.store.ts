/** What texts of a lesson were before, or did not become. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { languages } from '#contracts/common.ts';
import { table, type Write } from '../platform/table.ts';

/** texts may be long: a page stays well below what an answer may weigh */
const pageSize = 25;

const HistoryEntity = new Entity({
  name: 'blockHistory',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    lessonId: string().key(),
    /** ULID: sorts by time */
    id: string().key(),
    blockId: string(),
    kind: string().enum('write', 'conflict', 'remove'),
    language: string()
      .enum(...languages)
      .optional(),
    text: string().optional(),
    alt: string().optional(),
    by: string(),
    at: string(),
  }),
  computeKey: ({ courseId, lessonId, id }) => ({ pk: `$authoring#${courseId}`, sk: `h#${lessonId}#${id}` }),
});
export type StoredHistory = FormattedItem<typeof HistoryEntity>;

/** The write that keeps an entry; the same entry twice is one. */
export const historyPut = (entry: StoredHistory): Write => HistoryEntity.build(PutTransaction).item(entry);

/** One page of a lesson's history, latest first. */
export async function historyPage(courseId: string, lessonId: string, from: Record<string, unknown> | undefined) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(HistoryEntity)
    .query({ partition: `$authoring#${courseId}`, range: { beginsWith: `h#${lessonId}#` } })
    .options({ consistent: true, reverse: true, limit: pageSize, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items ?? [], lastKey: LastEvaluatedKey };
}

/** All entries of a course, in no order that matters (for who has taken part in writing it). */
export async function historyOf(courseId: string): Promise<StoredHistory[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(HistoryEntity)
    .query({ partition: `$authoring#${courseId}`, range: { beginsWith: 'h#' } })
    .options({ consistent: true, maxPages: 200 })
    .send();
  return Items ?? [];
}
