/** How far those whom a record concerns have been told, where one delivery was not enough. */
import { Entity } from 'dynamodb-toolbox/entity';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { table } from '../platform/table.ts';

const PlaceEntity = new Entity({
  name: 'toldPlace',
  table,
  timestamps: false,
  schema: item({ recordId: string().key(), place: string(), expiresAt: number() }),
  computeKey: ({ recordId }) => ({ pk: `$notifications#told_${recordId}`, sk: 'place' }),
});
const keptSeconds = 14 * 24 * 3600;

export async function placeOf(recordId: string): Promise<Record<string, unknown> | undefined> {
  const { Item } = await PlaceEntity.build(GetItemCommand).key({ recordId }).options({ consistent: true }).send();
  return Item && (JSON.parse(Item.place) as Record<string, unknown>);
}
export async function notePlace(recordId: string, place: Record<string, unknown>, now: number): Promise<void> {
  const expiresAt = Math.floor(now / 1000) + keptSeconds;
  await PlaceEntity.build(PutItemCommand)
    .item({ recordId, place: JSON.stringify(place), expiresAt })
    .send();
}
export async function forgetPlace(recordId: string): Promise<void> {
  await PlaceEntity.build(DeleteItemCommand).key({ recordId }).send();
}
