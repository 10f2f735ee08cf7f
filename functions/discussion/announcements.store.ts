/** Announcements in the list of their cohort, what each said before, and who has read it. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { getMany, inverseKeys, listKeys, table, unlessRefused, type Write } from '../platform/table.ts';
import type { AnnouncementItem } from './announcement.ts';

type Key = Record<string, unknown>;

const AnnouncementEntity = new Entity({
  name: 'announcement',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    cohortId: string(),
    authorId: string(),
    title: string(),
    text: string(),
    pinned: boolean(),
    at: string(),
    editedAt: string().optional(),
    revision: number(),
    ...listKeys(),
    ...inverseKeys(),
  }),
  computeKey: ({ id }) => ({ pk: `$discussion#${id}`, sk: 'announcement' }),
});

const EarlierEntity = new Entity({
  name: 'announcementBefore',
  table,
  timestamps: false,
  schema: item({ id: string().key(), revision: string().key(), at: string(), title: string(), text: string() }),
  computeKey: ({ id, revision }) => ({ pk: `$discussion#${id}`, sk: `h#${revision}` }),
});

const ReadEntity = new Entity({
  name: 'announcementRead',
  table,
  timestamps: false,
  schema: item({ id: string().key(), personId: string().key(), at: string() }),
  computeKey: ({ id, personId }) => ({ pk: `$discussion#${id}`, sk: `r#${personId}` }),
});

/** The writes of an announcement, with what it said before; the first fails its condition when somebody was quicker. */
export function announcementWrites(before: AnnouncementItem | undefined, after: AnnouncementItem): Write[] {
  const { cohortId, authorId, pinned, at, id } = after;
  const put = AnnouncementEntity.build(PutTransaction)
    .item({
      ...after,
      gsi1pk: `$discussion#announcements_${cohortId}`,
      gsi1sk: `${pinned ? 1 : 0}#${at}#${id}`,
      gsi2pk: `$discussion#announced_${authorId}`,
      gsi2sk: `${at}#${id}`,
    })
    .options({ condition: before ? { attr: 'revision', eq: before.revision } : { attr: 'id', exists: false } });
  const isReworded = before && (before.title !== after.title || before.text !== after.text);
  return isReworded ? [put, earlierPut(before)] : [put];
}

const earlierPut = ({ id, revision, at, editedAt, title, text }: AnnouncementItem) =>
  EarlierEntity.build(PutTransaction).item({
    ...{ id, title, text },
    revision: String(revision).padStart(4, '0'),
    at: editedAt ?? at,
  });

export async function announcement(id: string): Promise<AnnouncementItem | undefined> {
  return (await AnnouncementEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send()).Item;
}

/** One page of the announcements of a cohort (pinned ones first), or of their author, the latest first. */
export async function announcementsPage(where: { cohortId: string } | { authorId: string }, limit: number, from?: Key) {
  const query =
    'cohortId' in where
      ? ({ index: 'gsi1', partition: `$discussion#announcements_${where.cohortId}` } as const)
      : ({ index: 'gsi2', partition: `$discussion#announced_${where.authorId}` } as const);
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(AnnouncementEntity)
    .query(query)
    .options({ limit, reverse: true, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: (Items ?? []) as AnnouncementItem[], lastKey: LastEvaluatedKey };
}

export async function earlier(id: string) {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(EarlierEntity)
    .query({ partition: `$discussion#${id}`, range: { beginsWith: 'h#' } })
    .options({ consistent: true, reverse: true, limit: 50 })
    .send();
  return Items;
}

/** Read once; the first moment counts. */
export const keepRead = (id: string, personId: string, at: string): Promise<boolean> =>
  unlessRefused(
    ReadEntity.build(PutItemCommand)
      .item({ id, personId, at })
      .options({ condition: { attr: 'id', exists: false } })
      .send(),
  );

/** When somebody read each of these. */
export async function readBy(personId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await getMany(
    ReadEntity,
    ids.map((id) => ({ id, personId })),
    { consistent: true },
  );
  return new Map(found.map(({ id, at }) => [id, at]));
}

/** Who has read it and when; small items, some thousands at most. */
export async function readersOf(id: string): Promise<Map<string, string>> {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(ReadEntity)
    .query({ partition: `$discussion#${id}`, range: { beginsWith: 'r#' } })
    .options({ consistent: true, maxPages: 5 })
    .send();
  return new Map(Items.map(({ personId, at }) => [personId, at]));
}
