/**
 * Moves a unit below another academy or region. Its place, and with it every permission, changes at once; a job then
 * takes its people out of the lists of the old branch into those of the new one.
 */
import { isDeepStrictEqual } from 'node:util';
import type { organisations } from '#contracts/organisations.ts';
import { AppError } from '#contracts/errors.ts';
import { requireIn, type Context } from '../platform/context.ts';
import type { RecordEvent } from '../platform/events.ts';
import type { Input } from '../platform/http.ts';
import {
  job,
  jobFailed,
  jobResume,
  jobSucceeded,
  ownJob,
  presentJob,
  runningJobPut,
  type StoredJob,
} from '../platform/jobs.ts';
import { runSteps, type Step } from '../platform/job-steps.ts';
import { recordPut } from '../platform/record.ts';
import type { Person } from '../platform/session.ts';
import { cancellationReasons, isConditionFailure, transact, type Write } from '../platform/table.ts';
import { listedIn, organisationsOf } from './membership.ts';
import { mayThere, movedBelow, type Placed } from './organisation.ts';
import { factOf, found } from './organisation-detail.ops.ts';
import * as store from './organisations.store.ts';
import { cardDeletes, cardPuts, peopleCount, peoplePage } from './people-cards.store.ts';
import { people, personUnchanged } from './people.store.ts';

const signalType = 'identity.organisationMoveRequested';
const peopleAtOnce = 10;
const attemptsMax = 5;

/** What the job does: the unit's people leave the lists of `from` for those of `to`. */
interface Move {
  organisationId: string;
  from: string;
  to: string;
}
const moveOf = (stored: StoredJob) => stored.task as unknown as Move;

export async function moveOrganisation(
  ctx: Context,
  { params, body }: Input<(typeof organisations)['moveOrganisation']>,
) {
  const asked = { organisationId: params.organisationId, to: body.parentId };
  const earlier = await earlierJob(ctx, body.jobId, asked);
  if (earlier) return presentJob(earlier.state === 'failed' ? await resumed(ctx, earlier) : earlier);
  const [unit, parent] = await Promise.all([found(asked.organisationId), found(asked.to)]);
  if (!mayThere(ctx.person.memberships, unit).mayMove) throw new AppError('notAllowed');
  requireIn(ctx, 'manageOrganisations', parent.path);
  if (unit.revision !== body.revision) throw new AppError('conflict');
  const from = unit.parentId!;
  await move(ctx, unit, movedBelow(parent, unit), { id: body.jobId, task: { ...asked, from } }).catch(async (error) => {
    if (!isConditionFailure(error)) throw error;
    const [unitChanged, ...others] = cancellationReasons(error);
    // the same request at the same moment: it is made
    if (await earlierJob(ctx, body.jobId, asked)) return;
    if (unitChanged !== 'None') throw new AppError('conflict');
    throw new AppError(others.at(-3) === 'None' ? 'idTaken' : 'organisationClosed');
  });
  return presentJob(await job(body.jobId));
}

/** The job under this id, if it is the asker's and does what is asked; `idTaken` if it is about something else. */
async function earlierJob(ctx: Context, id: string, asked: Pick<Move, 'organisationId' | 'to'>) {
  const existing = await ownJob(id, ctx.person.id, 'organisationMove').catch((error: unknown) => {
    if (error instanceof AppError) return undefined;
    throw error;
  });
  if (!existing) return undefined;
  const { organisationId, to } = moveOf(existing);
  if (!isDeepStrictEqual({ organisationId, to }, asked)) throw new AppError('idTaken');
  return existing;
}

async function move(ctx: Context, before: Placed, after: Placed, { id, task }: { id: string; task: Move }) {
  const { record, change } = factOf(ctx, { before, after }, 'identity.organisationMoved');
  const { from, to } = task;
  await store.changeOrganisation(
    before,
    after,
    { ...record, data: { ...record.data, from, to } },
    ctx.now,
    change,
    store.whileOpen(to),
    runningJobPut(
      { id, kind: 'organisationMove', ownerId: ctx.person.id, organisationId: to, task: { ...task }, total: 0 },
      ctx.now,
    ),
    signal(ctx, id),
  );
}

const signal = (ctx: Context, jobId: string) =>
  recordPut({ kind: 'signal', type: signalType, subjectId: jobId, actorId: ctx.person.id }, ctx.now);

/** A move that was given up goes on where it stopped when it is asked for once more. */
async function resumed(ctx: Context, { id }: StoredJob): Promise<StoredJob> {
  await transact(jobResume(id), signal(ctx, id)).catch((error: unknown) => {
    if (!isConditionFailure(error)) throw error;
  });
  return job(id);
}

/** The reaction: goes on with the job where it stands. */
export async function runMove(event: RecordEvent, remainingMs: () => number): Promise<void> {
  const stored = await job(event.subjectId);
  if (stored.state === 'running') await runSteps(stored, (at) => movePage(at, event), { event, remainingMs });
}

export const moveGivenUp = (event: RecordEvent): Promise<void> =>
  jobFailed(event.subjectId, new AppError('internal'), event.now);

async function movePage(at: StoredJob, event: RecordEvent): Promise<Step | undefined> {
  const task = moveOf(at);
  const total = at.step === 0 ? await peopleCount(task.organisationId) : at.total;
  const from = at.cursor ? (JSON.parse(at.cursor) as Record<string, unknown> | null) : undefined;
  if (from === null) {
    await jobSucceeded(at.id, { organisationId: task.organisationId, people: String(at.done) }, event.now);
    return undefined;
  }
  const { ids, lastKey } = await peoplePage(task.organisationId, { alphabet: 'uk', beginning: '' }, from);
  for (let start = 0; start < ids.length; start += peopleAtOnce) {
    await Promise.all(
      ids.slice(start, start + peopleAtOnce).map((id) => relist(id, task, placeChanged(id, at, event))),
    );
  }
  const done = at.done + ids.length;
  return { cursor: JSON.stringify(lastKey ?? null), done, total: Math.max(total, done) };
}

/** Tells other rooms to look where the person belongs now. */
const placeChanged = (subjectId: string, { ownerId }: StoredJob, { now }: RecordEvent): Write =>
  recordPut({ kind: 'signal', type: 'identity.placeChanged', subjectId, actorId: ownerId }, now);

/** Puts a person into those lists of the two branches in which they belong now, whatever was moved in the meantime. */
async function relist(id: string, task: Move, signalled: Write, attempt = 1): Promise<void> {
  const [person] = await people([id], { consistent: true });
  if (!person) return;
  const lists = await listsOf(person);
  const isIn = (branch: string) => lists.includes(branch);
  const branches = [task.from, task.to];
  try {
    await transact(
      personUnchanged(person),
      ...cardPuts(person, branches.filter(isIn)),
      ...cardDeletes(
        person,
        branches.filter((branch) => !isIn(branch)),
      ),
      signalled,
    );
  } catch (error) {
    if (!isConditionFailure(error) || attempt === attemptsMax) throw error;
    await relist(id, task, signalled, attempt + 1);
  }
}

async function listsOf(person: Person): Promise<string[]> {
  const placed = await store.organisations(organisationsOf(person));
  return listedIn(person, new Map(placed.map((one) => [one.id, one])));
}
