/** Enrolments: who learns which version of a course, and the lists of an academy's learners. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $remove, $set, UpdateItemCommand } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { collationKey } from '#contracts/collation.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { inverseKeys, isConditionFailure, listKeys, table, transact, type Write } from '../platform/table.ts';

const EnrolmentEntity = new Entity({
  name: 'enrolment',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    courseId: string().key(),
    version: number(),
    enrolledAt: string(),
    organisationId: string(),
    /** versions learned before this one, the first first, and when this one came */
    earlier: list(number()).optional(),
    movedAt: string().optional(),
    /** as progress has told: when the first lesson was opened, and which version was completed */
    begunAt: string().optional(),
    completed: number().optional(),
    /** revision of the person by which it was placed in the list */
    placedBy: number().optional(),
    ...listKeys(),
    ...inverseKeys(),
  }),
  computeKey: ({ personId, courseId }) => ({ pk: `$courses#learner_${personId}`, sk: `e#${courseId}` }),
});
export type Enrolment = FormattedItem<typeof EnrolmentEntity>;

export async function enrolment(personId: string, courseId: string): Promise<Enrolment | undefined> {
  const { Item } = await EnrolmentEntity.build(GetItemCommand)
    .key({ personId, courseId })
    .options({ consistent: true })
    .send();
  return Item;
}

/** The courses a person is enrolled in, by course (some thousands at most). */
export async function enrolmentsOf(personId: string): Promise<Enrolment[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(EnrolmentEntity)
    .query({ partition: `$courses#learner_${personId}`, range: { beginsWith: 'e#' } })
    .options({ consistent: true, maxPages: 3 })
    .send();
  return Items ?? [];
}

const learnersKey = (courseId: string, branchId: string) => `$courses#selfenrolled_${courseId}#${branchId}`;

/** One page of the learners of an academy or region enrolled in a course, by name. */
export async function enrolledPage(
  courseId: string,
  branchId: string,
  from: Record<string, unknown> | undefined,
  limit: number,
) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(EnrolmentEntity)
    .query({ index: 'gsi1', partition: learnersKey(courseId, branchId) })
    .options({ limit, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items ?? [], lastKey: LastEvaluatedKey };
}

/** How many learners of an academy or region are enrolled in a course. */
export async function enrolledCount(courseId: string, branchId: string): Promise<number> {
  const { Count } = await table
    .build(QueryCommand)
    .query({ index: 'gsi1', partition: learnersKey(courseId, branchId) })
    .options({ select: 'COUNT', maxPages: 50 })
    .send();
  return Count ?? 0;
}

/** Where a learner stands in the list of a course: under their name, in their academy or region. */
export interface LearnerPlace {
  organisationId: string;
  branchId: string;
  name: string;
}

const learnerKeys = (personId: string, courseId: string, { branchId, name }: Omit<LearnerPlace, 'organisationId'>) => ({
  gsi1pk: learnersKey(courseId, branchId),
  gsi1sk: `${collationKey(name, 'uk')}#${personId}`,
});

/** All learners of a course, wherever they belong. */
const everywhereKeys = (personId: string, courseId: string) => ({
  gsi2pk: `$courses#learners_${courseId}`,
  gsi2sk: personId,
});

/** One page of the learners of a course in all academies and regions. */
export async function learnersEverywhere(courseId: string, from: Record<string, unknown> | undefined) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(EnrolmentEntity)
    .query({ index: 'gsi2', partition: `$courses#learners_${courseId}` })
    .options({ limit: 100, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items ?? [], lastKey: LastEvaluatedKey };
}

/** Enrols once; fails its condition when already enrolled. */
export async function putEnrolment(
  enrolled: Enrolment,
  place: Omit<LearnerPlace, 'organisationId'>,
  record: NewRecord,
  now: number,
): Promise<void> {
  await transact(
    EnrolmentEntity.build(PutTransaction)
      .item({
        ...enrolled,
        ...learnerKeys(enrolled.personId, enrolled.courseId, place),
        ...everywhereKeys(enrolled.personId, enrolled.courseId),
      })
      .options({ condition: { attr: 'courseId', exists: false } }),
    recordPut(record, now),
  );
}

/** Puts an enrolment at another place in the list of learners; nothing where it is gone, or placed by a later revision. */
export async function placeEnrolment(
  { personId, courseId }: Pick<Enrolment, 'personId' | 'courseId'>,
  place: LearnerPlace,
  placedBy: number,
): Promise<void> {
  await once(
    EnrolmentEntity.build(UpdateItemCommand)
      .item({
        personId,
        courseId,
        organisationId: place.organisationId,
        placedBy,
        ...learnerKeys(personId, courseId, place),
      })
      .options({
        condition: {
          and: [
            { attr: 'courseId', exists: true },
            {
              or: [
                { attr: 'placedBy', exists: false },
                { attr: 'placedBy', lte: placedBy },
              ],
            },
          ],
        },
      })
      .send(),
  );
}

/** Takes an enrolment out of the lists of learners; it stays with the person. */
export async function unlistEnrolment({ personId, courseId }: Pick<Enrolment, 'personId' | 'courseId'>): Promise<void> {
  await once(
    EnrolmentEntity.build(UpdateItemCommand)
      .item({ personId, courseId, gsi1pk: $remove(), gsi1sk: $remove(), gsi2pk: $remove(), gsi2sk: $remove() })
      .options({ condition: { attr: 'courseId', exists: true } })
      .send(),
  );
}

/** The write that takes an enrolment to another version; fails its condition where it is not as it was read any more. */
export const versionWrite = (before: Enrolment, after: Pick<Enrolment, 'version' | 'earlier' | 'movedAt'>): Write =>
  EnrolmentEntity.build(UpdateTransaction)
    .item({
      personId: before.personId,
      courseId: before.courseId,
      version: after.version,
      earlier: $set(after.earlier ?? []),
      ...(after.movedAt === undefined ? {} : { movedAt: after.movedAt }),
    })
    .options({
      condition: {
        and: [
          { attr: 'version', eq: before.version },
          before.completed === undefined
            ? { attr: 'completed', exists: false }
            : { attr: 'completed', eq: before.completed },
        ],
      },
    });

type EnrolmentKey = Pick<Enrolment, 'personId' | 'courseId'>;

/** Notes that the first lesson was opened; the first moment stays. */
export const noteBegun = (key: EnrolmentKey, begunAt: string): Promise<void> =>
  once(
    EnrolmentEntity.build(UpdateItemCommand)
      .item({ ...key, begunAt })
      .options({
        condition: {
          and: [
            { attr: 'courseId', exists: true },
            { attr: 'begunAt', exists: false },
          ],
        },
      })
      .send(),
  );

/** Notes which version was completed first. */
export const noteCompleted = (key: EnrolmentKey, completed: number): Promise<void> =>
  once(
    EnrolmentEntity.build(UpdateItemCommand)
      .item({ ...key, completed })
      .options({
        condition: {
          and: [
            { attr: 'courseId', exists: true },
            { attr: 'completed', exists: false },
          ],
        },
      })
      .send(),
  );

/** A write that finds nothing to do the second time. */
async function once(write: Promise<unknown>): Promise<void> {
  await write.catch((error: unknown) => {
    if (!isConditionFailure(error)) throw error;
  });
}
