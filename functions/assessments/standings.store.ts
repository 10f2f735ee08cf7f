/** Items of standings: what a person has in a run. Who was given something is found by the run. */
import { Entity } from 'dynamodb-toolbox/entity';
import { BatchGetRequest } from 'dynamodb-toolbox/entity/actions/batchGet';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { getMany, listKeys, table, type Write } from '../platform/table.ts';
import type { Standing } from './attempt.ts';

const standings = (personId: string) => `$assessments#${personId}`;

const StandingEntity = new Entity({
  name: 'standing',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    runId: string().key(),
    organisationId: string(),
    attempts: list(string()),
    extraMinutes: number(),
    extraAttempts: number(),
    revision: number(),
    ...listKeys(),
  }),
  computeKey: ({ personId, runId }) => ({ pk: standings(personId), sk: `run#${runId}` }),
});

const given = (runId: string) => `$assessments#given_${runId}`;

/** The write of a standing; fails its condition when it has changed meanwhile. */
export const standingPut = (after: Standing, before: Standing | undefined): Write =>
  StandingEntity.build(PutTransaction)
    .item({
      ...after,
      ...(after.extraMinutes || after.extraAttempts ? { gsi1pk: given(after.runId), gsi1sk: after.personId } : {}),
    })
    .options({
      condition: before ? { attr: 'revision', eq: before.revision } : { attr: 'personId', exists: false },
    });

export const standingRequest = (personId: string, runId: string) =>
  StandingEntity.build(BatchGetRequest).key({ personId, runId });

/** What a person has in these runs, in no order. */
export const standingsIn = (personId: string, runIds: readonly string[]): Promise<Standing[]> =>
  getMany(
    StandingEntity,
    runIds.map((runId) => ({ personId, runId })),
    { consistent: true },
  );

/** Runs in which a person has something, in no order (some hundreds at most). */
export async function standingsOf(personId: string): Promise<Standing[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(StandingEntity)
    .query({ partition: standings(personId), range: { beginsWith: 'run#' } })
    .options({ consistent: true, maxPages: 5 })
    .send();
  return Items ?? [];
}

/** Those of a run who were given more time or attempts. */
export async function givenIn(runId: string): Promise<Standing[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(StandingEntity)
    .query({ index: 'gsi1', partition: given(runId) })
    .options({ maxPages: 10 })
    .send();
  return Items ?? [];
}
