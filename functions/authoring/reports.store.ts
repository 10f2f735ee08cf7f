/** Reports of errors, in their course; those that wait are listed for the organisation, all for their writer. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { languages } from '#contracts/common.ts';
import { roles } from '#contracts/permissions.ts';
import { reportKinds, reportOutcomes, type Report } from '#contracts/reports.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { inverseKeys, listKeys, localisedMap, table, transact, unlessRefused } from '../platform/table.ts';
import type { ReportItem } from './report.ts';

const ReportEntity = new Entity({
  name: 'report',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    id: string().key(),
    lessonId: string(),
    lessonTitle: localisedMap(),
    version: number(),
    language: string().enum(...languages),
    kind: string().enum(...reportKinds),
    text: string(),
    passage: map({ quote: string(), before: string(), after: string() }).optional(),
    by: string(),
    named: boolean(),
    branchId: string(),
    role: string().enum(...roles),
    at: string(),
    answer: map({ outcome: string().enum(...reportOutcomes), text: string(), at: string(), by: string() }).optional(),
    revision: number(),
    ...listKeys(),
    ...inverseKeys(),
  }),
  computeKey: ({ courseId, id }) => ({ pk: `$authoring#${courseId}`, sk: `e#${id}` }),
});

/** The course's organisation lists what waits. */
const waiting = ({ courseId, id, answer }: ReportItem, organisationId: string) =>
  answer ? {} : { gsi1pk: `$authoring#reports_${organisationId}`, gsi1sk: `${courseId}#${id}` };
const byWriter = ({ by, at, id }: ReportItem) => ({ gsi2pk: `$authoring#reporter_${by}`, gsi2sk: `${at}#${id}` });

export async function report(courseId: string, id: string): Promise<ReportItem | undefined> {
  return (await ReportEntity.build(GetItemCommand).key({ courseId, id }).options({ consistent: true }).send()).Item;
}

/** Keeps a new report; false where there is one of this id. */
export async function putReport(created: ReportItem, organisationId: string): Promise<boolean> {
  return unlessRefused(
    ReportEntity.build(PutItemCommand)
      .item({ ...created, ...waiting(created, organisationId), ...byWriter(created) })
      .options({ condition: { attr: 'id', exists: false } })
      .send(),
  );
}

/** Saves an answer with its record; fails its condition when somebody else answered since. */
export const putAnswer = (before: ReportItem, after: ReportItem, record: NewRecord, now: number): Promise<void> =>
  transact(
    ReportEntity.build(PutTransaction)
      .item({ ...after, ...byWriter(after) })
      .options({ condition: { attr: 'revision', eq: before.revision } }),
    recordPut(record, now),
  );

const pageSize = 30;

/** One page of a course's reports in one state, the latest first (ids are made of their moment). */
export async function reportsOf(
  courseId: string,
  state: Report['state'],
  from: Record<string, unknown> | undefined,
): Promise<{ items: ReportItem[]; lastKey: Record<string, unknown> | undefined }> {
  const found: ReportItem[] = [];
  let lastKey = from;
  do {
    const page = await table
      .build(QueryCommand)
      .entities(ReportEntity)
      .query({ partition: `$authoring#${courseId}`, range: { beginsWith: 'e#' } })
      .options({ reverse: true, limit: pageSize, ...(lastKey ? { exclusiveStartKey: lastKey } : {}) })
      .send();
    found.push(...(page.Items ?? []).filter(({ answer }) => (state === 'open') === (answer === undefined)));
    lastKey = page.LastEvaluatedKey;
  } while (lastKey && found.length < pageSize);
  return { items: found, lastKey };
}

/** One page of what a person has reported, the latest first. */
export async function reportsBy(personId: string, from?: Record<string, unknown>) {
  const { Items = [], LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(ReportEntity)
    .query({ index: 'gsi2', partition: `$authoring#reporter_${personId}` })
    .options({ reverse: true, limit: 50, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items as ReportItem[], lastKey: LastEvaluatedKey };
}

/** All a person has reported. */
export async function allReportsBy(personId: string): Promise<ReportItem[]> {
  const found: ReportItem[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await reportsBy(personId, from);
    found.push(...page.items);
    from = page.lastKey;
  } while (from);
  return found;
}

/** more are not counted one by one */
const countedPages = 4;

/** How many reports wait in each course of an organisation. */
export async function waitingIn(organisationId: string): Promise<Map<string, number>> {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(ReportEntity)
    .query({ index: 'gsi1', partition: `$authoring#reports_${organisationId}` })
    .options({ maxPages: countedPages })
    .send();
  const counts = new Map<string, number>();
  for (const { courseId } of Items) counts.set(courseId, (counts.get(courseId) ?? 0) + 1);
  return counts;
}
