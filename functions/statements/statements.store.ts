/** Items of statements: each with what is printed; by person; by number and code; by name; settings of academies. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { sha256 } from '../platform/ids.ts';
import { getMany, inverseKeys, listKeys, table, type Write } from '../platform/table.ts';
import type { StoredStatement } from './statement.ts';

type From = Record<string, unknown> | undefined;
const after = (from: From) => (from ? { exclusiveStartKey: from } : {});

const StatementEntity = new Entity({
  name: 'statement',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    organisationId: string(),
    personId: string(),
    courseId: string(),
    /** as the contract has it */
    printed: any(),
    code: string(),
    issuedAt: string(),
    timeZone: string(),
    logo: string().optional(),
    revokedAt: string().optional(),
    reason: string().optional(),
    replacedBy: string().optional(),
    nameKey: string().optional(),
    revision: number(),
    ...listKeys(),
    ...inverseKeys(),
  }),
  computeKey: ({ id }) => ({ pk: `$statements#${id}`, sk: 'statement' }),
});

const issuedIn = (organisationId: string) => `$statements#issued_${organisationId}`;
const issuedFor = (organisationId: string, courseId: string) => `$statements#issued_${organisationId}#${courseId}`;

export async function statement(id: string): Promise<StoredStatement | undefined> {
  const { Item } = await StatementEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item as StoredStatement | undefined;
}

export const statementsById = (ids: readonly string[]): Promise<StoredStatement[]> =>
  getMany(
    StatementEntity,
    ids.map((id) => ({ id })),
    { consistent: true },
  ) as Promise<StoredStatement[]>;

/** Writes a statement; fails its condition when there is one under the id, or it changed since `before` was read. */
export const statementPut = (statement: StoredStatement, before: StoredStatement | undefined): Write =>
  StatementEntity.build(PutTransaction)
    .item({
      ...statement,
      gsi1pk: issuedIn(statement.organisationId),
      gsi1sk: `${statement.issuedAt}#${statement.id}`,
      gsi2pk: issuedFor(statement.organisationId, statement.courseId),
      gsi2sk: `${statement.issuedAt}#${statement.id}`,
    })
    .options({ condition: before ? { attr: 'revision', eq: before.revision } : { attr: 'id', exists: false } });

/** One page of what an academy has issued, of one course where it is named, the latest first. */
export async function issuedPage(organisationId: string, courseId: string | undefined, from: From, limit: number) {
  const where = courseId
    ? ({ index: 'gsi2', partition: issuedFor(organisationId, courseId) } as const)
    : ({ index: 'gsi1', partition: issuedIn(organisationId) } as const);
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(StatementEntity)
    .query(where)
    .options({ reverse: true, limit, ...after(from) })
    .send();
  return { items: (Items ?? []) as StoredStatement[], lastKey: LastEvaluatedKey };
}

/** That a person has a statement. */
const LinkEntity = new Entity({
  name: 'statementLink',
  table,
  timestamps: false,
  schema: item({ personId: string().key(), statementId: string().key() }),
  computeKey: ({ personId, statementId }) => ({ pk: `$statements#${personId}`, sk: `s#${statementId}` }),
});

export const linkPut = (personId: string, statementId: string): Write =>
  LinkEntity.build(PutTransaction).item({ personId, statementId });

/** Ids of a person’s statements, the latest first. */
export async function linksPage(personId: string, from: From, limit: number) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(LinkEntity)
    .query({ partition: `$statements#${personId}`, range: { beginsWith: 's#' } })
    .options({ consistent: true, reverse: true, limit, ...after(from) })
    .send();
  return { ids: (Items ?? []).map(({ statementId }) => statementId), lastKey: LastEvaluatedKey };
}

/** The one that counts: a person holds one statement for a course at a time. */
const HeldEntity = new Entity({
  name: 'statementHeld',
  table,
  timestamps: false,
  schema: item({ personId: string().key(), courseId: string().key(), statementId: string() }),
  computeKey: ({ personId, courseId }) => ({ pk: `$statements#${personId}`, sk: `held#${courseId}` }),
});
export interface Held {
  personId: string;
  courseId: string;
  statementId: string;
}

export const heldMany = (keys: readonly Omit<Held, 'statementId'>[]): Promise<Held[]> =>
  getMany(HeldEntity, keys, { consistent: true });

/** Fails its condition where the person holds one already, or another one than that whose place is taken. */
export const heldPut = (held: Held, instead: string | undefined): Write =>
  HeldEntity.build(PutTransaction)
    .item(held)
    .options({
      condition: instead ? { attr: 'statementId', eq: instead } : { attr: 'statementId', exists: false },
    });

/** Fails its condition where the person holds another one by now. */
export const heldDelete = ({ personId, courseId, statementId }: Held): Write =>
  HeldEntity.build(DeleteTransaction)
    .key({ personId, courseId })
    .options({ condition: { attr: 'statementId', eq: statementId } });

/** Number or code → statement: items of their own, because an index can promise no uniqueness. */
const NamedEntity = new Entity({
  name: 'statementNamed',
  table,
  timestamps: false,
  schema: item({ name: string().key(), statementId: string() }),
  computeKey: ({ name }) => ({ pk: `$statements#${name}`, sk: 'named' }),
});

const numbered = (number: string) => `number_${number}`;
const coded = (code: string) => `code_${sha256(code)}`;

/** Fail their condition where number or code is taken: chance would have to be very fond of us. */
export const namedPuts = ({ id, code, printed }: StoredStatement): Write[] =>
  [numbered(printed.number), coded(code)].map((name) =>
    NamedEntity.build(PutTransaction)
      .item({ name, statementId: id })
      .options({ condition: { attr: 'name', exists: false } }),
  );

async function named(name: string): Promise<StoredStatement | undefined> {
  const { Item } = await NamedEntity.build(GetItemCommand).key({ name }).send();
  return Item && statement(Item.statementId);
}
export const byNumber = (number: string): Promise<StoredStatement | undefined> => named(numbered(number));
export const byCode = (code: string): Promise<StoredStatement | undefined> => named(coded(code));

/** The name on a statement, for who looks for it in an academy’s list. Goes when the person is erased. */
const NameEntity = new Entity({
  name: 'statementName',
  table,
  timestamps: false,
  schema: item({ organisationId: string().key(), nameKey: string().key(), statementId: string().key() }),
  computeKey: ({ organisationId, nameKey, statementId }) => ({
    pk: `$statements#names_${organisationId}`,
    sk: `${nameKey}#${statementId}`,
  }),
});

const nameOf = ({ organisationId, id, nameKey = '' }: StoredStatement) => ({
  ...{ organisationId, nameKey, statementId: id },
});
export const namePut = (statement: StoredStatement): Write => NameEntity.build(PutTransaction).item(nameOf(statement));
export const nameDelete = (statement: StoredStatement): Write =>
  NameEntity.build(DeleteTransaction).key(nameOf(statement));

/** One page of statements by name, from those whose name begins so. */
export async function namesPage(organisationId: string, beginning: string, from: From, limit: number) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(NameEntity)
    .query({ partition: `$statements#names_${organisationId}`, range: { beginsWith: beginning } })
    .options({ limit, ...after(from) })
    .send();
  return { ids: (Items ?? []).map(({ statementId }) => statementId), lastKey: LastEvaluatedKey };
}
