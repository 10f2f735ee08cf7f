/** With which blocks of a lesson an import goes on: decided once, so that a second delivery goes on with the same. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { isConditionFailure, table } from '../platform/table.ts';

/** far beyond the last delivery of a record */
const keptSeconds = 14 * 24 * 3600;

const PlanEntity = new Entity({
  name: 'importPlan',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    jobId: string().key(),
    lessonId: string().key(),
    /** of the blocks, in their order */
    blockIds: list(string()),
    expiresAt: number(),
  }),
  computeKey: ({ courseId, jobId, lessonId }) => ({ pk: `$authoring#${courseId}`, sk: `plan#${jobId}#${lessonId}` }),
});

interface Plan {
  courseId: string;
  jobId: string;
  lessonId: string;
  blockIds: string[];
}

/** Keeps a plan unless there is one, and answers the ids that count. `now` in milliseconds. */
export async function plannedBlocks(plan: Plan, now: number): Promise<string[]> {
  try {
    await PlanEntity.build(PutItemCommand)
      .item({ ...plan, expiresAt: Math.floor(now / 1000) + keptSeconds })
      .options({ condition: { attr: 'courseId', exists: false } })
      .send();
    return plan.blockIds;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const { Item } = await PlanEntity.build(GetItemCommand).key(plan).options({ consistent: true }).send();
    return Item?.blockIds ?? plan.blockIds;
  }
}
