/** Candidates that imports have brought into a course: what they hold takes room already, released or not. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { table, type Write } from '../platform/table.ts';

const ImportedEntity = new Entity({
  name: 'courseImported',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    jobId: string().key(),
    /** hash of the candidate */
    candidate: string(),
    at: string(),
  }),
  computeKey: ({ courseId, jobId }) => ({ pk: `$courses#${courseId}`, sk: `in#${jobId}` }),
});
export type Imported = FormattedItem<typeof ImportedEntity>;

/** The write that notes it; once for each job. */
export const importedPut = (imported: Imported): Write =>
  ImportedEntity.build(PutTransaction)
    .item(imported)
    .options({ condition: { attr: 'jobId', exists: false } });

/** more than anybody brings into one course */
const importsMax = 1000;

/** All imports into a course. */
export async function importsInto(courseId: string): Promise<Imported[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(ImportedEntity)
    .query({ partition: `$courses#${courseId}`, range: { beginsWith: 'in#' } })
    .options({ consistent: true, limit: importsMax })
    .send();
  return Items ?? [];
}
