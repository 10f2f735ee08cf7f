/** All learners of a unit: added at once where they are few, else by a job. */
import { isDeepStrictEqual } from 'node:util';
import { addedMax, membersMax, type cohortMembers as contract } from '#contracts/cohort-members.ts';
import { AppError } from '#contracts/errors.ts';
import { organisation, peopleById, peopleNamed } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';
import type { RecordEvent } from '../platform/events.ts';
import type { Input } from '../platform/http.ts';
import { job, jobFailed, jobProgress, jobSucceeded, ownJob, presentJob, runningJobPut } from '../platform/jobs.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { accessTo } from './access.ops.ts';
import { requireActive } from './cohort.ts';
import * as store from './cohorts.store.ts';
import { isOpen, joinAll } from './joining.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const pageSize = 100;

export async function addUnit(ctx: Context, { params: { cohortId }, body }: Of<'addUnit'>) {
  const { cohort } = await accessTo(ctx, cohortId);
  requireActive(cohort);
  requireIn(ctx, 'manageCohorts', (await organisation(body.organisationId)).path);
  const learners = await learnersOf(body.organisationId, addedMax);
  if (learners.length > addedMax) return { added: 0, already: 0, job: await startJob(ctx, cohortId, body) };
  const joining = { actor: ctx.person, way: 'unit', now: ctx.now } as const;
  const { added, already } = await joinAll(cohortId, learners, joining);
  return { added: added.length, already: already.length, job: null };
}

/** Ids of the learners of an organisation and those below; a few more than `enough` where there are many. */
async function learnersOf(organisationId: string, enough: number): Promise<string[]> {
  const ids: string[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await peopleNamed(organisationId, { limit: pageSize }, from);
    const learning = page.items.filter(
      (person) => isOpen(person) && person.memberships.some(({ roles }) => roles.includes('learner')),
    );
    ids.push(...learning.map(({ id }) => id));
    from = page.lastKey;
  } while (from && ids.length <= enough);
  return ids;
}

async function startJob(ctx: Context, cohortId: string, { organisationId, jobId }: Of<'addUnit'>['body']) {
  const ownerId = ctx.person.id;
  const task = { cohortId, organisationId };
  const asked = { id: jobId, kind: 'cohortUnit', ownerId, organisationId, task, total: 0 } as const;
  const signal = { kind: 'signal', type: 'cohorts.unitRequested', subjectId: jobId, actorId: ownerId } as const;
  await transact(runningJobPut(asked, ctx.now), recordPut(signal, ctx.now)).catch(async (error: unknown) => {
    if (!isConditionFailure(error)) throw error;
    const existing = await ownJob(jobId, ownerId, 'cohortUnit').catch(() => undefined);
    if (!isDeepStrictEqual(existing?.task, task)) throw new AppError('idTaken');
  });
  return presentJob(await ownJob(jobId, ownerId, 'cohortUnit'));
}

/** Reaction: adds a hundred at a time. Delivered twice nobody is added twice; stopped, those who came stay. */
export async function runUnit({ subjectId: jobId, now }: RecordEvent): Promise<void> {
  const stored = await job(jobId);
  if (stored.state !== 'running') return;
  const { cohortId = '', organisationId = '' } = stored.task;
  try {
    const actor = await actorOf(stored.ownerId);
    const learners = await learnersOf(organisationId, membersMax);
    if (learners.length > membersMax) throw new AppError('cohortFull');
    const counts = { added: 0, already: 0 };
    for (let at = 0; at < learners.length; at += pageSize) {
      if ((await job(jobId)).state !== 'running') return;
      const cohort = await store.cohort(cohortId);
      if (cohort) requireActive(cohort);
      const { added, already } = await joinAll(cohortId, learners.slice(at, at + pageSize), {
        actor,
        way: 'unit',
        now,
      });
      counts.added += added.length;
      counts.already += already.length;
      await jobProgress(jobId, Math.min(at + pageSize, learners.length), learners.length);
    }
    const result = { added: String(counts.added), already: String(counts.already), cohortId };
    await jobSucceeded(jobId, result, now);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await jobFailed(jobId, error, now);
  }
}

/** Who asked, as they are now: a role taken away since counts. */
async function actorOf(personId: string) {
  const person = (await peopleById([personId])).get(personId);
  if (!person || person.disabled) throw new AppError('notAllowed');
  return person;
}
