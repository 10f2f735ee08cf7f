/** How much room an academy or region takes: one counter per branch, moved only by releases. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $add } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { table, type Write } from '../platform/table.ts';

const UsageEntity = new Entity({
  name: 'usage',
  table,
  timestamps: false,
  schema: item({ branchId: string().key(), usedBytes: number() }),
  computeKey: ({ branchId }) => ({ pk: `$courses#usage_${branchId}`, sk: 'usage' }),
});

export async function usedBytes(branchId: string): Promise<number> {
  const { Item } = await UsageEntity.build(GetItemCommand).key({ branchId }).options({ consistent: true }).send();
  return Item?.usedBytes ?? 0;
}

export interface Addition {
  branchId: string;
  bytes: number;
  /** null: no limit */
  quotaBytes: number | null;
}

/** The writes that count new bytes; they fail their condition when the room was taken by another release. */
export function usageWrites({ branchId, bytes, quotaBytes }: Addition): Write[] {
  if (bytes === 0) return [];
  const write = UsageEntity.build(UpdateTransaction).item({ branchId, usedBytes: $add(bytes) });
  if (quotaBytes === null) return [write];
  const fits = { attr: 'usedBytes', lte: quotaBytes - bytes } as const;
  return [write.options({ condition: { or: [{ attr: 'usedBytes', exists: false }, fits] } })];
}
