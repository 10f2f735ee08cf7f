/** Which questions stand in which quizzes: found by the question. Kept by a reaction, so a moment behind. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { inverseKeys, table, transact, type Write } from '../platform/table.ts';

const UseEntity = new Entity({
  name: 'questionUse',
  table,
  timestamps: false,
  schema: item({
    quizId: string().key(),
    questionId: string().key(),
    /** of the quiz, in which it stands; absent: in the draft only */
    version: number().optional(),
    ...inverseKeys(),
  }),
  computeKey: ({ quizId, questionId }) => ({ pk: `$quizzes#${quizId}`, sk: `use#${questionId}` }),
});
export type StoredUse = FormattedItem<typeof UseEntity>;

/** All uses a quiz makes of questions, as they are kept. */
export async function usesBy(quizId: string): Promise<StoredUse[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(UseEntity)
    .query({ partition: `$quizzes#${quizId}`, range: { beginsWith: 'use#' } })
    .options({ consistent: true, maxPages: 20 })
    .send();
  return Items ?? [];
}

const usesMax = 100;

/** Uses of a question, a hundred at most. */
export async function usesOf(questionId: string): Promise<StoredUse[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(UseEntity)
    .query({ index: 'gsi2', partition: `$quizzes#uses_${questionId}` })
    .options({ limit: usesMax })
    .send();
  return Items ?? [];
}

const perTransaction = 25;

/** Brings what is kept in line with what is so. */
export async function putUses(made: readonly StoredUse[], gone: readonly StoredUse[]): Promise<void> {
  const writes: Write[] = [
    ...made.map((use) =>
      UseEntity.build(PutTransaction).item({
        ...use,
        gsi2pk: `$quizzes#uses_${use.questionId}`,
        gsi2sk: use.quizId,
      }),
    ),
    ...gone.map((use) => UseEntity.build(DeleteTransaction).key(use)),
  ];
  for (let at = 0; at < writes.length; at += perTransaction) await transact(...writes.slice(at, at + perTransaction));
}
