/**
 * Notices in their person's partition (`n#`), a mark for each that is unread (`u#`), and one for each that waits to be
 * mailed (`w#`). All go by themselves after half a year.
 */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { noticeKindNames } from '#contracts/notice-kinds.ts';
import { inParallel } from '../platform/parallel.ts';
import { getMany, table, transact, unlessRefused, type Write } from '../platform/table.ts';
import type { Waiting } from './mailing.ts';
import type { Notice } from './notice.ts';

const partition = (personId: string) => `$notifications#${personId}`;

const NoticeEntity = new Entity({
  name: 'notice',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    id: string().key(),
    kind: string().enum(...noticeKindNames),
    about: map({
      runId: string().optional(),
      attemptId: string().optional(),
      courseId: string().optional(),
      reviewId: string().optional(),
      organisationId: string().optional(),
      messageId: string().optional(),
      cohortId: string().optional(),
      day: string().optional(),
      teaches: boolean().optional(),
    }),
    at: string(),
    expiresAt: number(),
  }),
  computeKey: ({ personId, id }) => ({ pk: partition(personId), sk: `n#${id}` }),
});
const UnreadEntity = new Entity({
  name: 'unreadNotice',
  table,
  timestamps: false,
  schema: item({ personId: string().key(), id: string().key(), expiresAt: number() }),
  computeKey: ({ personId, id }) => ({ pk: partition(personId), sk: `u#${id}` }),
});
const WaitingEntity = new Entity({
  name: 'waitingNotice',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    id: string().key(),
    kind: string().enum(...noticeKindNames),
    at: string(),
    urgent: boolean().optional(),
    expiresAt: number(),
  }),
  computeKey: ({ personId, id }) => ({ pk: partition(personId), sk: `w#${id}` }),
});
export type StoredWaiting = FormattedItem<typeof WaitingEntity>;

type Key = Record<string, unknown>;
type Range = { beginsWith: string } | { between: [string, string] };

/** Keeps a notice with its marks, once: false where it was told before. `more` goes into the same transaction. */
export const putNotice = (notice: Notice, waiting: Waiting | undefined, more: Write[]): Promise<boolean> => {
  const { personId, id, expiresAt } = notice;
  return unlessRefused(
    transact(
      NoticeEntity.build(PutTransaction)
        .item(notice)
        .options({ condition: { attr: 'id', exists: false } }),
      UnreadEntity.build(PutTransaction).item({ personId, id, expiresAt }),
      ...(waiting ? [WaitingEntity.build(PutTransaction).item({ ...waiting, expiresAt })] : []),
      ...more,
    ),
  );
};

/** Somebody's notices, latest first. */
export async function noticesPage(personId: string, from: Key | undefined, limit: number) {
  const { Items = [], LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(NoticeEntity)
    .query({ partition: partition(personId), range: { beginsWith: 'n#' } })
    .options({ consistent: true, reverse: true, limit, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items as Notice[], lastKey: LastEvaluatedKey };
}

export const noticesById = async (personId: string, ids: readonly string[]): Promise<Notice[]> =>
  (await getMany(
    NoticeEntity,
    ids.map((id) => ({ personId, id })),
    { consistent: true },
  )) as Notice[];

/** Ids of what is unread, latest first; `upTo`: that one and older. */
export async function unreadPage(
  personId: string,
  { from, limit, range = { beginsWith: 'u#' } }: { from?: Key | undefined; limit: number; range?: Range },
) {
  const { Items = [], LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(UnreadEntity)
    .query({ partition: partition(personId), range })
    .options({ consistent: true, reverse: true, limit, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { ids: Items.map(({ id }) => id), lastKey: LastEvaluatedKey };
}

/** Which of a page of notices are unread: one query over their stretch. */
export async function unreadAmong(personId: string, ids: readonly string[]): Promise<Set<string>> {
  const inOrder = ids.toSorted();
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (first === undefined || last === undefined) return new Set();
  const page = await unreadPage(personId, { limit: ids.length, range: { between: [`u#${first}`, `u#${last}`] } });
  return new Set(page.ids);
}

/** The range of the marks of a notice and all older ones. */
export const upToRange = (id: string): Range => ({ between: ['u#', `u#${id}`] });

const atOnce = 8;

/** Takes marks away; again, it finds nothing to do. */
export async function removeUnread(personId: string, ids: readonly string[]): Promise<void> {
  await inParallel(ids, atOnce, (id) => UnreadEntity.build(DeleteItemCommand).key({ personId, id }).send());
}

/** What waits to be mailed, oldest first. */
export async function waitingOf(personId: string, limit: number): Promise<StoredWaiting[]> {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(WaitingEntity)
    .query({ partition: partition(personId), range: { beginsWith: 'w#' } })
    .options({ consistent: true, limit })
    .send();
  return Items;
}

/** Takes a waiting notice; fails its condition where somebody else has. */
export const waitingTaken = ({ personId, id }: StoredWaiting): Write =>
  WaitingEntity.build(DeleteTransaction)
    .key({ personId, id })
    .options({ condition: { attr: 'id', exists: true } });
export const waitingPut = (waiting: StoredWaiting): Write => WaitingEntity.build(PutTransaction).item(waiting);

/** Everything of a person's inbox, kept as it is under another name too; what is there stays. */
export async function copyNotice(notice: Notice, isUnread: boolean): Promise<void> {
  const { personId, id, expiresAt } = notice;
  const isNew = await unlessRefused(
    NoticeEntity.build(PutItemCommand)
      .item(notice)
      .options({ condition: { attr: 'id', exists: false } })
      .send(),
  );
  if (isNew && isUnread) await UnreadEntity.build(PutItemCommand).item({ personId, id, expiresAt }).send();
}

/** Removes a notice with its marks. */
export const removeNotice = ({ personId, id }: Pick<Notice, 'personId' | 'id'>): Promise<void> =>
  transact(
    NoticeEntity.build(DeleteTransaction).key({ personId, id }),
    UnreadEntity.build(DeleteTransaction).key({ personId, id }),
    WaitingEntity.build(DeleteTransaction).key({ personId, id }),
  );

const pageSize = 200;

/** All of a person's notices, page by page. */
export async function* noticePages(personId: string): AsyncGenerator<Notice[]> {
  let from: Key | undefined;
  do {
    const page = await noticesPage(personId, from, pageSize);
    yield page.items;
    from = page.lastKey;
  } while (from);
}
