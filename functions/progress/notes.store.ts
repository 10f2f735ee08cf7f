/** Notes and bookmarks, in their owner's partition; how many there are stands in an item of its own. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $add } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { languages } from '#contracts/common.ts';
import { notesMax } from '#contracts/notes.ts';
import { table, transact } from '../platform/table.ts';
import type { NoteItem, NotePlace } from './note.ts';

const partition = (personId: string) => `$progress#${personId}`;

const NoteEntity = new Entity({
  name: 'note',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    courseId: string().key(),
    lessonId: string().key(),
    id: string().key(),
    text: string(),
    passage: map({ quote: string(), before: string(), after: string() }).optional(),
    moment: map({ lectureId: string(), atSeconds: number() }).optional(),
    language: string().enum(...languages),
    createdAt: string(),
    changedAt: string(),
    revision: number(),
  }),
  computeKey: ({ personId, courseId, lessonId, id }) => ({
    pk: partition(personId),
    sk: `n#${courseId}#${lessonId}#${id}`,
  }),
});

const CountEntity = new Entity({
  name: 'noteCount',
  table,
  timestamps: false,
  schema: item({ personId: string().key(), notes: number().optional() }),
  computeKey: ({ personId }) => ({ pk: partition(personId), sk: 'notes' }),
});

export async function note(place: NotePlace): Promise<NoteItem | undefined> {
  return (await NoteEntity.build(GetItemCommand).key(place).options({ consistent: true }).send()).Item;
}

/** of 14 kB at most each: an answer stays far below what a function may say at once */
const pageSize = 100;

/** One page of a person's notes, by lesson and in the order of their making. */
export async function notesPage(personId: string, beginsWith: string, from: Record<string, unknown> | undefined) {
  const { Items = [], LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(NoteEntity)
    .query({ partition: partition(personId), range: { beginsWith: `n#${beginsWith}` } })
    .options({ consistent: true, limit: pageSize, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items, lastKey: LastEvaluatedKey };
}

/** All a person has noted, page by page. */
export async function* notePages(personId: string): AsyncGenerator<NoteItem[]> {
  let from: Record<string, unknown> | undefined;
  do {
    const page = await notesPage(personId, '', from);
    yield page.items;
    from = page.lastKey;
  } while (from);
}

/** Saves a note; fails its condition ([0]) when it changed since `before` was read, ([1]) when there are too many. */
export const saveNote = (before: NoteItem | undefined, after: NoteItem): Promise<void> =>
  transact(
    NoteEntity.build(PutTransaction)
      .item(after)
      .options({ condition: unchanged(before) }),
    ...(before ? [] : [counted(after.personId, 1)]),
  );

/** Removes a note; fails its condition when it changed since it was read. */
export const removeNote = (before: NoteItem): Promise<void> =>
  transact(
    NoteEntity.build(DeleteTransaction)
      .key(before)
      .options({ condition: unchanged(before) }),
    counted(before.personId, -1),
  );

const unchanged = (before: NoteItem | undefined) =>
  before ? { attr: 'revision' as const, eq: before.revision } : { attr: 'id' as const, exists: false };

const counted = (personId: string, change: 1 | -1) =>
  CountEntity.build(UpdateTransaction)
    .item({ personId, notes: $add(change) })
    .options(
      change < 0
        ? {}
        : {
            condition: {
              or: [
                { attr: 'notes', exists: false },
                { attr: 'notes', lt: notesMax },
              ],
            },
          },
    );
