/** How much room the pictures and files of an academy or region take: one counter per branch. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $add } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { table, type Write } from '../platform/table.ts';

const UsageEntity = new Entity({
  name: 'mediaUsage',
  table,
  timestamps: false,
  schema: item({ branchId: string().key(), usedBytes: number() }),
  computeKey: ({ branchId }) => ({ pk: `$media#usage_${branchId}`, sk: 'usage' }),
});

export async function usedBytes(branchId: string): Promise<number> {
  const { Item } = await UsageEntity.build(GetItemCommand).key({ branchId }).options({ consistent: true }).send();
  return Item?.usedBytes ?? 0;
}

/** The write that takes room; fails its condition when another upload has taken it. */
export function roomTaken(branchId: string, bytes: number, quotaBytes: number | null): Write {
  const write = UsageEntity.build(UpdateTransaction).item({ branchId, usedBytes: $add(bytes) });
  if (quotaBytes === null) return write;
  const fits = { attr: 'usedBytes', lte: quotaBytes - bytes } as const;
  return write.options({ condition: { or: [{ attr: 'usedBytes', exists: false }, fits] } });
}

/** The write that counts what became of it: less where pictures shrank or nothing is kept, never refused. */
export const roomChanged = (branchId: string, bytes: number): Write =>
  UsageEntity.build(UpdateTransaction).item({ branchId, usedBytes: $add(bytes) });
