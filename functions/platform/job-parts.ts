/** What a job keeps beside itself while it works: what it asks, what did not go as planned. Gone after two days. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { table, type Write } from './table.ts';

const keptSeconds = 2 * 24 * 3600;

const PartEntity = new Entity({
  name: 'jobPart',
  table,
  timestamps: false,
  schema: item({ jobId: string().key(), name: string().key(), json: string(), expiresAt: number() }),
  computeKey: ({ jobId, name }) => ({ pk: `$jobs#${jobId}`, sk: `p#${name}` }),
});

/** The write that keeps a part (100 kB at most); goes with the step it belongs to. `now` in milliseconds. */
export const partPut = (jobId: string, name: string, value: unknown, now: number): Write =>
  PartEntity.build(PutTransaction).item({
    jobId,
    name,
    json: JSON.stringify(value),
    expiresAt: Math.floor(now / 1000) + keptSeconds,
  });

export async function part<T>(jobId: string, name: string): Promise<T | undefined> {
  const { Item } = await PartEntity.build(GetItemCommand).key({ jobId, name }).options({ consistent: true }).send();
  return Item && (JSON.parse(Item.json) as T);
}

/** The parts whose names begin so, in order of their names. */
export async function parts<T>(jobId: string, beginning: string): Promise<T[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(PartEntity)
    .query({ partition: `$jobs#${jobId}`, range: { beginsWith: `p#${beginning}` } })
    .options({ consistent: true, maxPages: 100 })
    .send();
  return (Items ?? []).map(({ json }) => JSON.parse(json) as T);
}
