/** Statements for a whole list: a job that goes through those chosen, or through all who have completed the course. */
import { isDeepStrictEqual } from 'node:util';
import type { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { mayIn } from '#contracts/permissions.ts';
import type { Printed, statements as contract } from '#contracts/statements.ts';
import { membersOf } from '../cohorts/cohorts.reads.ts';
import { enrolledCount } from '../courses/courses.reads.ts';
import { organisation, peopleById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { RecordEvent } from '../platform/events.ts';
import type { Input } from '../platform/http.ts';
import { derivedId } from '../platform/ids.ts';
import { runSteps, type Step } from '../platform/job-steps.ts';
import { job, jobEnd, jobFailed, ownJob, presentJob, runningJobPut, type StoredJob } from '../platform/jobs.ts';
import { inParallel } from '../platform/parallel.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { learnersPage } from '../progress/progress.reads.ts';
import { requireOrder } from './access.ops.ts';
import { issueOnce } from './issuing.ops.ts';
import * as store from './statements.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
const atOnce = 6;
const chosenAtOnce = 50;

export async function issueMany(ctx: Context, { body }: Of<'issueMany'>) {
  const { jobId, organisationId, courseId, cohortId, languages, people } = body;
  await requireOrder(ctx, body);
  const among = people ?? (cohortId === undefined ? null : await idsIn(cohortId));
  const total = among?.length ?? (await enrolledCount(courseId, organisationId));
  const task = {
    ...{ organisationId, courseId },
    ...(cohortId === undefined ? {} : { cohortId }),
    ...{ languages: languages.join(' '), people: JSON.stringify(people) },
  };
  const asked = { id: jobId, kind: 'statementsIssue', ownerId: ctx.person.id, organisationId, task, total } as const;
  const signal = {
    ...({ kind: 'signal', type: 'statements.issueRequested' } as const),
    ...{ subjectId: jobId, actorId: ctx.person.id },
  };
  await transact(runningJobPut(asked, ctx.now), recordPut(signal, ctx.now)).catch(async (error: unknown) => {
    if (!isConditionFailure(error)) throw error;
    const existing = await ownJob(jobId, ctx.person.id, 'statementsIssue').catch(() => undefined);
    if (!isDeepStrictEqual(existing?.task, task)) throw new AppError('idTaken');
  });
  return presentJob(await ownJob(jobId, ctx.person.id, 'statementsIssue'));
}

interface Cursor {
  from?: Record<string, unknown> | undefined;
  /** how many of those chosen are behind */
  at: number;
  issued: number;
  left: number;
}

/** Reaction: goes on where it stands; delivered twice or stopped, nobody gets two. */
export async function runIssue(event: RecordEvent, remainingMs: () => number): Promise<void> {
  const stored = await job(event.subjectId);
  if (stored.state !== 'running') return;
  try {
    const issuer = await issuerNow(stored);
    await runSteps(stored, (at) => issueSome(at, { issuer, now: event.now }), { event, remainingMs });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await jobFailed(stored.id, error, event.now);
  }
}

/** By whom it is issued; a role taken away since counts. */
async function issuerNow({ ownerId, task }: StoredJob): Promise<NonNullable<Printed['issuer']>> {
  const owner = (await peopleById([ownerId])).get(ownerId);
  const { path } = await organisation(task['organisationId'] ?? '');
  if (!owner || owner.disabled || !mayIn(owner.memberships, 'issueStatements', path)) throw new AppError('notAllowed');
  return { givenName: owner.givenName, familyName: owner.familyName };
}

interface By {
  issuer: NonNullable<Printed['issuer']>;
  now: number;
}

async function issueSome(at: StoredJob, by: By): Promise<Step | undefined> {
  const cursor = JSON.parse(at.cursor ?? '{"at":0,"issued":0,"left":0}') as Cursor;
  const { ids, next } = await someOf(at, cursor);
  const outcomes = await inParallel(ids, atOnce, (personId) => issueFor(at, personId, by));
  const issued = cursor.issued + outcomes.filter(Boolean).length;
  const left = cursor.left + outcomes.filter((each) => !each).length;
  const done = issued + left;
  if (next) return { cursor: JSON.stringify({ ...next, issued, left }), done, total: Math.max(at.total, done) };
  const result = { issued: String(issued), left: String(left) };
  await transact(jobEnd(at.id, done, result, new Date(by.now).toISOString())).catch(ignoreRepeat);
  return undefined;
}

/** In an order that stays while people come and go. */
const idsIn = async (cohortId: string): Promise<string[]> =>
  (await membersOf(cohortId)).map(({ personId }) => personId).sort();

/** Those who were chosen or learn in the cohort, some at a time; else a page of the academy’s learners who have completed the course. */
async function someOf({ task }: StoredJob, cursor: Cursor) {
  const [courseId, organisationId] = [task['courseId'] ?? '', task['organisationId'] ?? ''];
  const chosen = JSON.parse(task['people'] ?? 'null') as string[] | null;
  const people = chosen ?? (task['cohortId'] === undefined ? null : await idsIn(task['cohortId']));
  if (people) {
    const end = cursor.at + chosenAtOnce;
    return { ids: people.slice(cursor.at, end), next: end < people.length ? { at: end } : undefined };
  }
  const { rows, lastKey } = await learnersPage(courseId, organisationId, cursor.from);
  const done = rows.filter(({ status }) => status === 'completed').map(({ personId }) => personId);
  return { ids: done, next: lastKey && { at: 0, from: lastKey } };
}

/** False for who holds one, has not completed the course, does not learn here, or asked for it themselves. */
async function issueFor({ id, ownerId, task }: StoredJob, personId: string, by: By): Promise<boolean> {
  if (personId === ownerId) return false;
  const [courseId, organisationId] = [task['courseId'] ?? '', task['organisationId'] ?? ''];
  if ((await store.heldMany([{ personId, courseId }])).length) return false;
  const languages = (task['languages'] ?? '').split(' ') as Language[];
  const order = { organisationId, courseId, personId, languages, cohortId: task['cohortId'] };
  return issueOnce({ ...order, ...by, id: derivedId('statement', id, personId) }, ownerId).catch(refused);
}

function refused(error: unknown): false {
  if (error instanceof AppError) return false;
  throw error;
}

function ignoreRepeat(error: unknown): void {
  if (!isConditionFailure(error)) throw error;
}
