/**
 * What people hold: a row per completed course version and branch, listed by branch and, there, by course. Reckoned from
 * facts and periods of membership; reckoning again changes nothing.
 */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { inverseKeys, listKeys, table, transact, type Write, unlessRefused } from '../platform/table.ts';
import type { Holding } from './holding.ts';

/** A completed course of a person, as one branch may show it. */
const HoldingEntity = new Entity({
  name: 'holding',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    completedAt: string().key(),
    courseId: string().key(),
    version: number().key(),
    /** `-`: of no branch */
    branchId: string().key(),
    stays: list(map({ organisationId: string(), from: string(), until: string().optional() })),
    ...listKeys(),
    ...inverseKeys(),
  }),
  computeKey: ({ personId, ...key }) => ({ pk: ofPerson(personId), sk: placeOf(key) }),
});
const ofPerson = (personId: string) => `$audit#person_${personId}`;
const noBranch = '-';
const placeOf = ({ completedAt, courseId, version, branchId }: Omit<HoldingKey, 'personId'>) =>
  `held#${completedAt}#${courseId}#v${String(version).padStart(4, '0')}#${branchId}`;
interface HoldingKey {
  personId: string;
  completedAt: string;
  courseId: string;
  version: number;
  branchId: string;
}

/** How often a person's holdings were written: guards two who reckon at the same time. */
const HolderEntity = new Entity({
  name: 'holder',
  table,
  timestamps: false,
  schema: item({ personId: string().key(), revision: number() }),
  computeKey: ({ personId }) => ({ pk: ofPerson(personId), sk: 'holder' }),
});

export async function holderRevision(personId: string): Promise<number> {
  const { Item } = await HolderEntity.build(GetItemCommand).key({ personId }).options({ consistent: true }).send();
  return Item?.revision ?? 0;
}

/** Everything a person holds, by the day of completion. */
export async function holdingsOf(personId: string): Promise<Holding[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(HoldingEntity)
    .query({ partition: ofPerson(personId), range: { beginsWith: 'held#' } })
    .options({ consistent: true, maxPages: 10 })
    .send();
  return (Items ?? []).map(holdingOf);
}

const holdingOf = ({ branchId, stays, courseId, version, completedAt }: StoredHolding): Holding => ({
  courseId,
  version,
  completedAt,
  branchId: branchId === noBranch ? null : branchId,
  stays: stays.map(({ until, ...stay }) => ({ ...stay, until: until ?? null })),
});
type StoredHolding = FormattedItem<typeof HoldingEntity>;

/** puts and deletes that fit into one transaction */
export const holdingWritesMax = 90;

/** Changes some of a person's holdings; false when somebody else did since `revision` was read. */
export async function changeHoldings(
  personId: string,
  revision: number,
  { put, gone }: { put: readonly Holding[]; gone: readonly Holding[] },
): Promise<boolean> {
  const condition = revision
    ? ({ attr: 'revision', eq: revision } as const)
    : ({ attr: 'personId', exists: false } as const);
  const head = HolderEntity.build(PutTransaction)
    .item({ personId, revision: revision + 1 })
    .options({ condition });
  return unlessRefused(
    transact(head, ...put.map((each) => holdingPut(personId, each)), ...gone.map((each) => remove(personId, each))),
  );
}

const placeInList = ({ completedAt, courseId, personId, version }: Omit<HoldingKey, 'branchId'>) =>
  `${completedAt}#${courseId}#${personId}#v${version}`;
const heldIn = (branchId: string, courseId?: string) => `$audit#held_${branchId}${courseId ? `#${courseId}` : ''}`;

function holdingPut(personId: string, { stays, branchId, ...held }: Holding): Write {
  const { courseId } = held;
  const place = placeInList({ personId, ...held });
  return HoldingEntity.build(PutTransaction).item({
    personId,
    ...held,
    branchId: branchId ?? noBranch,
    stays: stays.map(({ until, ...stay }) => ({ ...stay, ...(until === null ? {} : { until }) })),
    ...(branchId ? { gsi1pk: heldIn(branchId), gsi1sk: place, gsi2pk: heldIn(branchId, courseId), gsi2sk: place } : {}),
  });
}

const remove = (personId: string, { branchId, completedAt, courseId, version }: Holding): Write =>
  HoldingEntity.build(DeleteTransaction).key({
    personId,
    completedAt,
    courseId,
    version,
    branchId: branchId ?? noBranch,
  });

/** Holdings of a branch (of one course where asked) completed before a place in that list, latest first. */
export async function holdingsBefore(
  { branchId, courseId }: { branchId: string; courseId: string | undefined },
  before: string,
  limit: number,
): Promise<{ held: (Holding & { personId: string; place: string })[]; isLast: boolean }> {
  const { Items = [], LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(HoldingEntity)
    .query({ index: courseId ? 'gsi2' : 'gsi1', partition: heldIn(branchId, courseId), range: { lt: before } })
    .options({ reverse: true, limit })
    .send();
  const held = Items.map((stored) => ({
    ...holdingOf(stored),
    personId: stored.personId,
    place: placeInList(stored),
  }));
  return { held, isLast: !LastEvaluatedKey };
}
