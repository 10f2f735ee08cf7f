/** Items of quizzes: the quiz with its place in the list of its academy, its content, its versions, who had a hand in it. */
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
import { questionStates, questionUses } from '#contracts/questions.ts';
import type { QuizContent } from '#contracts/quizzes.ts';
import { getMany, inverseKeys, listKeys, localisedMap, table, type Write } from '../platform/table.ts';
import type { QuizHead } from './quiz.ts';

const pageSize = 50;
type Key = Record<string, unknown>;

const QuizEntity = new Entity({
  name: 'quiz',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    organisationId: string(),
    title: localisedMap(),
    languages: list(string().enum(...languages)),
    use: string().enum(...questionUses),
    state: string().enum(...questionStates),
    questions: number(),
    version: number().optional(),
    hash: string().optional(),
    changed: boolean(),
    archived: boolean(),
    revision: number(),
    changedAt: string(),
    changedBy: string(),
    writers: list(string()),
    submitted: map({ hash: string(), at: string(), by: string() }).optional(),
    decided: map({
      decision: string().enum('approve', 'return'),
      hash: string(),
      by: string(),
      at: string(),
      note: string().optional(),
    }).optional(),
    ...listKeys(),
    ...inverseKeys(),
  }),
  computeKey: ({ id }) => ({ pk: `$quizzes#${id}`, sk: 'quiz' }),
});

const ContentEntity = new Entity({
  name: 'quizContent',
  table,
  timestamps: false,
  schema: item({ id: string().key(), revision: number(), content: any() }),
  computeKey: ({ id }) => ({ pk: `$quizzes#${id}`, sk: 'content' }),
});

const shelfOf = (organisationId: string, archived: boolean) =>
  `$quizzes#${archived ? 'archived' : 'org'}_${organisationId}`;
const queueOf = (organisationId: string) => `$quizzes#queue_${organisationId}`;

/** In the list of its academy by its last change, in the queue while it waits. */
const places = ({ id, organisationId, archived, changedAt, submitted }: QuizHead) => ({
  gsi1pk: shelfOf(organisationId, archived),
  gsi1sk: `${changedAt}#${id}`,
  ...(submitted ? { gsi2pk: queueOf(organisationId), gsi2sk: `${submitted.at}#${id}` } : {}),
});

export async function quiz(id: string): Promise<QuizHead | undefined> {
  const { Item } = await QuizEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item;
}

/** By id, in no order. */
export const quizzesById = (ids: readonly string[]): Promise<QuizHead[]> =>
  getMany(
    QuizEntity,
    [...new Set(ids)].map((id) => ({ id })),
  );

/** The content of a quiz as it stands, and the revision of the quiz with which it was written. */
export async function content(id: string): Promise<{ content: QuizContent; revision: number } | undefined> {
  const { Item } = await ContentEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item && { content: Item.content as QuizContent, revision: Item.revision };
}

/** One page of the quizzes of an academy, the latest changed first. */
export async function quizzesOf(organisationId: string, archived: boolean, from: Key | undefined) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(QuizEntity)
    .query({ index: 'gsi1', partition: shelfOf(organisationId, archived) })
    .options({ limit: pageSize, reverse: true, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: (Items ?? []) as QuizHead[], lastKey: LastEvaluatedKey };
}

/** One page of those that wait for a reviewer, the longest waiting first. */
export async function waitingIn(organisationId: string, from: Key | undefined) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(QuizEntity)
    .query({ index: 'gsi2', partition: queueOf(organisationId) })
    .options({ limit: pageSize, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: (Items ?? []) as QuizHead[], lastKey: LastEvaluatedKey };
}

/** The write of a quiz; fails its condition when the id is taken or somebody was quicker. */
export const quizPut = (after: QuizHead, before: QuizHead | undefined): Write =>
  QuizEntity.build(PutTransaction)
    .item({ ...after, ...places(after) })
    .options({
      condition: before ? { attr: 'revision', eq: before.revision } : { attr: 'id', exists: false },
    });

export const contentPut = (id: string, revision: number, written: QuizContent): Write =>
  ContentEntity.build(PutTransaction).item({ id, revision, content: written });

const versionKey = (version: number) => `v#${String(version).padStart(4, '0')}`;

const VersionEntity = new Entity({
  name: 'quizVersion',
  table,
  timestamps: false,
  schema: item({
    quizId: string().key(),
    version: number().key(),
    hash: string(),
    organisationId: string(),
    title: localisedMap(),
    languages: list(string().enum(...languages)),
    questions: number(),
    /** time for an attempt; absent: none but the window’s end */
    minutes: number().optional(),
    approvedAt: string(),
    approvedBy: string(),
  }),
  computeKey: ({ quizId, version }) => ({ pk: `$quizzes#${quizId}`, sk: versionKey(version) }),
});
export type StoredVersion = FormattedItem<typeof VersionEntity>;

export async function version(quizId: string, number_: number): Promise<StoredVersion | undefined> {
  const key = { quizId, version: number_ };
  const { Item } = await VersionEntity.build(GetItemCommand).key(key).options({ consistent: true }).send();
  return Item;
}

/** One page of the versions of a quiz, the newest first. */
export async function versionsOf(quizId: string, from: Key | undefined) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(VersionEntity)
    .query({ partition: `$quizzes#${quizId}`, range: { beginsWith: 'v#' } })
    .options({ consistent: true, limit: pageSize, reverse: true, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items ?? [], lastKey: LastEvaluatedKey };
}

/** The write of a version, which nothing changes any more. */
export const versionPut = (made: StoredVersion): Write =>
  VersionEntity.build(PutTransaction)
    .item(made)
    .options({ condition: { attr: 'quizId', exists: false } });

const HandEntity = new Entity({
  name: 'quizHand',
  table,
  timestamps: false,
  schema: item({ quizId: string().key(), personId: string().key(), ...inverseKeys() }),
  computeKey: ({ quizId, personId }) => ({ pk: `$quizzes#${quizId}`, sk: `p#${personId}` }),
});

/** The write that notes that somebody had a hand in a quiz. Twice is once. */
export const handPut = (quizId: string, personId: string): Write =>
  HandEntity.build(PutTransaction).item({ quizId, personId, gsi2pk: `$quizzes#hand_${personId}`, gsi2sk: quizId });

/** Quizzes in which somebody had a hand: as a writer, or answering one. */
export async function quizzesBy(personId: string): Promise<string[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(HandEntity)
    .query({ index: 'gsi2', partition: `$quizzes#hand_${personId}` })
    .options({ maxPages: 50 })
    .send();
  return (Items ?? []).map(({ quizId }) => quizId);
}
