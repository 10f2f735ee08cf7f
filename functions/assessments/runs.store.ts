/** Items of runs: the run, its place in the list of each organisation it concerns, the mark that somebody has begun. */
import { Entity } from 'dynamodb-toolbox/entity';
import { BatchGetRequest } from 'dynamodb-toolbox/entity/actions/batchGet';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
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
import { recordPut, type NewRecord } from '../platform/record.ts';
import { getMany, isConditionFailure, localisedMap, table, transact, type Write } from '../platform/table.ts';
import type { RunHead } from './run.ts';

const RunEntity = new Entity({
  name: 'run',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    organisationId: string(),
    quizId: string(),
    quizVersion: number(),
    hash: string(),
    title: localisedMap(),
    ownTitle: boolean(),
    languages: list(string().enum(...languages)),
    questions: number(),
    settings: any(),
    audience: list(string()),
    place: map({ courseId: string(), lessonId: string() }).optional(),
    opensAt: string().optional(),
    closesAt: string().optional(),
    code: string().optional(),
    cancelledAt: string().optional(),
    releasedAt: string().optional(),
    createdAt: string(),
    createdBy: string(),
    /** key, minutes, at, scope */
    extensions: any(),
    extraMost: number(),
    corrections: any().optional(),
    anonymous: boolean().optional(),
    revision: number(),
  }),
  computeKey: ({ id }) => ({ pk: `$assessments#${id}`, sk: 'run' }),
});

/** A run in the list of an organisation – that which holds it, and each whose people sit it – or of the course it belongs to. */
const PlaceEntity = new Entity({
  name: 'runPlace',
  table,
  timestamps: false,
  schema: item({ organisationId: string().key(), place: string().key(), runId: string() }),
  computeKey: ({ organisationId, place }) => ({ pk: `$assessments#runs_${organisationId}`, sk: place }),
});

const BegunEntity = new Entity({
  name: 'runBegun',
  table,
  timestamps: false,
  schema: item({ runId: string().key(), at: string() }),
  computeKey: ({ runId }) => ({ pk: `$assessments#${runId}`, sk: 'begun' }),
});

export async function run(id: string): Promise<RunHead | undefined> {
  const { Item } = await RunEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item as RunHead | undefined;
}

export const runRequest = (id: string) => RunEntity.build(BatchGetRequest).key({ id });

/** By id, in no order. */
export async function runs(ids: readonly string[]): Promise<RunHead[]> {
  const keys = [...new Set(ids)].map((id) => ({ id }));
  return (await getMany(RunEntity, keys, { consistent: true })) as RunHead[];
}

const placeOf = ({ createdAt, id }: RunHead): string => `${createdAt}#${id}`;

/** Keeps a new run with its places and its record; fails its condition when the id is taken. */
export async function putRun(run: RunHead, record: NewRecord, now: number): Promise<void> {
  const lists = run.place ? [run.place.courseId] : [...new Set([run.organisationId, ...run.audience])];
  await transact(
    runPut(run, undefined),
    ...lists.map((organisationId) =>
      PlaceEntity.build(PutTransaction).item({ organisationId, place: placeOf(run), runId: run.id }),
    ),
    recordPut(record, now),
  );
}

/** The write of a run; fails its condition when the id is taken or somebody was quicker. */
export const runPut = (after: RunHead, before: RunHead | undefined): Write =>
  RunEntity.build(PutTransaction)
    .item(after)
    .options({ condition: before ? { attr: 'revision', eq: before.revision } : { attr: 'id', exists: false } });

/** Runs in the lists of these organisations, or courses, set before a place (of a run, or undefined), the latest first; each once. */
export async function placesOf(organisationIds: readonly string[], before: string | undefined, limit: number) {
  const lists = await Promise.all(organisationIds.map((id) => placesIn(id, before, limit)));
  const all = new Map(lists.flat().map((each) => [each.runId, each.place]));
  const latest = [...all].map(([runId, place]) => ({ runId, place })).sort((a, b) => (a.place < b.place ? 1 : -1));
  return latest.slice(0, limit);
}

async function placesIn(organisationId: string, before: string | undefined, limit: number) {
  const { Items } = await table
    .build(QueryCommand)
    .entities(PlaceEntity)
    .query({ partition: `$assessments#runs_${organisationId}`, ...(before ? { range: { lt: before } } : {}) })
    .options({ consistent: true, reverse: true, limit })
    .send();
  return Items ?? [];
}

/** Notes that somebody has begun; a second time changes nothing. */
export async function noteBegun(runId: string, at: string): Promise<void> {
  await BegunEntity.build(PutItemCommand)
    .item({ runId, at })
    .options({ condition: { attr: 'runId', exists: false } })
    .send()
    .catch((error: unknown) => {
      if (!isConditionFailure(error)) throw error;
    });
}

export async function hasBegun(runId: string): Promise<boolean> {
  const { Item } = await BegunEntity.build(GetItemCommand).key({ runId }).options({ consistent: true }).send();
  return Item !== undefined;
}
