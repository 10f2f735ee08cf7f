/** Messages somebody wrote, and whom each went to. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateItemCommand } from 'dynamodb-toolbox/entity/actions/update';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { string } from 'dynamodb-toolbox/schema/string';
import { map } from 'dynamodb-toolbox/schema/map';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { getMany, inverseKeys, table, transact, unlessRefused } from '../platform/table.ts';

const MessageEntity = new Entity({
  name: 'message',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    by: string(),
    at: string(),
    title: string(),
    text: string(),
    urgent: boolean(),
    /** the id of a person, a cohort, an assignment; of those who were named one by one their ids besides */
    audience: map({
      kind: string().enum('person', 'cohort', 'late', 'people'),
      id: string(),
      cohortId: string().optional(),
      personIds: list(string()).optional(),
    }),
    ...inverseKeys(),
  }),
  computeKey: ({ id }) => ({ pk: `$notifications#${id}`, sk: 'message' }),
});
export type StoredMessage = FormattedItem<typeof MessageEntity>;

const ReachedEntity = new Entity({
  name: 'reached',
  table,
  timestamps: false,
  schema: item({ messageId: string().key(), personId: string().key(), readAt: string().optional() }),
  computeKey: ({ messageId, personId }) => ({ pk: `$notifications#${messageId}`, sk: `r#${personId}` }),
});

type Key = Record<string, unknown>;

export async function message(id: string): Promise<StoredMessage | undefined> {
  const { Item } = await MessageEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item;
}
export const messagesById = (ids: readonly string[]): Promise<StoredMessage[]> =>
  getMany(
    MessageEntity,
    ids.map((id) => ({ id })),
  );

/** Keeps a message with its record; false where its id is taken. */
export const putMessage = (written: StoredMessage, record: NewRecord, now: number): Promise<boolean> =>
  unlessRefused(
    transact(
      MessageEntity.build(PutTransaction)
        .item({ ...written, gsi2pk: `$notifications#sent_${written.by}`, gsi2sk: written.id })
        .options({ condition: { attr: 'id', exists: false } }),
      recordPut(record, now),
    ),
  );

/** With their person the words go; that somebody wrote to somebody is on record. */
export async function blankMessage({ id }: StoredMessage): Promise<void> {
  await MessageEntity.build(UpdateItemCommand).item({ id, title: '', text: '' }).send();
}

/** What somebody wrote, latest first. */
export async function sentPage(by: string, from: Key | undefined, limit: number) {
  const { Items = [], LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(MessageEntity)
    .query({ index: 'gsi2', partition: `$notifications#sent_${by}` })
    .options({ reverse: true, limit, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items, lastKey: LastEvaluatedKey };
}

/** Notes whom it went to; a moment of reading that is there stays. */
export async function putReached(messageId: string, personId: string): Promise<void> {
  await unlessRefused(
    ReachedEntity.build(PutItemCommand)
      .item({ messageId, personId })
      .options({ condition: { attr: 'personId', exists: false } })
      .send(),
  );
}
export async function reachedBy(messageId: string, personId: string) {
  const { Item } = await ReachedEntity.build(GetItemCommand)
    .key({ messageId, personId })
    .options({ consistent: true })
    .send();
  return Item;
}
/** Notes when it was read first. */
export async function noteRead(messageId: string, personId: string, readAt: string): Promise<void> {
  await unlessRefused(
    ReachedEntity.build(UpdateItemCommand)
      .item({ messageId, personId, readAt })
      .options({
        condition: {
          and: [
            { attr: 'personId', exists: true },
            { attr: 'readAt', exists: false },
          ],
        },
      })
      .send(),
  );
}

export async function reachedPage(messageId: string, from: Key | undefined, limit: number) {
  const { Items = [], LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(ReachedEntity)
    .query({ partition: `$notifications#${messageId}`, range: { beginsWith: 'r#' } })
    .options({ consistent: true, limit, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items, lastKey: LastEvaluatedKey };
}
