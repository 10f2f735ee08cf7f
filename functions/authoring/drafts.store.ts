/** A draft: its head, which lists show, and what it says of itself. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $set, UpdateItemCommand, type UpdateItemInput } from 'dynamodb-toolbox/entity/actions/update';
import type { Condition } from 'dynamodb-toolbox/entity/actions/parseCondition';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { draftStates } from '#contracts/authoring.ts';
import { collationKey } from '#contracts/collation.ts';
import { languages } from '#contracts/common.ts';
import { getMany, isConditionFailure, listKeys, localisedMap, table, type Write } from '../platform/table.ts';

const pageSize = 50;

const DraftEntity = new Entity({
  name: 'draft',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    organisationId: string(),
    title: localisedMap(),
    languages: list(string().enum(...languages)),
    audience: string().enum('all', 'own'),
    state: string().enum(...draftStates),
    /** newest released version that the draft knows of */
    version: number().optional(),
    reviewId: string().optional(),
    /** when it was submitted last */
    submittedAt: string().optional(),
    /** what was written by then is in the newest release */
    releasedUpTo: string().optional(),
    archived: boolean(),
    revision: number(),
    outlineRevision: number(),
    /** counts every change of the team, so that two of them cannot pass each other */
    teamRevision: number(),
    createdAt: string(),
    changedAt: string(),
    /** the course of another academy it was made of: in which version, and up to which everything of it has been decided */
    origin: map({
      courseId: string(),
      organisationId: string(),
      adopted: number(),
      at: string(),
      version: number(),
    }).optional(),
    ...listKeys(),
  }),
  computeKey: ({ id }) => ({ pk: `$authoring#${id}`, sk: 'draft' }),
});
export type StoredDraft = FormattedItem<typeof DraftEntity>;

const AboutEntity = new Entity({
  name: 'draftAbout',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    summary: localisedMap().optional(),
    outcomes: list(localisedMap()),
    topics: list(string()),
    competences: list(string()),
    /** of the draft’s title too: lists need not carry it */
    madeFrom: map({
      title: localisedMap().optional(),
      summary: localisedMap().optional(),
      outcomes: list(localisedMap()).optional(),
    }).optional(),
  }),
  computeKey: ({ id }) => ({ pk: `$authoring#${id}`, sk: 'about' }),
});
export type StoredAbout = FormattedItem<typeof AboutEntity>;

const titleKey = ({ title, languages: [first] }: Pick<StoredDraft, 'title' | 'languages'>): string =>
  collationKey(title[first!] ?? Object.values(title)[0] ?? '', first!);

const placeInList = (draft: Pick<StoredDraft, 'id' | 'organisationId' | 'title' | 'languages'>) => ({
  gsi1pk: `$authoring#org_${draft.organisationId}`,
  gsi1sk: `${titleKey(draft)}#${draft.id}`,
});

export async function draft(id: string): Promise<StoredDraft | undefined> {
  const { Item } = await DraftEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item;
}

export async function about(id: string): Promise<StoredAbout> {
  const { Item } = await AboutEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item ?? { id, outcomes: [], topics: [], competences: [] };
}

/** Drafts by course, in no order; unknown ones are absent. */
export const drafts = (ids: readonly string[]): Promise<StoredDraft[]> =>
  getMany(
    DraftEntity,
    [...new Set(ids)].map((id) => ({ id })),
    { consistent: true },
  );

/** One page of the drafts of an organisation, by title. */
export async function draftsOf(organisationId: string, from: Record<string, unknown> | undefined) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(DraftEntity)
    .query({ index: 'gsi1', partition: `$authoring#org_${organisationId}` })
    .options({ limit: pageSize, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items ?? [], lastKey: LastEvaluatedKey };
}

/** The writes that begin a draft; the first fails its condition when there is one. */
export const draftPuts = (created: StoredDraft, text: StoredAbout): Write[] => [
  DraftEntity.build(PutTransaction)
    .item({ ...created, ...placeInList(created) })
    .options({ condition: { attr: 'id', exists: false } }),
  AboutEntity.build(PutTransaction).item(text),
];

/** The writes of what a course says of itself; the first fails its condition when somebody else changed it. */
export const draftWrites = (before: StoredDraft, after: StoredDraft, text: StoredAbout): Write[] => [
  DraftEntity.build(UpdateTransaction)
    .item({
      id: after.id,
      title: $set(after.title),
      languages: $set(after.languages),
      audience: after.audience,
      archived: after.archived,
      revision: after.revision,
      changedAt: after.changedAt,
      ...placeInList(after),
    })
    .options({ condition: { attr: 'revision', eq: before.revision } }),
  AboutEntity.build(PutTransaction).item(text),
];

type Counter = 'outlineRevision' | 'teamRevision';

/** The write that counts a change of outline or team; fails its condition when there was another one since. */
export const draftCounted = ({ id, ...before }: StoredDraft, counter: Counter, changedAt?: string): Write =>
  DraftEntity.build(UpdateTransaction)
    .item({
      id,
      [counter]: before[counter] + 1,
      ...(changedAt ? { changedAt } : {}),
    } as UpdateItemInput<typeof DraftEntity>)
    .options({ condition: { attr: counter, eq: before[counter] } });

/** Notes that somebody wrote in a lesson. */
export async function touchDraft(id: string, changedAt: string): Promise<void> {
  await DraftEntity.build(UpdateItemCommand)
    .item({ id, changedAt })
    .options({ condition: { attr: 'changedAt', lt: changedAt } })
    .send()
    .catch((error: unknown) => {
      if (!isConditionFailure(error)) throw error;
    });
}

/** The write by which a draft comes into another state of its review or release. */
export const draftStateWrite = (
  id: string,
  changes: Partial<Pick<StoredDraft, 'state' | 'version' | 'reviewId' | 'submittedAt' | 'releasedUpTo'>>,
  condition: Condition<typeof DraftEntity> = { attr: 'id', exists: true },
): Write =>
  DraftEntity.build(UpdateTransaction)
    .item({ id, ...changes } as UpdateItemInput<typeof DraftEntity>)
    .options({ condition });

/** The write that everything of the original is decided up to this version; a repeat fails its condition. */
export const originDecided = (id: string, version: number): Write =>
  DraftEntity.build(UpdateTransaction)
    .item({ id, origin: { version } } as UpdateItemInput<typeof DraftEntity>)
    .options({ condition: { attr: 'origin.version', lt: version } });

/** Condition: the draft has not heard of this version yet. */
export const knowsLessThan = (version: number): Condition<typeof DraftEntity> => ({
  or: [
    { attr: 'version', exists: false },
    { attr: 'version', lt: version },
  ],
});
