/** Items of cohorts: the cohort in the lists of its organisation and its branch, and what somebody teaches. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { cohortStates } from '#contracts/cohorts.ts';
import { getMany, inverseKeys, listKeys, table, type Write } from '../platform/table.ts';
import type { CohortHead } from './cohort.ts';

type Key = Record<string, unknown>;

const CohortEntity = new Entity({
  name: 'cohort',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    organisationId: string(),
    branchId: string(),
    name: string(),
    startsOn: string(),
    endsOn: string(),
    timeZone: string(),
    state: string().enum(...cohortStates),
    instructors: list(string()),
    join: map({ hash: string(), sealed: string(), until: string() }).optional(),
    createdAt: string(),
    createdBy: string(),
    revision: number(),
    ...listKeys(),
    ...inverseKeys(),
  }),
  computeKey: ({ id }) => ({ pk: `$cohorts#${id}`, sk: 'cohort' }),
});

/** Named as an instructor, under the person: found without an index. */
const TeachingEntity = new Entity({
  name: 'cohortTeaching',
  table,
  timestamps: false,
  schema: item({ personId: string().key(), cohortId: string().key(), since: string() }),
  computeKey: ({ personId, cohortId }) => ({ pk: `$cohorts#${personId}`, sk: `t#${cohortId}` }),
});

const placeOf = ({ state, startsOn, id }: CohortHead) => `${state}#${startsOn}#${id}`;

/** The write of a cohort; fails its condition when the id is taken or somebody was quicker. */
export const cohortPut = (after: CohortHead, before: CohortHead | undefined): Write =>
  CohortEntity.build(PutTransaction)
    .item({
      ...after,
      gsi1pk: `$cohorts#of_${after.organisationId}`,
      gsi1sk: placeOf(after),
      gsi2pk: `$cohorts#in_${after.branchId}`,
      gsi2sk: placeOf(after),
    })
    .options({ condition: before ? { attr: 'revision', eq: before.revision } : { attr: 'id', exists: false } });

export async function cohort(id: string): Promise<CohortHead | undefined> {
  const { Item } = await CohortEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item;
}

/** By id, in no order. */
export const cohortsById = (ids: readonly string[]): Promise<CohortHead[]> =>
  getMany(
    CohortEntity,
    [...new Set(ids)].map((id) => ({ id })),
    { consistent: true },
  );

interface Wanted {
  state: CohortHead['state'];
  limit: number;
}

/** One page of the cohorts of an organisation itself, or of a whole branch, those that begin last first. */
export async function cohortsIn(where: 'of' | 'in', organisationId: string, { state, limit }: Wanted, from?: Key) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(CohortEntity)
    .query({
      index: where === 'of' ? 'gsi1' : 'gsi2',
      partition: `$cohorts#${where}_${organisationId}`,
      range: { beginsWith: `${state}#` },
    })
    .options({ limit, reverse: true, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: (Items ?? []) as CohortHead[], lastKey: LastEvaluatedKey };
}

/** All cohorts of an organisation or branch in a state whose first day lies between two days, both included. */
export async function cohortsBegun(
  where: 'of' | 'in',
  organisationId: string,
  state: CohortHead['state'],
  { from, to }: { from: string; to: string },
): Promise<CohortHead[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(CohortEntity)
    .query({
      index: where === 'of' ? 'gsi1' : 'gsi2',
      partition: `$cohorts#${where}_${organisationId}`,
      range: { between: [`${state}#${from}`, `${state}#${to}#~`] },
    })
    .options({ maxPages: 10 })
    .send();
  return (Items ?? []) as CohortHead[];
}

export const teachingPut = (personId: string, cohortId: string, since: string): Write =>
  TeachingEntity.build(PutTransaction).item({ personId, cohortId, since });

export const teachingDelete = (personId: string, cohortId: string): Write =>
  TeachingEntity.build(DeleteTransaction).key({ personId, cohortId });

/** Ids of the cohorts somebody is named in (some hundreds at most). */
export async function taughtBy(personId: string): Promise<string[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(TeachingEntity)
    .query({ partition: `$cohorts#${personId}`, range: { beginsWith: 't#' } })
    .options({ consistent: true, maxPages: 3 })
    .send();
  return (Items ?? []).map(({ cohortId }) => cohortId);
}
