/** Items of a bank as a whole: how much it holds, its folders, its tags. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $add, $remove, $set } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { bankMax, foldersMax } from '#contracts/questions.ts';
import { listKeys, table, type Write } from '../platform/table.ts';

const bankKey = (organisationId: string) => `$questions#bank_${organisationId}`;

const BankEntity = new Entity({
  name: 'questionBank',
  table,
  timestamps: false,
  schema: item({
    organisationId: string().key(),
    /** all of them, and those put away */
    questions: number().optional(),
    archived: number().optional(),
    folders: number().optional(),
    /** counts changes of the folders: two moves that are harmless alone could make a circle together */
    treeRevision: number().optional(),
  }),
  computeKey: ({ organisationId }) => ({ pk: bankKey(organisationId), sk: 'bank' }),
});
export type StoredBank = FormattedItem<typeof BankEntity>;

const FolderEntity = new Entity({
  name: 'questionFolder',
  table,
  timestamps: false,
  schema: item({
    organisationId: string().key(),
    id: string().key(),
    parentId: string().optional(),
    name: string(),
    revision: number(),
    sharedWith: string().enum('nobody', 'listed', 'all'),
    organisationIds: list(string()),
    /** in it, without those put away */
    questions: number(),
    ...listKeys(),
  }),
  computeKey: ({ organisationId, id }) => ({ pk: bankKey(organisationId), sk: `folder#${id}` }),
});
export type StoredFolder = FormattedItem<typeof FolderEntity>;

/** Whose folder it is: ids are one bank's. */
const FolderHomeEntity = new Entity({
  name: 'questionFolderHome',
  table,
  timestamps: false,
  schema: item({ id: string().key(), organisationId: string() }),
  computeKey: ({ id }) => ({ pk: `$questions#${id}`, sk: 'home' }),
});

const TagEntity = new Entity({
  name: 'questionTag',
  table,
  timestamps: false,
  schema: item({ organisationId: string().key(), tag: string().key(), questions: number() }),
  computeKey: ({ organisationId, tag }) => ({ pk: bankKey(organisationId), sk: `tag#${tag}` }),
});

export async function bank(organisationId: string): Promise<StoredBank> {
  const { Item } = await BankEntity.build(GetItemCommand).key({ organisationId }).options({ consistent: true }).send();
  return Item ?? { organisationId };
}

/** All folders of a bank, in the order they were made. */
export async function foldersOf(organisationId: string): Promise<StoredFolder[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(FolderEntity)
    .query({ partition: bankKey(organisationId), range: { beginsWith: 'folder#' } })
    .options({ consistent: true, maxPages: 10 })
    .send();
  return Items ?? [];
}

export async function folderHome(id: string): Promise<string | undefined> {
  const { Item } = await FolderHomeEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item?.organisationId;
}

/** tags that are offered; questions may bear others */
const tagsListed = 1000;

/** Tags that questions of the bank bear. */
export async function tagsOf(organisationId: string): Promise<string[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(TagEntity)
    .query({ partition: bankKey(organisationId), range: { beginsWith: 'tag#' } })
    .options({ consistent: true, limit: tagsListed })
    .send();
  return (Items ?? []).filter(({ questions }) => questions > 0).map(({ tag }) => tag);
}

const sharedPageSize = 100;
const sharedKey = '$questions#shared';

/** A stretch of all folders that are shared with anybody. */
export async function sharedFolders(from: Record<string, unknown> | undefined) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(FolderEntity)
    .query({ index: 'gsi1', partition: sharedKey })
    .options({ limit: sharedPageSize, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items ?? [], lastKey: LastEvaluatedKey };
}

/** What a question counts for in its bank. */
export interface Counted {
  questions: number;
  archived: number;
  folders: Map<string, number>;
  tags: Map<string, number>;
}

/** The writes of what is more or less in a bank; fail their condition where it is full, or a folder is gone. */
export function countWrites(organisationId: string, { questions, archived, folders, tags }: Counted): Write[] {
  const bankWrite = BankEntity.build(UpdateTransaction)
    .item({ organisationId, questions: $add(questions), archived: $add(archived) })
    .options(
      questions > 0
        ? {
            condition: {
              or: [
                { attr: 'questions', exists: false },
                { attr: 'questions', lt: bankMax },
              ],
            },
          }
        : {},
    );
  return [
    ...(questions || archived ? [bankWrite] : []),
    ...[...folders].map(([id, more]): Write =>
      FolderEntity.build(UpdateTransaction)
        .item({ organisationId, id, questions: $add(more) })
        .options({ condition: { attr: 'revision', exists: true } }),
    ),
    ...[...tags].map(([tag, more]): Write =>
      TagEntity.build(UpdateTransaction).item({ organisationId, tag, questions: $add(more) }),
    ),
  ];
}

/** The write that counts a change of the folders; fails its condition when there was another one since, or there are enough. */
const treeCounted = ({ organisationId, treeRevision }: StoredBank, more: -1 | 0 | 1): Write =>
  BankEntity.build(UpdateTransaction)
    .item({ organisationId, treeRevision: $add(1), folders: $add(more) })
    .options({
      condition: {
        and: [
          treeRevision === undefined
            ? { attr: 'treeRevision', exists: false }
            : { attr: 'treeRevision', eq: treeRevision },
          {
            or: [
              { attr: 'folders', exists: false },
              { attr: 'folders', lt: foldersMax + (more > 0 ? 0 : 1) },
            ],
          },
        ],
      },
    });

const sharedKeys = ({ id, organisationId }: StoredFolder) => ({
  gsi1pk: sharedKey,
  gsi1sk: `${organisationId}#${id}`,
});

/** The writes that make a folder; fail their condition where its id is taken. */
export const newFolderWrites = (tree: StoredBank, made: StoredFolder): Write[] => [
  treeCounted(tree, 1),
  FolderEntity.build(PutTransaction)
    .item({ ...made, ...(made.sharedWith === 'nobody' ? {} : sharedKeys(made)) })
    .options({ condition: { attr: 'id', exists: false } }),
  FolderHomeEntity.build(PutTransaction)
    .item({ id: made.id, organisationId: made.organisationId })
    .options({ condition: { attr: 'id', exists: false } }),
];

/** The writes of a folder that is called, placed or shared otherwise; fail their condition when somebody was quicker. */
export const folderWrites = (tree: StoredBank, before: StoredFolder, after: StoredFolder): Write[] => [
  treeCounted(tree, 0),
  FolderEntity.build(UpdateTransaction)
    .item({
      ...{ organisationId: after.organisationId, id: after.id, name: after.name, revision: after.revision },
      ...{ sharedWith: after.sharedWith, organisationIds: $set(after.organisationIds) },
      parentId: after.parentId ?? $remove(),
      ...(after.sharedWith === 'nobody' ? { gsi1pk: $remove(), gsi1sk: $remove() } : sharedKeys(after)),
    })
    .options({ condition: { attr: 'revision', eq: before.revision } }),
];

/** The writes that take a folder away; fail their condition where something is in it. */
export const folderDeletes = (tree: StoredBank, { organisationId, id }: StoredFolder): Write[] => [
  treeCounted(tree, -1),
  FolderEntity.build(DeleteTransaction)
    .key({ organisationId, id })
    .options({ condition: { attr: 'questions', eq: 0 } }),
  FolderHomeEntity.build(DeleteTransaction).key({ id }),
];
