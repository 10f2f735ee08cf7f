/** Who wrote a question or answered it: what they left there is found by it. */
import { Entity } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { inverseKeys, table, type Write } from '../platform/table.ts';

const TraceEntity = new Entity({
  name: 'questionTrace',
  table,
  timestamps: false,
  schema: item({ questionId: string().key(), personId: string().key(), at: string(), ...inverseKeys() }),
  computeKey: ({ questionId, personId }) => ({ pk: `$questions#${questionId}`, sk: `p#${personId}` }),
});

/** The write that notes somebody's part in a question. */
export const tracePut = (questionId: string, { personId, at }: { personId: string; at: string }): Write =>
  TraceEntity.build(PutTransaction).item({
    ...{ questionId, personId, at },
    ...{ gsi2pk: `$questions#trace_${personId}`, gsi2sk: questionId },
  });

/** more than anybody writes */
const tracesMax = 20_000;

/** Questions in which a person has had a part. */
export async function tracedQuestions(personId: string): Promise<string[]> {
  const found: string[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const { Items, LastEvaluatedKey } = await table
      .build(QueryCommand)
      .entities(TraceEntity)
      .query({ index: 'gsi2', partition: `$questions#trace_${personId}` })
      .options(from ? { exclusiveStartKey: from } : {})
      .send();
    found.push(...(Items ?? []).map(({ questionId }) => questionId));
    from = LastEvaluatedKey;
  } while (from && found.length < tracesMax);
  return found;
}
