/**
 * Long work: one mechanism for import, export and what comes later. A job is an item; the signal written with it asks
 * the room's events function to run it; progress and outcome are written back. Running a finished job again does nothing.
 */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $set, UpdateItemCommand, type UpdateItemInput } from 'dynamodb-toolbox/entity/actions/update';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { record } from 'dynamodb-toolbox/schema/record';
import { string } from 'dynamodb-toolbox/schema/string';
import type { Job } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { isConditionFailure, listKeys, table } from './table.ts';

const keptSeconds = 30 * 24 * 3600;

export const JobEntity = new Entity({
  name: 'job',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    kind: string().enum('courseImport', 'learnersExport'),
    state: string().enum('waiting', 'running', 'succeeded', 'failed', 'cancelled'),
    ownerId: string(),
    organisationId: string(),
    /** what to do: ids and hashes, as the room that runs it needs them */
    task: record(string(), string()),
    done: number(),
    total: number(),
    createdAt: string(),
    finishedAt: string().optional(),
    failure: map({ code: string(), details: any() }).optional(),
    result: record(string(), string()).optional(),
    expiresAt: number(),
    ...listKeys(),
  }),
  computeKey: ({ id }) => ({ pk: `$jobs#${id}`, sk: 'job' }),
});
export type StoredJob = FormattedItem<typeof JobEntity>;

export type NewJob = Pick<StoredJob, 'id' | 'kind' | 'ownerId' | 'organisationId' | 'task' | 'total'>;

/** The write that creates a waiting job; fails its condition when the id is taken. */
export function jobPut(job: NewJob, now: number) {
  return JobEntity.build(PutTransaction)
    .item(newJobItem(job, now))
    .options({ condition: { attr: 'id', exists: false } });
}

function newJobItem(job: NewJob, now: number) {
  const createdAt = new Date(now).toISOString();
  return {
    ...job,
    state: 'waiting' as const,
    done: 0,
    createdAt,
    expiresAt: Math.floor(now / 1000) + keptSeconds,
    gsi1pk: `$jobs#${job.organisationId}`,
    gsi1sk: createdAt,
  };
}

/** The write that marks a waiting job as running; goes with the signal that starts it. */
export const jobStart = (id: string) =>
  JobEntity.build(UpdateTransaction)
    .item({ id, state: 'running' })
    .options({ condition: { attr: 'state', eq: 'waiting' } });

/** The write that ends a running job well; goes with what the job made, and fails its condition when it has ended already. */
export const jobEnd = (id: string, done: number, result: Record<string, string>, finishedAt: string) =>
  JobEntity.build(UpdateTransaction)
    // the whole map at once: a path into a map that is not there yet is refused
    .item({ id, state: 'succeeded', done, result: $set(result), finishedAt })
    .options({ condition: { attr: 'state', eq: 'running' } });

/** The job, read consistently; `notFound` where there is none. */
export async function job(id: string): Promise<StoredJob> {
  const { Item } = await JobEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  if (!Item) throw new AppError('notFound');
  return Item;
}

/** A job of the person who asks; anyone else's answers as if it did not exist. */
export async function ownJob(id: string, personId: string, kind: StoredJob['kind']): Promise<StoredJob> {
  const found = await job(id);
  if (found.ownerId !== personId || found.kind !== kind) throw new AppError('notFound');
  return found;
}

export const jobProgress = (id: string, done: number, total: number): Promise<void> =>
  whileUnderWay({ id, done, total });

export function jobSucceeded(id: string, result: Record<string, string>, now: number): Promise<void> {
  const finishedAt = new Date(now).toISOString();
  return whileUnderWay({ id, state: 'succeeded', result: $set(result), finishedAt });
}

export function jobFailed(id: string, error: AppError, now: number): Promise<void> {
  const failure = { code: error.code, details: error.details ?? {} };
  const finishedAt = new Date(now).toISOString();
  return whileUnderWay({ id, state: 'failed', failure: $set(failure), finishedAt });
}

/** Delivered twice, a job may be over by now: what has ended stays as it is. */
async function whileUnderWay(changes: UpdateItemInput<typeof JobEntity>): Promise<void> {
  await JobEntity.build(UpdateItemCommand)
    .item(changes)
    .options({ condition: { attr: 'state', in: ['waiting', 'running'] } })
    .send()
    .catch((error: unknown) => {
      if (!isConditionFailure(error)) throw error;
    });
}

/** The job as its owner sees it. */
export function presentJob(stored: StoredJob): Job {
  return {
    id: stored.id,
    kind: stored.kind,
    state: stored.state,
    done: stored.done,
    total: stored.total,
    createdAt: stored.createdAt,
    finishedAt: stored.finishedAt ?? null,
    failure: stored.failure
      ? { code: stored.failure.code, details: stored.failure.details as Record<string, string> }
      : null,
    result: stored.result ?? null,
  };
}
