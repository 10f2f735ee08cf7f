/** Items of the progress room, all of one person in one partition: course summaries, lessons, watched stretches. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { jobPut, type NewJob } from '../platform/jobs.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { getMany, table, transact, unlessRefused } from '../platform/table.ts';

const versionKey = (version: number) => `v${String(version).padStart(4, '0')}`;
const partition = (personId: string) => `$progress#${personId}`;

/** A person's way through one version of a course. `revision` guards against two writers. */
const SummaryEntity = new Entity({
  name: 'courseProgress',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    courseId: string().key(),
    version: number().key(),
    startedAt: string(),
    lastAt: string(),
    lastLessonId: string(),
    completedLessons: list(string()),
    completedAt: string().optional(),
    revision: number(),
  }),
  computeKey: ({ personId, courseId, version }) => ({
    pk: partition(personId),
    sk: `c#${courseId}#${versionKey(version)}`,
  }),
});
export type Summary = FormattedItem<typeof SummaryEntity>;

const LessonEntity = new Entity({
  name: 'lessonProgress',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    lessonId: string().key(),
    courseId: string(),
    version: number(),
    read: boolean(),
    readIn: number().optional(),
    watchedShare: number(),
    testsLeft: number().optional(),
    questionsLeft: number().optional(),
    openedAt: string(),
    completedAt: string().optional(),
  }),
  computeKey: ({ personId, lessonId }) => ({ pk: partition(personId), sk: `l#${lessonId}` }),
});
export type StoredLesson = FormattedItem<typeof LessonEntity>;

export interface SummaryKey {
  personId: string;
  courseId: string;
  version: number;
}

export async function summary(key: SummaryKey): Promise<Summary | undefined> {
  const { Item } = await SummaryEntity.build(GetItemCommand).key(key).options({ consistent: true }).send();
  return Item;
}

/** Summaries by key, in no order. Read consistently: home shows what was completed a moment ago. */
export const summaries = (keys: readonly SummaryKey[]): Promise<Summary[]> =>
  getMany(SummaryEntity, keys, { consistent: true });

export async function lesson(personId: string, lessonId: string): Promise<StoredLesson | undefined> {
  const { Item } = await LessonEntity.build(GetItemCommand)
    .key({ personId, lessonId })
    .options({ consistent: true })
    .send();
  return Item;
}

/** All lessons a person has opened in a course; lessons of other courses are skipped. */
export async function lessonsOf(personId: string, lessonIds: readonly string[]): Promise<StoredLesson[]> {
  const wanted = new Set(lessonIds);
  const { Items } = await table
    .build(QueryCommand)
    .entities(LessonEntity)
    .query({ partition: partition(personId), range: { beginsWith: 'l#' } })
    .options({ consistent: true, maxPages: 20 })
    .send();
  return (Items ?? []).filter((each) => wanted.has(each.lessonId));
}

/** All courses and lessons of a person. */
export async function learnedBy(personId: string) {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(SummaryEntity, LessonEntity)
    .query({ partition: partition(personId) })
    .options({ consistent: true, maxPages: 50 })
    .send();
  return {
    courses: Items.filter((each): each is Summary => 'completedLessons' in each),
    lessons: Items.filter((each): each is StoredLesson => 'openedAt' in each),
  };
}

export interface LessonSave {
  lessonBefore: StoredLesson | undefined;
  lesson: StoredLesson;
  summaryBefore: Summary | undefined;
  summary: Summary;
  records: NewRecord[];
}

/** Saves a lesson's progress, the course summary and their records together; false when either changed since it was read. */
export async function saveLesson(save: LessonSave, now: number): Promise<boolean> {
  return unlessRefused(
    transact(
      LessonEntity.build(PutTransaction)
        .item(save.lesson)
        .options({ condition: unchangedLesson(save.lessonBefore) }),
      summaryPut(save.summaryBefore, save.summary),
      ...save.records.map((record) => recordPut(record, now)),
    ),
  );
}

/** Saves a lesson as it is after two people became one; false when it changed since it was read. */
export const saveUnitedLesson = (before: StoredLesson | undefined, after: StoredLesson): Promise<boolean> =>
  unlessRefused(
    LessonEntity.build(PutItemCommand)
      .item(after)
      .options({ condition: unchangedLesson(before) })
      .send(),
  );

/** Saves a summary with its records; false when it changed since it was read. */
export const saveSummary = (
  before: Summary | undefined,
  after: Summary,
  records: NewRecord[],
  now: number,
): Promise<boolean> =>
  unlessRefused(transact(summaryPut(before, after), ...records.map((record) => recordPut(record, now))));

type Left = 'testsLeft' | 'questionsLeft';
const unchangedLeft = <Attr extends Left>(attr: Attr, left: number | undefined) =>
  left === undefined ? { attr, exists: false as const } : { attr, eq: left };

const unchangedLesson = (before: StoredLesson | undefined) =>
  before
    ? {
        and: [
          { attr: 'read' as const, eq: before.read },
          { attr: 'watchedShare' as const, eq: before.watchedShare },
          unchangedLeft('testsLeft', before.testsLeft),
          unchangedLeft('questionsLeft', before.questionsLeft),
        ],
      }
    : { attr: 'lessonId' as const, exists: false };

const summaryPut = (before: Summary | undefined, after: Summary) =>
  SummaryEntity.build(PutTransaction)
    .item(after)
    .options({
      condition: before
        ? { attr: 'revision' as const, eq: before.revision }
        : { attr: 'courseId' as const, exists: false },
    });

/** Creates the export's job together with the signal that starts it, and the fact that it was asked for. */
export async function putExportJob(job: NewJob, records: NewRecord[], now: number): Promise<void> {
  await transact(jobPut(job, now), ...records.map((record) => recordPut(record, now)));
}
