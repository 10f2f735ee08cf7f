/**
 * Items of answers inside lectures: per lecture the shares, which are counted and listed by academy; per question what was
 * answered, with the words. Both stand with the person.
 */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { listKeys, table, transact, unlessRefused } from '../platform/table.ts';
import type { Given, LectureShares, QuestionAnswers } from './lecture-answers.ts';

const partition = (personId: string) => `$assessments#${personId}`;

const SharesEntity = new Entity({
  name: 'lectureShares',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    lectureId: string().key(),
    courseId: string(),
    /** academy or region in whose list the person learns */
    branchId: string(),
    shares: any(),
    revision: number(),
    ...listKeys(),
  }),
  computeKey: ({ personId, lectureId }) => ({ pk: partition(personId), sk: `lecture#${lectureId}` }),
});
export type StoredShares = Omit<FormattedItem<typeof SharesEntity>, 'shares'> & { shares: LectureShares };

const AnswersEntity = new Entity({
  name: 'lectureAnswers',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    lectureId: string().key(),
    questionId: string().key(),
    first: any(),
    best: any(),
    tries: number(),
    ids: list(string()),
  }),
  computeKey: ({ personId, lectureId, questionId }) => ({
    pk: partition(personId),
    sk: `asked#${lectureId}#${questionId}`,
  }),
});
type Place = { personId: string; lectureId: string };
export type StoredAnswers = Place & { questionId: string } & QuestionAnswers;

const listKey = (lectureId: string, branchId: string) => `$assessments#answered_${lectureId}#${branchId}`;
const typed = (found: FormattedItem<typeof AnswersEntity>): StoredAnswers => ({
  ...found,
  first: found.first as Given,
  best: found.best as Given,
});

export async function shares(personId: string, lectureId: string): Promise<StoredShares | undefined> {
  const { Item } = await SharesEntity.build(GetItemCommand)
    .key({ personId, lectureId })
    .options({ consistent: true })
    .send();
  return Item && (Item as StoredShares);
}

export async function answersTo(at: Place & { questionId: string }): Promise<StoredAnswers | undefined> {
  const { Item } = await AnswersEntity.build(GetItemCommand).key(at).options({ consistent: true }).send();
  return Item && typed(Item);
}

/** What a person answered inside a lecture, or inside all of them; at most fifty questions a lecture. */
export async function answersOf(personId: string, lectureId?: string): Promise<StoredAnswers[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(AnswersEntity)
    .query({ partition: partition(personId), range: { beginsWith: `asked#${lectureId ? `${lectureId}#` : ''}` } })
    .options({ consistent: true, maxPages: 50 })
    .send();
  return (Items ?? []).map(typed);
}

/** The lectures in which a person has answered something. */
export async function sharesOf(personId: string): Promise<StoredShares[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(SharesEntity)
    .query({ partition: partition(personId), range: { beginsWith: 'lecture#' } })
    .options({ consistent: true, maxPages: 10 })
    .send();
  return (Items ?? []) as StoredShares[];
}

/** Of the people of an academy or region what is counted. */
export async function sharesIn(lectureId: string, branchId: string): Promise<LectureShares[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(SharesEntity)
    .query({ index: 'gsi1', partition: listKey(lectureId, branchId) })
    .options({ maxPages: 20 })
    .send();
  return (Items ?? []).map((each) => each.shares as LectureShares);
}

export interface AnswerSave {
  before: StoredShares | undefined;
  shares: StoredShares;
  answers: StoredAnswers;
  records: NewRecord[];
}

/** Saves an answer with its fact; false where another one came since `before` was read. */
export async function saveAnswer({ before, shares: after, answers, records }: AnswerSave, now: number) {
  const place = { gsi1pk: listKey(after.lectureId, after.branchId), gsi1sk: after.personId };
  const condition = before
    ? ({ attr: 'revision', eq: before.revision } as const)
    : ({ attr: 'lectureId', exists: false } as const);
  return unlessRefused(
    transact(
      SharesEntity.build(PutTransaction)
        .item({ ...after, ...place })
        .options({ condition }),
      AnswersEntity.build(PutTransaction).item(answers),
      ...records.map((record) => recordPut(record, now)),
    ),
  );
}

/** Out of what is counted: it counts under another name now. */
export async function unlistShares(stored: StoredShares): Promise<void> {
  await SharesEntity.build(PutItemCommand).item(stored).send();
}

export async function removeAnswers({ personId, lectureId, questionId }: StoredAnswers): Promise<void> {
  await AnswersEntity.build(DeleteItemCommand).key({ personId, lectureId, questionId }).send();
}
