/** Until which hour everything that was due has been looked at. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { table } from '../platform/table.ts';

const DrainedEntity = new Entity({
  name: 'drained',
  table,
  timestamps: false,
  schema: item({ name: string().key(), until: number() }),
  computeKey: ({ name }) => ({ pk: `$assessments#${name}`, sk: 'until' }),
});
const name = 'drained';

export async function drainedUntil(): Promise<number | undefined> {
  const { Item } = await DrainedEntity.build(GetItemCommand).key({ name }).options({ consistent: true }).send();
  return Item?.until;
}

export async function noteDrained(until: number): Promise<void> {
  await DrainedEntity.build(PutItemCommand).item({ name, until }).send();
}
