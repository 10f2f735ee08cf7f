/** What texts of the first language said when somebody translated them, by block and revision. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { table, type Write } from '../platform/table.ts';
import type { FormerSource } from './former-source.ts';

const FormerSourceEntity = new Entity({
  name: 'formerSource',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    lessonId: string().key(),
    blockId: string().key(),
    revision: number().key(),
    text: string(),
    alt: string().optional(),
  }),
  computeKey: ({ courseId, lessonId, blockId, revision }) => ({
    pk: `$authoring#${courseId}`,
    sk: `s#${lessonId}#${blockId}#${revision}`,
  }),
});

interface InLesson {
  courseId: string;
  lessonId: string;
}

/** The write that keeps it; the same one twice is one. */
export const formerSourcePut = ({ courseId, lessonId }: InLesson, former: FormerSource): Write =>
  FormerSourceEntity.build(PutTransaction).item({ courseId, lessonId, ...former });

export async function formerSourceAt(key: InLesson & { blockId: string; revision: number }) {
  const { Item } = await FormerSourceEntity.build(GetItemCommand).key(key).options({ consistent: true }).send();
  return Item;
}
