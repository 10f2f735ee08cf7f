/**
 * Long work: one mechanism for import, export, move and erasure. A job is an item; the signal written with it asks
 * the room's events function to run it; progress and outcome are written back. Running a finished job again does nothing.
 * Work in steps that outlasts one delivery: `job-steps.ts`.
 */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $remove, $set, UpdateItemCommand, type UpdateItemInput } from 'dynamodb-toolbox/entity/actions/update';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { record } from 'dynamodb-toolbox/schema/record';
import { string } from 'dynamodb-toolbox/schema/string';
import { jobKinds, jobStates, type Job } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { actions, type Action } from '#contracts/permissions.ts';
import { inverseKeys, isConditionFailure, listKeys, table } from './table.ts';

const keptSeconds = 30 * 24 * 3600;
/** A file under `exports/` is gone after a day. */
export const fileMs = 24 * 3600 * 1000;

export const JobEntity = new Entity({
  name: 'job',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    kind: string().enum(...jobKinds),
    state: string().enum(...jobStates),
    ownerId: string(),
    /** whose work it is; none: the owner's alone, in no organisation's list */
    organisationId: string().optional(),
    /** what to do: ids and hashes, as the room that runs it needs them */
    task: record(string(), string()),
    /** how often it has got further; a doubled delivery finds it changed */
    step: number(),
    /** where it goes on, as the room that runs it writes it */
    cursor: string().optional(),
    done: number(),
    total: number(),
    createdAt: string(),
    finishedAt: string().optional(),
    failure: map({ code: string(), details: any() }).optional(),
    result: record(string(), string()).optional(),
    /** what it made: key under `exports/`, and the name under which a browser saves it */
    file: map({ key: string(), name: string() }).optional(),
    /** what its owner must still be allowed in the organisation to get the file */
    fileAction: string()
      .enum(...(Object.keys(actions) as [Action, ...Action[]]))
      .optional(),
    expiresAt: number(),
    ...listKeys(),
    ...inverseKeys(),
  }),
  computeKey: ({ id }) => ({ pk: `$jobs#${id}`, sk: 'job' }),
});
export type StoredJob = FormattedItem<typeof JobEntity>;
export type JobFile = NonNullable<StoredJob['file']>;

export interface NewJob extends Pick<StoredJob, 'id' | 'kind' | 'ownerId' | 'task' | 'total'> {
  organisationId?: string | undefined;
  fileAction?: Action | undefined;
}

/** Partitions of the two indexes in which jobs are listed, latest last. */
export const jobsOfOrganisation = (organisationId: string): string => `$jobs#${organisationId}`;
export const jobsOfOwner = (ownerId: string): string => `$jobs#owner_${ownerId}`;

/** The write that creates a waiting job; fails its condition when the id is taken. */
export function jobPut(job: NewJob, now: number) {
  return JobEntity.build(PutTransaction)
    .item(newJobItem(job, now))
    .options({ condition: { attr: 'id', exists: false } });
}

/** The write that creates a job under way; goes with the signal that runs it. */
export function runningJobPut(job: NewJob, now: number) {
  return JobEntity.build(PutTransaction)
    .item({ ...newJobItem(job, now), state: 'running' })
    .options({ condition: { attr: 'id', exists: false } });
}

function newJobItem({ organisationId, fileAction, ...job }: NewJob, now: number) {
  const createdAt = new Date(now).toISOString();
  return {
    ...job,
    ...(fileAction ? { fileAction } : {}),
    state: 'waiting' as const,
    step: 0,
    done: 0,
    createdAt,
    expiresAt: Math.floor(now / 1000) + keptSeconds,
    gsi2pk: jobsOfOwner(job.ownerId),
    gsi2sk: `${createdAt}#${job.id}`,
    ...(organisationId
      ? { organisationId, gsi1pk: jobsOfOrganisation(organisationId), gsi1sk: `${createdAt}#${job.id}` }
      : {}),
  };
}

/** The write that marks a waiting job as running; goes with the signal that starts it. */
export const jobStart = (id: string) =>
  JobEntity.build(UpdateTransaction)
    .item({ id, state: 'running' })
    .options({ condition: { attr: 'state', eq: 'waiting' } });

/** The write that lets a failed job go on from its cursor; goes with the signal that runs it. */
export const jobResume = (id: string) =>
  JobEntity.build(UpdateTransaction)
    .item({ id, state: 'running', failure: $remove(), finishedAt: $remove() })
    .options({ condition: { attr: 'state', eq: 'failed' } });

/** The write by which a running job asks before it goes on, its task completed by what it found; goes with what the asking shows. */
export const jobAsk = (id: string, task: StoredJob['task'], total: number) =>
  JobEntity.build(UpdateTransaction)
    .item({ id, state: 'asking', task: $set(task), done: 0, total })
    // a doubled delivery may come to its end when the job has been confirmed and runs
    .options({
      condition: {
        and: [
          { attr: 'state', eq: 'running' },
          { attr: 'cursor', exists: false },
        ],
      },
    });

/** The write by which an asking job, confirmed, runs on; goes with the signal that runs it. */
export const jobConfirm = (id: string, task: StoredJob['task'], cursor: string) =>
  JobEntity.build(UpdateTransaction)
    .item({ id, state: 'running', task: $set(task), cursor })
    .options({ condition: { attr: 'state', eq: 'asking' } });

/**
 * The write that ends a running job well; goes with what the job made, and fails its condition when it has ended already.
 */
export const jobEnd = (id: string, done: number, result: Record<string, string>, finishedAt: string, file?: JobFile) =>
  JobEntity.build(UpdateTransaction)
    // the whole map at once: a path into a map that is not there yet is refused
    .item({ id, state: 'succeeded', done, result: $set(result), finishedAt, ...(file ? { file: $set(file) } : {}) })
    .options({ condition: { attr: 'state', eq: 'running' } });

/** The write that gives a cancelled job the file that says how far it came; once. */
export const jobFile = (id: string, file: JobFile) =>
  JobEntity.build(UpdateTransaction)
    .item({ id, file: $set(file) })
    .options({
      condition: {
        and: [
          { attr: 'state', eq: 'cancelled' },
          { attr: 'file', exists: false },
        ],
      },
    });

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

export function jobSucceeded(id: string, result: Record<string, string>, now: number, file?: JobFile): Promise<void> {
  const finishedAt = new Date(now).toISOString();
  return whileUnderWay({
    id,
    state: 'succeeded',
    result: $set(result),
    finishedAt,
    ...(file ? { file: $set(file) } : {}),
  });
}

export function jobFailed(id: string, error: AppError, now: number): Promise<void> {
  const failure = { code: error.code, details: error.details ?? {} };
  const finishedAt = new Date(now).toISOString();
  return whileUnderWay({ id, state: 'failed', failure: $set(failure), finishedAt });
}

/** Ends a job before its time; who works on it sees it between two steps. True where it was still under way. */
export async function cancelJob(id: string, now: number): Promise<boolean> {
  try {
    await JobEntity.build(UpdateItemCommand)
      .item({ id, state: 'cancelled', finishedAt: new Date(now).toISOString() })
      .options({ condition: { attr: 'state', in: ['waiting', 'asking', 'running'] } })
      .send();
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return false;
  }
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
