/**
 * Items of a question: the card with which everything is judged and listed, and its draft. `list_` and `away_` list a bank,
 * `queue_` what waits for reviewers.
 */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { languages } from '#contracts/common.ts';
import { questionKinds, type QuestionContent } from '#contracts/question-kinds.ts';
import { questionStates, questionUses } from '#contracts/questions.ts';
import { getMany, inverseKeys, listKeys, localisedMap, table, type Write } from '../platform/table.ts';

type Key = Record<string, unknown>;
const languageList = () => list(string().enum(...languages));

const CardEntity = new Entity({
  name: 'question',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    organisationId: string(),
    kind: string().enum(...questionKinds),
    use: string().enum(...questionUses),
    folderId: string().optional(),
    difficulty: number(),
    tags: list(string()),
    competences: list(string()),
    norms: list(string()),
    ask: localisedMap(),
    /** by what it is found, where the excerpt does not hold all of it */
    searched: string().optional(),
    /** what is compared with others */
    probe: string(),
    /** of the draft */
    languages: languageList(),
    state: string().enum(...questionStates),
    /** newest approved version, its hash and languages */
    version: number().optional(),
    versionHash: string().optional(),
    versionLanguages: languageList().optional(),
    archived: boolean(),
    /** of the draft, and of the content it was made with */
    hash: string(),
    madeOf: string(),
    createdBy: string(),
    /** who has written it since its newest version: they cannot answer it */
    writers: list(string()),
    /** counts every write */
    revision: number(),
    changedAt: string(),
    changedBy: string(),
    submittedAt: string().optional(),
    submittedBy: string().optional(),
    note: string().optional(),
    decided: map({
      decision: string().enum('approve', 'return'),
      hash: string(),
      by: string(),
      at: string(),
    }).optional(),
    /** the question of another bank it is a copy of */
    origin: map({ questionId: string(), version: number(), organisationId: string() }).optional(),
    ...listKeys(),
    ...inverseKeys(),
  }),
  computeKey: ({ id }) => ({ pk: `$questions#${id}`, sk: 'question' }),
});
export type StoredQuestion = FormattedItem<typeof CardEntity>;

const DraftEntity = new Entity({
  name: 'questionDraft',
  table,
  timestamps: false,
  schema: item({ id: string().key(), content: any() }),
  computeKey: ({ id }) => ({ pk: `$questions#${id}`, sk: 'draft' }),
});

const listOf = (organisationId: string, archived: boolean): string =>
  `$questions#${archived ? 'away' : 'list'}_${organisationId}`;

const indexKeys = ({ id, organisationId, archived, changedAt, state, submittedAt }: StoredQuestion) => ({
  gsi1pk: listOf(organisationId, archived),
  gsi1sk: `${changedAt}#${id}`,
  ...(state === 'inReview' ? { gsi2pk: `$questions#queue_${organisationId}`, gsi2sk: `${submittedAt}#${id}` } : {}),
});

export async function question(id: string): Promise<StoredQuestion | undefined> {
  const { Item } = await CardEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item;
}

/** Cards by id, in no order; unknown ones are absent. */
export const questionsById = (ids: readonly string[]): Promise<StoredQuestion[]> =>
  getMany(
    CardEntity,
    [...new Set(ids)].map((id) => ({ id })),
    { consistent: true },
  );

export async function draftOf(id: string): Promise<QuestionContent> {
  const { Item } = await DraftEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item!.content as QuestionContent;
}

/** A stretch of a bank, the latest changed first; or of what was put away. */
export async function listed(organisationId: string, archived: boolean, from: Key | undefined, limit: number) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(CardEntity)
    .query({ index: 'gsi1', partition: listOf(organisationId, archived) })
    .options({ reverse: true, limit, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items ?? [], lastKey: LastEvaluatedKey };
}

/** Where the list of a bank goes on after a question. */
export const placeAfter = (question: StoredQuestion): Key => ({
  ...{ pk: `$questions#${question.id}`, sk: 'question' },
  ...{ gsi1pk: listOf(question.organisationId, question.archived), gsi1sk: `${question.changedAt}#${question.id}` },
});

const queuePage = 30;

/** One page of what waits for reviewers, the longest waiting first. */
export async function waiting(organisationId: string, from: Key | undefined) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(CardEntity)
    .query({ index: 'gsi2', partition: `$questions#queue_${organisationId}` })
    .options({ limit: queuePage, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items ?? [], lastKey: LastEvaluatedKey };
}

/** The write of a card; fails its condition where there is one already, or somebody else changed it. */
export const cardPut = (after: StoredQuestion, before: StoredQuestion | undefined): Write =>
  CardEntity.build(PutTransaction)
    .item({ ...after, ...indexKeys(after) })
    .options({ condition: before ? { attr: 'revision', eq: before.revision } : { attr: 'id', exists: false } });

export const draftPut = (id: string, content: QuestionContent): Write =>
  DraftEntity.build(PutTransaction).item({ id, content });
