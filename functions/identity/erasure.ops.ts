/**
 * Asks for the erasure of a person's card. The person is out at once; a job (`erasure-steps.ops.ts`) does the rest.
 */
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '#contracts/errors.ts';
import type { people as contract } from '#contracts/people.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { newUlid } from '../platform/ids.ts';
import { job, jobResume, ownJob, presentJob, runningJobPut, type NewJob, type StoredJob } from '../platform/jobs.ts';
import { recordPut } from '../platform/record.ts';
import type { Person } from '../platform/session.ts';
import { cancellationReasons, isConditionFailure, transact, type Write } from '../platform/table.ts';
import { codeOf, type ErasureMode } from './erasure.ts';
import * as people from './people.store.ts';
import { administrationGuards } from './person-change.ops.ts';
import { managedPerson } from './person-view.ops.ts';

const kind = 'personErasure';
const signalType = 'identity.erasureRequested';

export interface ErasureTask {
  personId: string;
  mode: ErasureMode;
  /** what stands for the name, where one was asked for */
  code?: string;
}
export const erasureOf = (stored: StoredJob) => stored.task as unknown as ErasureTask;

export const erasureHandlers: Pick<Handlers<typeof contract>, 'erasePerson'> = { erasePerson: erase };

async function erase(ctx: Context, { params, body }: Input<(typeof contract)['erasePerson']>) {
  const asked = { personId: params.personId, mode: body.mode };
  const earlier = await earlierJob(ctx, body.jobId, asked);
  if (earlier) return presentJob(earlier.state === 'failed' ? await resumed(ctx, earlier) : earlier);
  const [before] = await managedPerson(ctx, params.personId);
  // nobody erases themselves: who would answer for it?
  if (before.id === ctx.person.id) throw new AppError('notAllowed');
  if (before.revision !== body.revision) throw new AppError('conflict');
  const task: Record<string, string> = { ...asked };
  if (body.mode === 'pseudonymise') task['code'] = codeOf(newUlid(ctx.now));
  const home = before.homeId === undefined ? {} : { organisationId: before.homeId };
  await begin(ctx, before, { id: body.jobId, kind, ownerId: ctx.person.id, ...home, task, total: 0 }).catch(
    async (error: unknown) => {
      if (!isConditionFailure(error)) throw error;
      // the same request at the same moment: it is made
      if (await earlierJob(ctx, body.jobId, asked)) return;
      throw new AppError(cancellationReasons(error)[0] === 'None' ? 'conflict' : 'idTaken');
    },
  );
  return presentJob(await job(body.jobId));
}

/** The job under this id, if it is the asker's and does what is asked; `idTaken` if it is about something else. */
async function earlierJob(ctx: Context, id: string, asked: Pick<ErasureTask, 'personId' | 'mode'>) {
  const existing = await ownJob(id, ctx.person.id, kind).catch((error: unknown) => {
    if (error instanceof AppError) return undefined;
    throw error;
  });
  if (!existing) return undefined;
  const { personId, mode } = erasureOf(existing);
  if (!isDeepStrictEqual({ personId, mode }, asked)) throw new AppError('idTaken');
  return existing;
}

/** Job and signal; and the person is out on the next request, whatever happens to the job. */
async function begin(ctx: Context, before: Person, created: NewJob): Promise<void> {
  const at = new Date(ctx.now).toISOString();
  const out = { ...before, disabled: true, disabledAt: before.disabledAt ?? at, signedOutAt: ctx.now };
  const after = { ...out, revision: before.revision + 1 };
  const guards = await administrationGuards(ctx, before, after);
  const about = { subjectId: before.id, actorId: ctx.person.id };
  await transact(
    runningJobPut(created, ctx.now),
    people.personWrite(before, after),
    ...(before.disabled ? [] : [recordPut({ kind: 'fact', type: 'identity.disabled', ...about }, ctx.now)]),
    signal(ctx, created.id),
    ...guards.map(({ write }) => write),
  );
}

const signal = (ctx: Context, jobId: string): Write =>
  recordPut({ kind: 'signal', type: signalType, subjectId: jobId, actorId: ctx.person.id }, ctx.now);

/** An erasure that was given up goes on where it stopped when it is asked for once more. */
async function resumed(ctx: Context, { id }: StoredJob): Promise<StoredJob> {
  await transact(jobResume(id), signal(ctx, id)).catch(ignoreRepeat);
  return job(id);
}

/** Another request came first: then its outcome stands. */
function ignoreRepeat(error: unknown): void {
  if (!isConditionFailure(error)) throw error;
}
