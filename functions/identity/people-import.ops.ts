/** Endpoints of an import of people: announce the files, have them checked, look, confirm. The work is done by reactions. */
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '#contracts/errors.ts';
import type { ImportFile, ImportPreview } from '#contracts/people-import.ts';
import type { people as contract } from '#contracts/people.ts';
import { incomingUpload } from '../platform/blobs.ts';
import { requireIn, type Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { part } from '../platform/job-parts.ts';
import { jobConfirm, jobPut, jobResume, jobStart, ownJob, presentJob, type StoredJob } from '../platform/jobs.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact, type Write } from '../platform/table.ts';
import { requireFiles } from './import-files.ts';
import { noCounts } from './import-report.ts';
import { requireOpen } from './organisation.ts';
import { found } from './organisation-detail.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const kind = 'peopleImport';
export const importSignal = 'identity.peopleImportRequested';
/** name of the part in which the preview is kept */
export const previewPart = 'preview';

/** What an import does, as its job keeps it. */
export interface ImportTask {
  organisationId: string;
  /** JSON of the announced files */
  files: string;
  /** name of the plan made by the check; a doubled check makes one of its own, which nobody reads */
  plan?: string;
  /** `yes`: invitations are sent; known once it is confirmed */
  invite?: string;
  /** JSON of the report's words */
  words?: string;
}
export const taskOf = (stored: StoredJob) => stored.task as unknown as ImportTask;
export const filesOf = (stored: StoredJob) => JSON.parse(taskOf(stored).files) as ImportFile[];

/** How far a confirmed import has come: pieces of the plan done, and what became of their lines. */
export interface Reached {
  /** lines of the whole plan */
  lines: number;
  piece: number;
  counts: ReturnType<typeof noCounts>;
}

export const reachedBy = (stored: StoredJob) => JSON.parse(stored.cursor ?? '{}') as Reached;

export const importHandlers: Pick<
  Handlers<typeof contract>,
  'startPeopleImport' | 'checkPeopleImport' | 'peopleImport' | 'runPeopleImport'
> = {
  startPeopleImport: start,
  checkPeopleImport: check,
  peopleImport: async (ctx, { params }) => stateOf(await ownJob(params.jobId, ctx.person.id, kind)),
  runPeopleImport: run,
};

async function start(ctx: Context, { body }: Of<'startPeopleImport'>) {
  const { jobId, organisationId, files } = body;
  const home = await found(organisationId);
  requireIn(ctx, 'managePeople', home.path);
  requireOpen(home);
  requireFiles(files);
  const task = { organisationId, files: JSON.stringify(files) };
  const job = { id: jobId, kind, ownerId: ctx.person.id, organisationId, task, total: 0 } as const;
  try {
    await transact(jobPut({ ...job, fileAction: 'managePeople' }, ctx.now));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const existing = await ownJob(jobId, ctx.person.id, kind).catch(() => undefined);
    const same = existing && isDeepStrictEqual(pick(taskOf(existing)), task);
    if (!same) throw new AppError('idTaken');
  }
  const uploads = files.map(async (file) => ({
    sha256: file.sha256,
    ...(await incomingUpload(jobId, { ...file, type: 'text/csv' })),
  }));
  return { job: presentJob(await ownJob(jobId, ctx.person.id, kind)), uploads: await Promise.all(uploads) };
}

const pick = ({ organisationId, files }: ImportTask) => ({ organisationId, files });

async function check(ctx: Context, { params }: Of<'checkPeopleImport'>) {
  const stored = await ownJob(params.jobId, ctx.person.id, kind);
  const failedBefore = stored.state === 'failed' && stored.cursor === undefined && stored.failure?.code === 'internal';
  if (stored.state === 'waiting') await goOn(ctx, stored, jobStart(stored.id));
  else if (failedBefore) await goOn(ctx, stored, jobResume(stored.id));
  else if (stored.state === 'failed' || stored.state === 'cancelled') throw new AppError('importNotWaiting');
  return stateOf(await ownJob(stored.id, ctx.person.id, kind));
}

async function run(ctx: Context, { params, body }: Of<'runPeopleImport'>) {
  const stored = await ownJob(params.jobId, ctx.person.id, kind);
  const { task, state, cursor } = stored;
  if (state === 'asking') {
    const confirmed = {
      ...task,
      invite: body.invite ? 'yes' : 'no',
      words: JSON.stringify(body.words ?? {}),
    };
    const reached: Reached = { lines: stored.total, piece: 0, counts: noCounts() };
    await goOn(ctx, stored, jobConfirm(stored.id, confirmed, JSON.stringify(reached)));
  } else if (cursor === undefined || state === 'cancelled') throw new AppError('importNotWaiting');
  else if (state === 'failed') await goOn(ctx, stored, jobResume(stored.id));
  return stateOf(await ownJob(stored.id, ctx.person.id, kind));
}

/** Takes the job on, with the signal for the reaction; a second request that came first has done the same. */
async function goOn(ctx: Context, stored: StoredJob, write: Write): Promise<void> {
  // a role taken away since it was announced counts
  requireIn(ctx, 'managePeople', (await found(taskOf(stored).organisationId)).path);
  const signal = { kind: 'signal', type: importSignal, subjectId: stored.id, actorId: ctx.person.id } as const;
  await transact(write, recordPut(signal, ctx.now)).catch((error: unknown) => {
    if (!isConditionFailure(error)) throw error;
  });
}

async function stateOf(stored: StoredJob) {
  const isChecked = stored.state === 'asking' || stored.cursor !== undefined;
  const preview = isChecked ? await part<ImportPreview>(stored.id, previewPart) : undefined;
  return { job: presentJob(stored), preview: preview ?? null };
}
