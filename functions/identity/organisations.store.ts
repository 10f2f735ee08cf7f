/** Organisations: the item itself, cards for lists by name in four alphabets, the picture. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { ConditionCheck } from 'dynamodb-toolbox/entity/actions/transactCheck';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { binary } from 'dynamodb-toolbox/schema/binary';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { collationKey } from '#contracts/collation.ts';
import { languages, type Language } from '#contracts/common.ts';
import { organisationKinds } from '#contracts/organisations.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { getMany, inverseKeys, listKeys, localisedMap, table, transact, type Write } from '../platform/table.ts';
import { nameIn, type Placed } from './organisation.ts';

const pageSize = 50;

const OrganisationEntity = new Entity({
  name: 'organisation',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    parentId: string().optional(),
    kind: string().enum(...organisationKinds),
    name: localisedMap(),
    timeZone: string(),
    languages: list(string().enum(...languages)),
    path: list(string()),
    storageQuotaBytes: number().optional(),
    closedAt: string().optional(),
    logo: string().optional(),
    revision: number(),
  }),
  computeKey: ({ id }) => ({ pk: `$identity#${id}`, sk: 'org' }),
});

/** A place in the list below a parent: by name in one alphabet in the table itself, in two more by the indexes. */
const CardEntity = new Entity({
  name: 'organisationCard',
  table,
  timestamps: false,
  schema: item({ list: string().key(), place: string().key(), id: string(), ...listKeys(), ...inverseKeys() }),
  computeKey: ({ list: name, place }) => ({ pk: listKey(name), sk: place }),
});

const LogoEntity = new Entity({
  name: 'organisationLogo',
  table,
  timestamps: false,
  schema: item({ organisationId: string().key(), hash: string(), png: binary() }),
  computeKey: ({ organisationId }) => ({ pk: `$identity#${organisationId}`, sk: 'logo' }),
});

const placed = ({
  parentId,
  storageQuotaBytes,
  closedAt,
  logo,
  ...rest
}: FormattedItem<typeof OrganisationEntity>): Placed => ({
  ...rest,
  parentId: parentId ?? null,
  storageQuotaBytes: storageQuotaBytes ?? null,
  closedAt: closedAt ?? null,
  logo: logo ?? null,
});

export async function organisation(id: string): Promise<Placed | undefined> {
  const { Item } = await OrganisationEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item && placed(Item);
}

/** Organisations by id, in no order; unknown ids are left out. Read consistently unless said: people are made right after them. */
export async function organisations(ids: readonly string[], options = { consistent: true }): Promise<Placed[]> {
  const keys = [...new Set(ids)].map((id) => ({ id }));
  return (await getMany(OrganisationEntity, keys, options)).map(placed);
}

const listKey = (name: string) => `$identity#children_${name}`;
/** Two lists below each parent: open organisations, and all. */
const listName = (parentId: string | null, closed: boolean) => `${parentId ?? 'root'}${closed ? '#all' : ''}`;

export interface Listing {
  language?: Language | undefined;
  /** beginning of the name */
  q?: string | undefined;
  /** closed ones too */
  closed?: boolean;
}

