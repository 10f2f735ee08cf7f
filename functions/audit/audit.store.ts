/**
 * Rows of facts by day and branch (an academy, a region, the national body itself). Made from facts, and made again by
 * `npm run rebuild -- audit`.
 */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { JobEntity, jobPut, jobsOfOwner, type NewJob, type StoredJob } from '../platform/jobs.ts';
import { recordPut, type NewRecord, type RecordRange } from '../platform/record.ts';
import { inverseKeys, listKeys, table, transact } from '../platform/table.ts';

/** A fact on the day it happened, in a branch it concerns. Changes by administrators stand in a list of their own too. */
const DayRowEntity = new Entity({
  name: 'auditDay',
  table,
  timestamps: false,
  schema: item({
    branchId: string().key(),
    day: string().key(),
    recordId: string().key(),
    subjectId: string(),
    objectId: string().optional(),
    type: string(),
    actorId: string(),
    at: string(),
    change: boolean(),
    ...listKeys(),
    ...inverseKeys(),
  }),
  computeKey: ({ branchId, day, recordId }) => ({ pk: `$audit#${branchId}#${day}`, sk: recordId }),
});
export type DayRow = FormattedItem<typeof DayRowEntity>;

const changesOn = (branchId: string, day: string) => `$audit#changes_${branchId}#${day}`;
const courseIn = (courseId: string, branchId: string) => `$audit#course_${courseId}#${branchId}`;

/** Writes a fact's row; the same again changes nothing. */
export async function putDayRow(row: DayRow, courseId: string | undefined): Promise<void> {
  await DayRowEntity.build(PutItemCommand)
    .item({
      ...row,
      ...(row.change ? { gsi1pk: changesOn(row.branchId, row.day), gsi1sk: row.recordId } : {}),
      ...(courseId ? { gsi2pk: courseIn(courseId, row.branchId), gsi2sk: row.recordId } : {}),
    })
    .send();
}

type Where = { partition: string; index?: 'gsi1' | 'gsi2' };

/** Facts of a UTC day in a branch, latest first; only the changes where asked. */
export const dayRows = (branchId: string, day: string, onlyChanges: boolean, range: RecordRange, limit: number) =>
  rows(
    onlyChanges ? { index: 'gsi1', partition: changesOn(branchId, day) } : { partition: `$audit#${branchId}#${day}` },
    range,
    limit,
  );

/** Facts that name a course and concern a branch, latest first. */
export const courseRows = (courseId: string, branchId: string, range: RecordRange, limit: number) =>
  rows({ index: 'gsi2', partition: courseIn(courseId, branchId) }, range, limit);

async function rows(where: Where, { from, to }: RecordRange, limit: number): Promise<DayRow[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(DayRowEntity)
    .query({ ...where, range: { between: [from, to] } })
    .options({ reverse: true, limit })
    .send();
  return Items ?? [];
}

/** Creates an export's job together with the records that start it and tell of it; fails its condition when the id is taken. */
export async function putExportJob(job: NewJob, records: NewRecord[], now: number): Promise<void> {
  await transact(jobPut(job, now), ...records.map((record) => recordPut(record, now)));
}

/** Jobs a person started, as far as they are still kept. */
export async function jobsOf(ownerId: string): Promise<StoredJob[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(JobEntity)
    .query({ index: 'gsi2', partition: jobsOfOwner(ownerId) })
    .options({ maxPages: 10 })
    .send();
  return Items ?? [];
}
