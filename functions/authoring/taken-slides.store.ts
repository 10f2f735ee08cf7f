/** Pictures that slides of a course showed until somebody took them away: for some days a step back can bring them again. */
import { Entity } from 'dynamodb-toolbox/entity';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import type { Slide } from '#contracts/film-slides.ts';
import { getMany, table } from '../platform/table.ts';

const keptSeconds = 30 * 24 * 3600;
type Shown = Pick<Slide, 'key' | 'variants'>;

const TakenEntity = new Entity({
  name: 'takenSlide',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    key: string().key(),
    /** as JSON */
    variants: string(),
    expiresAt: number(),
  }),
  computeKey: ({ courseId, key }) => ({ pk: `$authoring#${courseId}`, sk: `ts#${key}` }),
});

export async function keepTaken(courseId: string, { key, variants }: Shown, now: number): Promise<void> {
  const expiresAt = Math.floor(now / 1000) + keptSeconds;
  await TakenEntity.build(PutItemCommand)
    .item({ courseId, key, variants: JSON.stringify(variants), expiresAt })
    .send();
}

/** Those of them that are known, in no order. */
export async function slidesTaken(courseId: string, keys: readonly string[]): Promise<Shown[]> {
  const found = await getMany(
    TakenEntity,
    [...new Set(keys)].map((key) => ({ courseId, key })),
    { consistent: true },
  );
  return found.map(({ key, variants }) => ({ key, variants: JSON.parse(variants) as Shown['variants'] }));
}
