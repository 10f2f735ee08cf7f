/** Items of gradebooks: the plan of a cohort, a row for each learner, every mark that was given. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { record } from 'dynamodb-toolbox/schema/record';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { cellFlags } from '#contracts/grade-result.ts';
import { jobPut, type NewJob } from '../platform/jobs.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { getMany, inverseKeys, table, transact, unlessRefused, type Write } from '../platform/table.ts';
import type { GivenMark, Row } from './marks.ts';
import type { PlannedColumn, StoredPlan } from './plan.ts';

const partition = (cohortId: string) => `$gradebook#${cohortId}`;
const flag = () => string().enum(...cellFlags);

const PlanEntity = new Entity({
  name: 'gradePlan',
  table,
  timestamps: false,
  schema: item({ cohortId: string().key(), categories: any(), columns: any(), revision: number() }),
  computeKey: ({ cohortId }) => ({ pk: partition(cohortId), sk: 'plan' }),
});

const RowEntity = new Entity({
  name: 'gradeRow',
  table,
  timestamps: false,
  schema: item({
    cohortId: string().key(),
    personId: string().key(),
    cells: record(
      string(),
      map({
        points: number().optional(),
        flag: flag().optional(),
        taken: number().optional(),
        revision: number(),
      }),
    ),
    revision: number(),
    ...inverseKeys(),
  }),
  computeKey: ({ cohortId, personId }) => ({ pk: partition(cohortId), sk: `r#${personId}` }),
});

const MarkEntity = new Entity({
  name: 'givenMark',
  table,
  timestamps: false,
  schema: item({
    cohortId: string().key(),
    personId: string().key(),
    columnId: string().key(),
    id: string().key(),
    by: string(),
    at: string(),
    points: number().optional(),
    flag: flag().optional(),
    before: map({ points: number().optional(), flag: flag().optional() }),
    reason: string().optional(),
  }),
  computeKey: ({ cohortId, personId, columnId, id }) => ({
    pk: partition(cohortId),
    sk: `h#${personId}#${columnId}#${id}`,
  }),
});

/** The plan as it stands; empty where nobody has written one. */
export async function plan(cohortId: string): Promise<StoredPlan> {
  const { Item } = await PlanEntity.build(GetItemCommand).key({ cohortId }).options({ consistent: true }).send();
  if (!Item) return { cohortId, categories: [], columns: [], revision: 0 };
  return { ...Item, columns: Item.columns as PlannedColumn[] } as StoredPlan;
}

/** False where somebody was quicker. */
export const savePlan = (after: StoredPlan, before: StoredPlan, records: readonly NewRecord[], now: number) =>
  unlessRefused(
    transact(
      PlanEntity.build(PutTransaction)
        .item(after)
        .options({
          condition: before.revision ? { attr: 'revision', eq: before.revision } : { attr: 'cohortId', exists: false },
        }),
      ...records.map((each) => recordPut(each, now)),
    ),
  );

/** Rows of these learners, in no order; who has no mark has none. */
export const rows = (cohortId: string, personIds: readonly string[]): Promise<Row[]> =>
  getMany(
    RowEntity,
    personIds.map((personId) => ({ cohortId, personId })),
    { consistent: true },
  ) as Promise<Row[]>;

/** Which of these marks were given before. */
export async function knownMarks(cohortId: string, marks: readonly Pick<MarkKey, 'personId' | 'columnId' | 'id'>[]) {
  const found = await getMany(
    MarkEntity,
    marks.map(({ personId, columnId, id }) => ({ cohortId, personId, columnId, id })),
    { consistent: true },
  );
  return new Set(found.map(({ id }) => id));
}
interface MarkKey {
  cohortId: string;
  personId: string;
  columnId: string;
  id: string;
}

const rowPut = (row: Row): Write =>
  RowEntity.build(PutTransaction)
    .item({
      ...row,
      revision: row.revision + 1,
      gsi2pk: `$gradebook#of_${row.personId}`,
      gsi2sk: row.cohortId,
    })
    .options({
      condition: row.revision ? { attr: 'revision', eq: row.revision } : { attr: 'cohortId', exists: false },
    });

/** Marks that fit into one transaction, with row and records. */
export const marksAtOnce = 12;

/** A row with the marks that made it so; false where somebody was quicker. */
export const saveRow = (row: Row, given: readonly GivenMark[], records: readonly NewRecord[], now: number) =>
  unlessRefused(
    transact(
      rowPut(row),
      ...given.map((mark) =>
        MarkEntity.build(PutTransaction)
          .item({ ...mark, cohortId: row.cohortId, personId: row.personId })
          .options({ condition: { attr: 'id', exists: false } }),
      ),
      ...records.map((each) => recordPut(each, now)),
    ),
  );

const historyMax = 100;

/** Marks that were given in a cell, the latest first. */
export async function history({ cohortId, personId, columnId }: Omit<MarkKey, 'id'>): Promise<GivenMark[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(MarkEntity)
    .query({ partition: partition(cohortId), range: { beginsWith: `h#${personId}#${columnId}#` } })
    .options({ consistent: true, reverse: true, limit: historyMax })
    .send();
  return Items ?? [];
}

/** Every mark that a learner was given in a cohort (some hundreds at most). */
export async function historyOf(cohortId: string, personId: string): Promise<GivenMark[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(MarkEntity)
    .query({ partition: partition(cohortId), range: { beginsWith: `h#${personId}#` } })
    .options({ consistent: true, maxPages: 10 })
    .send();
  return Items ?? [];
}

/** The history of a duplicate under the kept person’s name; what is there already is written as it is. */
export async function copyHistory(cohortId: string, from: string, to: string): Promise<void> {
  for (const mark of await historyOf(cohortId, from))
    await MarkEntity.build(PutItemCommand)
      .item({ ...mark, cohortId, personId: to })
      .send();
}

/** Takes away what was said about a learner’s marks. */
export async function removeReasons(cohortId: string, personId: string): Promise<void> {
  for (const { reason, ...mark } of await historyOf(cohortId, personId)) {
    if (reason === undefined) continue;
    await MarkEntity.build(PutItemCommand)
      .item({ ...mark, cohortId, personId })
      .send();
  }
}

/** Rows of a person in all cohorts (some dozens at most). */
export async function rowsOf(personId: string): Promise<Row[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(RowEntity)
    .query({ index: 'gsi2', partition: `$gradebook#of_${personId}` })
    .options({ maxPages: 5 })
    .send();
  return (Items ?? []) as Row[];
}

export const putExportJob = (job: NewJob, records: readonly NewRecord[], now: number): Promise<void> =>
  transact(jobPut(job, now), ...records.map((each) => recordPut(each, now)));
