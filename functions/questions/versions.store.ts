/** Approved versions of questions: they never change. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import { getMany, table, type Write } from '../platform/table.ts';

type Key = Record<string, unknown>;

const VersionEntity = new Entity({
  name: 'questionVersion',
  table,
  timestamps: false,
  schema: item({
    questionId: string().key(),
    version: number().key(),
    content: any(),
    approvedAt: string(),
    approvedBy: string(),
  }),
  computeKey: ({ questionId, version }) => ({
    pk: `$questions#${questionId}`,
    sk: `v#${String(version).padStart(6, '0')}`,
  }),
});
export type StoredVersion = Omit<FormattedItem<typeof VersionEntity>, 'content'> & { content: QuestionContent };

/** Versions by key, in no order; unknown ones are absent. */
export const versionsByKey = async (
  keys: readonly { questionId: string; version: number }[],
): Promise<StoredVersion[]> =>
  (await getMany(VersionEntity, keys, { consistent: true })).map((each) => each as StoredVersion);

export async function versionOf(questionId: string, version: number): Promise<StoredVersion | undefined> {
  return (await versionsByKey([{ questionId, version }]))[0];
}

const versionsPage = 10;

/** One page of the versions of a question, the newest first. */
export async function versionsOf(questionId: string, from: Key | undefined) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(VersionEntity)
    .query({ partition: `$questions#${questionId}`, range: { beginsWith: 'v#' } })
    .options({ consistent: true, reverse: true, limit: versionsPage, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: (Items ?? []).map((each) => each as StoredVersion), lastKey: LastEvaluatedKey };
}

/** The write of a version; fails its condition where there is one of this number: versions never change. */
export const versionPut = (version: StoredVersion): Write =>
  VersionEntity.build(PutTransaction)
    .item(version)
    .options({ condition: { attr: 'version', exists: false } });
