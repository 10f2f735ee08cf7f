/** Codes for self-enrolment: found by their hash, gone when they are no good any more. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { table, type Write } from '../platform/table.ts';

const CodeEntity = new Entity({
  name: 'cohortCode',
  table,
  timestamps: false,
  schema: item({ hash: string().key(), cohortId: string(), until: string(), expiresAt: number() }),
  computeKey: ({ hash }) => ({ pk: `$cohorts#code_${hash}`, sk: 'code' }),
});
export type StoredCode = FormattedItem<typeof CodeEntity>;

export const codePut = (hash: string, cohortId: string, until: string): Write =>
  CodeEntity.build(PutTransaction)
    .item({ hash, cohortId, until, expiresAt: Math.ceil(Date.parse(until) / 1000) })
    .options({ condition: { attr: 'hash', exists: false } });

export const codeDelete = (hash: string): Write => CodeEntity.build(DeleteTransaction).key({ hash });

export async function codeBy(hash: string): Promise<StoredCode | undefined> {
  const { Item } = await CodeEntity.build(GetItemCommand).key({ hash }).options({ consistent: true }).send();
  return Item;
}
