/**
 * Who is to be looked at, by the hour: at that moment something of theirs is to be mailed. Also assignments, of which one is
 * reminded then. And how far that has been done.
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { table, type Write } from '../platform/table.ts';

export interface Due {
  /** RFC 3339 */
  at: string;
  /** a person or an assignment */
  subjectId: string;
}

const keptSeconds = 14 * 24 * 3600;
const partition = (at: string) => `$notifications#due_${at.slice(0, 13)}`;

const DueEntity = new Entity({
  name: 'dueMail',
  table,
  timestamps: false,
  schema: item({ at: string().key(), subjectId: string().key(), expiresAt: number() }),
  computeKey: ({ at, subjectId }) => ({ pk: partition(at), sk: `${at}#${subjectId}` }),
});
const DrainedEntity = new Entity({
  name: 'drainedMail',
  table,
  timestamps: false,
  schema: item({ name: string().key(), until: number() }),
  computeKey: ({ name }) => ({ pk: `$notifications#${name}`, sk: 'until' }),
});

const stored = (subjectId: string, due: number) => ({
  ...{ subjectId, at: new Date(due).toISOString() },
  expiresAt: Math.floor(due / 1000) + keptSeconds,
});
export const duePut = (subjectId: string, due: number): Write =>
  DueEntity.build(PutTransaction).item(stored(subjectId, due));
export const putDue = async (subjectId: string, due: number): Promise<void> =>
  void (await DueEntity.build(PutItemCommand).item(stored(subjectId, due)).send());
export const removeDue = async (due: Due): Promise<void> =>
  void (await DueEntity.build(DeleteItemCommand).key(due).send());

/** Who and what was due in this hour until a moment, the first first. */
export async function dueIn(hour: number, until: number, limit: number): Promise<Due[]> {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(DueEntity)
    .query({
      partition: partition(new Date(hour).toISOString()),
      range: { lte: `${new Date(until).toISOString()}#~` },
    })
    .options({ consistent: true, limit })
    .send();
  return Items;
}

const name = 'mailed';
/** Until which hour everybody who was due has been looked at. */
export async function drainedUntil(): Promise<number | undefined> {
  const { Item } = await DrainedEntity.build(GetItemCommand).key({ name }).options({ consistent: true }).send();
  return Item?.until;
}
export async function noteDrained(until: number): Promise<void> {
  await DrainedEntity.build(PutItemCommand).item({ name, until }).send();
}
