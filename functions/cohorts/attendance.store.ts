/** Attendance: an entry per session and person in the cohort’s partition, found by person the other way round. */
import { Entity } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { attendanceStates } from '#contracts/attendance.ts';
import { getMany, inverseKeys, table, type Write } from '../platform/table.ts';
import type { AttendanceItem } from './attendance.ts';

type Key = Record<string, unknown>;

const state = () =>
  string()
    .enum(...attendanceStates)
    .optional();

const AttendanceEntity = new Entity({
  name: 'cohortAttendance',
  table,
  timestamps: false,
  schema: item({
    cohortId: string().key(),
    sessionId: string().key(),
    personId: string().key(),
    day: string(),
    state: state(),
    changes: list(map({ state: state(), at: string(), by: string() })),
    unitedFrom: string().optional(),
    revision: number(),
    ...inverseKeys(),
  }),
  computeKey: ({ cohortId, sessionId, personId }) => ({ pk: `$cohorts#${cohortId}`, sk: `a#${sessionId}#${personId}` }),
});

/** The write of an entry; fails its condition when somebody was quicker. */
export const attendancePut = (after: AttendanceItem, before: AttendanceItem | undefined): Write =>
  AttendanceEntity.build(PutTransaction)
    .item({
      ...after,
      gsi2pk: `$cohorts#attended_${after.personId}`,
      gsi2sk: `${after.cohortId}#${after.day}#${after.sessionId}`,
    })
    .options({ condition: before ? { attr: 'revision', eq: before.revision } : { attr: 'personId', exists: false } });

/** Of these people, in no order. */
export const attendanceOf = (cohortId: string, sessionId: string, personIds: readonly string[]) =>
  getMany(
    AttendanceEntity,
    personIds.map((personId) => ({ cohortId, sessionId, personId })),
    { consistent: true },
  ) as Promise<AttendanceItem[]>;

/** Everybody who was ever noted at a session (1,000 and those who left since). */
export async function noted(cohortId: string, sessionId: string, limit?: number): Promise<AttendanceItem[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(AttendanceEntity)
    .query({ partition: `$cohorts#${cohortId}`, range: { beginsWith: `a#${sessionId}#` } })
    .options({ consistent: true, ...(limit ? { limit } : { maxPages: 10 }) })
    .send();
  return Items ?? [];
}

/** One page of what was noted about somebody, in one cohort or everywhere, the latest first. */
export async function attendedPage(personId: string, cohortId: string | undefined, limit: number, from?: Key) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(AttendanceEntity)
    .query({
      index: 'gsi2',
      partition: `$cohorts#attended_${personId}`,
      ...(cohortId ? { range: { beginsWith: `${cohortId}#` } } : {}),
    })
    .options({ limit, reverse: true, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: (Items ?? []) as AttendanceItem[], lastKey: LastEvaluatedKey };
}

/** All that was noted about somebody, in one cohort or everywhere, page by page. */
export async function* attendedPages(personId: string, cohortId?: string): AsyncGenerator<AttendanceItem[]> {
  let from: Key | undefined;
  do {
    const page = await attendedPage(personId, cohortId, 100, from);
    yield page.items;
    from = page.lastKey;
  } while (from);
}
