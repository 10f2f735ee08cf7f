/** Modules and lessons of a draft, the binned ones too. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $remove, $set, UpdateItemCommand } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { record } from 'dynamodb-toolbox/schema/record';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { languages } from '#contracts/common.ts';
import { isConditionFailure, localisedMap, table, type Write } from '../platform/table.ts';

const ModuleEntity = new Entity({
  name: 'draftModule',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    id: string().key(),
    place: string(),
    asked: string().optional(),
    title: localisedMap(),
    /** what the first language said when each translation was made */
    madeFrom: localisedMap().optional(),
    revision: number(),
  }),
  computeKey: ({ courseId, id }) => ({ pk: `$authoring#${courseId}`, sk: `m#${id}` }),
});
export type StoredModule = FormattedItem<typeof ModuleEntity>;

const film = () =>
  map({
    id: string(),
    title: localisedMap(),
    durationSeconds: number(),
    captions: list(string().enum(...languages)),
  }).optional();

const LessonEntity = new Entity({
  name: 'draftLesson',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    id: string().key(),
    moduleId: string(),
    place: string(),
    /** as the place was asked for, where another lesson stood there already */
    asked: string().optional(),
    title: localisedMap(),
    /** what the first language said when each translation was made */
    madeFrom: localisedMap().optional(),
    minutes: number(),
    /** language of instruction → film */
    lectures: map({ uk: film(), ru: film(), kk: film(), en: film() }),
    /** pictures that came with the text, by the path by which it names them */
    pictures: record(string(), map({ sha256: string(), type: string(), width: number(), height: number() })).optional(),
    revision: number(),
    movedAt: number(),
    createdAt: string(),
    createdBy: string(),
    /** `course lesson` of which it is a copy */
    copyOf: string().optional(),
    binnedAt: string().optional(),
    binnedBy: string().optional(),
    /** of the module it was in */
    binnedFrom: localisedMap().optional(),
  }),
  computeKey: ({ courseId, id }) => ({ pk: `$authoring#${courseId}`, sk: `l#${id}` }),
});
export type StoredLesson = FormattedItem<typeof LessonEntity>;

/** Which course has a lesson of this id: what somebody has learned hangs on it, so that no two courses share one. */
const LessonNameEntity = new Entity({
  name: 'lessonName',
  table,
  timestamps: false,
  schema: item({ lessonId: string().key(), courseId: string() }),
  computeKey: ({ lessonId }) => ({ pk: `$authoring#${lessonId}`, sk: 'lesson' }),
});

/** All modules and lessons of a course in no order, what is in the bin too. */
export async function outlineItems(courseId: string): Promise<{ modules: StoredModule[]; lessons: StoredLesson[] }> {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(LessonEntity, ModuleEntity)
    // both beginnings stand side by side in the alphabet
    .query({ partition: `$authoring#${courseId}`, range: { between: ['l#', 'm$'] } })
    .options({ consistent: true, maxPages: 20 })
    .send();
  return {
    modules: Items.filter((each): each is StoredModule => !('moduleId' in each)),
    lessons: Items.filter((each): each is StoredLesson => 'moduleId' in each),
  };
}

/** A lesson, also one in the bin. */
export async function lesson(courseId: string, id: string): Promise<StoredLesson | undefined> {
  const { Item } = await LessonEntity.build(GetItemCommand).key({ courseId, id }).options({ consistent: true }).send();
  return Item;
}

export const modulePut = (module: StoredModule): Write => ModuleEntity.build(PutTransaction).item(module);

/** The write that changes a module; fails its condition when somebody else did. */
export const moduleChange = (before: StoredModule, after: StoredModule): Write =>
  ModuleEntity.build(PutTransaction)
    .item(after)
    .options({ condition: { attr: 'revision', eq: before.revision } });

export const moduleDelete = ({ courseId, id }: StoredModule): Write =>
  ModuleEntity.build(DeleteTransaction).key({ courseId, id });

/** The writes that add a lesson: [0] fails its condition when the course has it, [1] when another course has. */
export const lessonPuts = (lesson: StoredLesson): Write[] => [
  LessonEntity.build(PutTransaction)
    .item(lesson)
    .options({ condition: { attr: 'id', exists: false } }),
  LessonNameEntity.build(PutTransaction)
    .item({ lessonId: lesson.id, courseId: lesson.courseId })
    .options({
      condition: {
        or: [
          { attr: 'courseId', exists: false },
          { attr: 'courseId', eq: lesson.courseId },
        ],
      },
    }),
];

/** The write that takes a lesson away for good. Its id stays its course's. */
export const lessonDelete = ({ courseId, id }: StoredLesson): Write =>
  LessonEntity.build(DeleteTransaction).key({ courseId, id });

/** The write that puts a lesson as a whole in the place of what it was; fails its condition when somebody changed or moved it since. */
export const lessonReplaced = (before: StoredLesson, after: StoredLesson): Write =>
  LessonEntity.build(PutTransaction)
    .item(after)
    .options({
      condition: {
        and: [
          { attr: 'revision', eq: before.revision },
          { attr: 'movedAt', eq: before.movedAt },
        ],
      },
    });

/** The write of where a lesson stands: module, place, bin. Its name and length are somebody else's to change meanwhile. */
export const lessonPlaced = (lesson: StoredLesson): Write =>
  LessonEntity.build(UpdateTransaction)
    .item({
      courseId: lesson.courseId,
      id: lesson.id,
      moduleId: lesson.moduleId,
      place: lesson.place,
      asked: lesson.asked ?? $remove(),
      movedAt: lesson.movedAt,
      binnedAt: lesson.binnedAt ?? $remove(),
      binnedBy: lesson.binnedBy ?? $remove(),
      binnedFrom: lesson.binnedFrom ? $set(lesson.binnedFrom) : $remove(),
    })
    .options({ condition: { attr: 'id', exists: true } });

/** Gives a lesson another name or length; false when somebody else did since. */
export async function changeLesson(before: StoredLesson, after: StoredLesson): Promise<boolean> {
  try {
    await LessonEntity.build(UpdateItemCommand)
      .item({
        courseId: after.courseId,
        id: after.id,
        title: $set(after.title),
        madeFrom: after.madeFrom ? $set(after.madeFrom) : $remove(),
        minutes: after.minutes,
        revision: after.revision,
      })
      .options({ condition: { attr: 'revision', eq: before.revision } })
      .send();
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return false;
  }
}

/** Lets a lesson show other films; false where somebody changed it since it was read. */
export async function changeFilms(before: StoredLesson, after: StoredLesson): Promise<boolean> {
  try {
    await LessonEntity.build(UpdateItemCommand)
      .item({ courseId: after.courseId, id: after.id, lectures: $set(after.lectures), revision: after.revision })
      .options({ condition: { attr: 'revision', eq: before.revision } })
      .send();
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return false;
  }
}
