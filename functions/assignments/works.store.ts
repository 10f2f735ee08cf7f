/** The work of each person for an assignment: where it stands, by whom it is found without a name, what it is compared by. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { getMany, inverseKeys, listKeys, table, type Write } from '../platform/table.ts';
import type { StoredAllowance } from './assignment.ts';
import type { Work } from './work.ts';

const WorkEntity = new Entity({
  name: 'work',
  table,
  timestamps: false,
  schema: item({
    assignmentId: string().key(),
    personId: string().key(),
    cohortId: string(),
    id: string(),
    state: string().enum('none', 'handedIn', 'marked', 'returned'),
    submissions: number(),
    submittedAt: string().optional(),
    late: boolean().optional(),
    returns: number(),
    reworkDueAt: string().optional(),
    marks: number(),
    points: number().optional(),
    /** the last one counts */
    allowances: any(),
    revision: number(),
    ...listKeys(),
    ...inverseKeys(),
  }),
  computeKey: ({ assignmentId, personId }) => ({ pk: `$assignments#${assignmentId}`, sk: `w#${personId}` }),
});

/** Whose work it is: who marks without names has only its id. */
const AliasEntity = new Entity({
  name: 'workAlias',
  table,
  timestamps: false,
  schema: item({ assignmentId: string().key(), id: string().key(), personId: string() }),
  computeKey: ({ assignmentId, id }) => ({ pk: `$assignments#${assignmentId}`, sk: `k#${id}` }),
});

/** Fingerprints of the latest text, 32 bits each, as base64. */
const PrintsEntity = new Entity({
  name: 'workPrints',
  table,
  timestamps: false,
  schema: item({ assignmentId: string().key(), personId: string().key(), hashes: string() }),
  computeKey: ({ assignmentId, personId }) => ({ pk: `$assignments#${assignmentId}`, sk: `f#${personId}` }),
});

type Stored = Omit<Work, 'allowances'> & { allowances: unknown };
const workOf = ({ allowances, ...rest }: Stored): Work => ({
  ...rest,
  allowances: allowances as StoredAllowance[],
});

const indexed = ({ assignmentId, personId, cohortId, state, submittedAt }: Work) => ({
  ...(state === 'handedIn'
    ? { gsi1pk: `$assignments#waiting_${assignmentId}`, gsi1sk: `${submittedAt ?? ''}#${personId}` }
    : {}),
  gsi2pk: `$assignments#of_${personId}`,
  gsi2sk: `${cohortId}#${assignmentId}`,
});

export async function work(assignmentId: string, personId: string): Promise<Work | undefined> {
  const { Item } = await WorkEntity.build(GetItemCommand)
    .key({ assignmentId, personId })
    .options({ consistent: true })
    .send();
  return Item && workOf(Item);
}

/** Works of these people for an assignment, in no order. */
export async function worksOfPeople(assignmentId: string, personIds: readonly string[]): Promise<Work[]> {
  const keys = personIds.map((personId) => ({ assignmentId, personId }));
  return (await getMany(WorkEntity, keys, { consistent: true })).map(workOf);
}

/** Works of one person for these assignments, in no order. */
export async function worksFor(personId: string, assignmentIds: readonly string[]): Promise<Work[]> {
  const keys = assignmentIds.map((assignmentId) => ({ assignmentId, personId }));
  return (await getMany(WorkEntity, keys, { consistent: true })).map(workOf);
}

/** All works of an assignment: some hundreds of a kilobyte each. */
export async function worksIn(assignmentId: string): Promise<Work[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(WorkEntity)
    .query({ partition: `$assignments#${assignmentId}`, range: { beginsWith: 'w#' } })
    .options({ consistent: true, maxPages: 10 })
    .send();
  return (Items ?? []).map(workOf);
}

/** All works of a person, in every cohort. */
export async function worksOf(personId: string): Promise<Work[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(WorkEntity)
    .query({ index: 'gsi2', partition: `$assignments#of_${personId}` })
    .options({ maxPages: 20 })
    .send();
  return (Items ?? []).map(workOf);
}

/** Works that wait for their marks; a moment behind. */
export async function waitingIn(assignmentId: string): Promise<number> {
  const { Count = 0 } = await table
    .build(QueryCommand)
    .entities(WorkEntity)
    .query({ index: 'gsi1', partition: `$assignments#waiting_${assignmentId}` })
    .options({ select: 'COUNT', maxPages: 2 })
    .send();
  return Count;
}

/** Has anybody handed in? */
export async function isBegun(assignmentId: string): Promise<boolean> {
  const { Count = 0 } = await table
    .build(QueryCommand)
    .entities(AliasEntity)
    .query({ partition: `$assignments#${assignmentId}`, range: { beginsWith: 'k#' } })
    .options({ consistent: true, limit: 1, select: 'COUNT' })
    .send();
  return Count > 0;
}

/** The write of a work; fails its condition where it changed since it was read. */
export const workPut = (after: Work): Write =>
  WorkEntity.build(PutTransaction)
    .item({ ...after, ...indexed(after) })
    .options({
      condition:
        after.revision === 1 ? { attr: 'personId', exists: false } : { attr: 'revision', eq: after.revision - 1 },
    });

/** Keeps a work, whatever stood there. */
export const putWork = (after: Work) =>
  WorkEntity.build(PutItemCommand)
    .item({ ...after, ...indexed(after) })
    .send();
export const removeWork = ({ assignmentId, personId }: Work) =>
  WorkEntity.build(DeleteItemCommand).key({ assignmentId, personId }).send();

export const aliasPut = ({ assignmentId, id, personId }: Work): Write =>
  AliasEntity.build(PutTransaction).item({ assignmentId, id, personId });
export const putAlias = ({ assignmentId, id, personId }: Work) =>
  AliasEntity.build(PutItemCommand).item({ assignmentId, id, personId }).send();
export const removeAlias = ({ assignmentId, id }: Work) =>
  AliasEntity.build(DeleteItemCommand).key({ assignmentId, id }).send();

export async function ownerOf(assignmentId: string, id: string): Promise<string | undefined> {
  const { Item } = await AliasEntity.build(GetItemCommand)
    .key({ assignmentId, id })
    .options({ consistent: true })
    .send();
  return Item?.personId;
}

const packed = (hashes: readonly number[]) => Buffer.from(new Uint32Array(hashes).buffer).toString('base64');
function unpacked(text: string): Set<number> {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return new Set(new Uint32Array(bytes.buffer, 0, Math.floor(bytes.length / 4)));
}

export const printsPut = (assignmentId: string, personId: string, hashes: readonly number[]): Write =>
  PrintsEntity.build(PutTransaction).item({ assignmentId, personId, hashes: packed(hashes) });
export const removePrints = (assignmentId: string, personId: string) =>
  PrintsEntity.build(DeleteItemCommand).key({ assignmentId, personId }).send();

/** Fingerprints of every text of an assignment, by person. */
export async function printsIn(assignmentId: string): Promise<Map<string, Set<number>>> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(PrintsEntity)
    .query({ partition: `$assignments#${assignmentId}`, range: { beginsWith: 'f#' } })
    .options({ maxPages: 50 })
    .send();
  return new Map((Items ?? []).map(({ personId, hashes }) => [personId, unpacked(hashes)]));
}
