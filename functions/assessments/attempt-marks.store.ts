/** What people gave for the answers of an attempt, in its partition. */
import { Entity } from 'dynamodb-toolbox/entity';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { table, type Write } from '../platform/table.ts';
import { attemptPartition } from './attempt-keys.ts';
import type { StoredMark } from './kept.ts';

/** What a person gave for an answer. */
export const MarkEntity = new Entity({
  name: 'mark',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    id: string().key(),
    questionId: string().key(),
    points: number(),
    levels: any(),
    comment: string().optional(),
    by: string(),
    at: string(),
    revision: number(),
  }),
  computeKey: ({ personId, id, questionId }) => ({ pk: attemptPartition(personId, id), sk: `mark#${questionId}` }),
});

/** The write of a mark; fails its condition when somebody else has marked the answer meanwhile. */
export const markPut = (after: StoredMark): Write =>
  MarkEntity.build(PutTransaction)
    .item(after)
    .options({
      condition:
        after.revision > 1 ? { attr: 'revision', eq: after.revision - 1 } : { attr: 'questionId', exists: false },
    });

/** Keeps what people gave, whatever stood there. */
export async function putMarks(marks: readonly StoredMark[]): Promise<void> {
  for (const mark of marks) await MarkEntity.build(PutItemCommand).item(mark).send();
}