/** One page of the organisations directly below `parentId` (`root`: the national body), by name in a language. */
export async function organisationsBelow(
  parentId: string,
  from: Record<string, unknown> | undefined,
  { language = 'uk', q = '', closed = false }: Listing = {},
) {
  const name = listName(parentId, closed);
  const start = collationKey(q, language);
  const partition = language === 'uk' ? listKey(name) : listKey(`${name}#${language}`);
  const index = indexOf[language];
  const range = { ...(start ? { range: { beginsWith: start } } : {}) };
  const { Items = [], LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(CardEntity)
    .query(index ? { index, partition, ...range } : { partition, ...range })
    .options({ consistent: !index, limit: pageSize, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  const found = new Map((await organisations(Items.map((card) => card.id))).map((each) => [each.id, each]));
  const items = Items.map((card) => found.get(card.id)).filter((each) => each !== undefined);
  return { items, lastKey: LastEvaluatedKey };
}
const indexOf = { uk: undefined, ru: 'gsi1', kk: 'gsi2', en: undefined } as const;

/** Is there an open organisation directly below? */
export async function hasOpenBelow(id: string): Promise<boolean> {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(CardEntity)
    .query({ partition: listKey(listName(id, false)) })
    .options({ consistent: true, limit: 1 })
    .send();
  return Items.length > 0;
}

interface Card {
  list: string;
  place: string;
  gsi1?: string;
  gsi2?: string;
}

/** The places of an organisation in the lists below its parent. */
function cardsOf({ id, parentId, name, closedAt }: Placed): Card[] {
  const place = (language: Language) => `${collationKey(nameIn(name, language), language)}#${id}`;
  const lists = [listName(parentId, true), ...(closedAt === null ? [listName(parentId, false)] : [])];
  return lists.flatMap((one) => [
    { list: one, place: place('uk'), gsi1: place('ru'), gsi2: place('kk') },
    { list: `${one}#en`, place: place('en') },
  ]);
}

const cardKey = ({ list: name, place }: Card) => `${name} ${place}`;

/** Writes the cards of the new state and takes away those of the old one that stand elsewhere. */
function cardWrites(before: Placed | undefined, after: Placed): Write[] {
  const present = cardsOf(after);
  const kept = new Set(present.map(cardKey));
  const gone = (before ? cardsOf(before) : []).filter((card) => !kept.has(cardKey(card)));
  return [
    ...present.map(({ list: name, place, gsi1, gsi2 }) =>
      CardEntity.build(PutTransaction).item({
        list: name,
        place,
        id: after.id,
        ...(gsi1 ? { gsi1pk: `${listKey(name)}#ru`, gsi1sk: gsi1 } : {}),
        ...(gsi2 ? { gsi2pk: `${listKey(name)}#kk`, gsi2sk: gsi2 } : {}),
      }),
    ),
    ...gone.map(({ list: name, place }) => CardEntity.build(DeleteTransaction).key({ list: name, place })),
  ];
}

function organisationPut({ parentId, storageQuotaBytes, closedAt, logo, ...rest }: Placed) {
  return OrganisationEntity.build(PutTransaction).item({
    ...rest,
    ...(parentId === null ? {} : { parentId }),
    ...(storageQuotaBytes === null ? {} : { storageQuotaBytes }),
    ...(closedAt === null ? {} : { closedAt }),
    ...(logo === null ? {} : { logo }),
  });
}

const open = { attr: 'closedAt', exists: false } as const;

/** Is the organisation still open when the transaction is made? */
export const whileOpen = (id: string) => OrganisationEntity.build(ConditionCheck).key({ id }).condition(open);

/** Does the organisation still stand where it stood when it was read? Who is put into lists stands in those above it. */
export function whileThere({ id, parentId }: Pick<Placed, 'id' | 'parentId'>, isOpen: boolean): Write {
  const there = { attr: 'parentId', ...(parentId === null ? { exists: false } : { eq: parentId }) } as {
    attr: 'parentId';
    exists: false;
  };
  return OrganisationEntity.build(ConditionCheck)
    .key({ id })
    .condition(isOpen ? { and: [there, open] } : there);
}

/** Creates an organisation; fails its condition where the id is taken (part 1) or the parent was closed (part 2). */
export async function putOrganisation(
  created: Placed,
  record: NewRecord,
  now: number,
  ...more: Write[]
): Promise<void> {
  await transact(
    organisationPut(created).options({ condition: { attr: 'id', exists: false } }),
    ...(created.parentId === null ? [] : [whileOpen(created.parentId)]),
    ...cardWrites(undefined, created),
    recordPut(record, now),
    ...more,
  );
}

/** Takes an organisation from one revision to the next; fails its condition (part 1) when someone was quicker. */
export async function changeOrganisation(
  before: Placed,
  after: Placed,
  record: NewRecord,
  now: number,
  ...more: Write[]
): Promise<void> {
  await transact(
    organisationPut(after).options({ condition: { attr: 'revision', eq: before.revision } }),
    ...cardWrites(before, after),
    recordPut(record, now),
    ...more,
  );
}

/** The write that keeps a picture, or takes it away. */
export const logoWrite = (organisationId: string, logo: { hash: string; png: Uint8Array } | null): Write =>
  logo
    ? LogoEntity.build(PutTransaction).item({ organisationId, ...logo })
    : LogoEntity.build(DeleteTransaction).key({ organisationId });

export async function logo(organisationId: string): Promise<{ hash: string; png: Uint8Array } | undefined> {
  const { Item } = await LogoEntity.build(GetItemCommand).key({ organisationId }).send();
  return Item;
}
