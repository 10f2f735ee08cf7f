/** The job that takes a CSV of norms: piece by piece, each in one transaction with how far it has come. */
import { AppError } from '#contracts/errors.ts';
import type { CsvKind } from '#contracts/norms.ts';
import { peopleById } from '../identity/identity.reads.ts';
import { incomingFile } from '../platform/blobs.ts';
import { csvRows } from '../platform/csv.ts';
import type { RecordEvent } from '../platform/events.ts';
import { runSteps, type Step } from '../platform/job-steps.ts';
import { job, jobEnd, jobFailed, type StoredJob } from '../platform/jobs.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { piecesOf, type Pieces } from './csv-pieces.ops.ts';
import type { News } from './csv-read.ts';
import { requireManage } from './fact.ops.ts';

/** five writes each at most, of long texts a quarter of a megabyte: a transaction takes a hundred, and four */
const pieceCodes = 10;

interface Reached extends Record<News, number> {
  at: number;
}
const nothingYet: Reached = { at: 0, added: 0, changed: 0, unchanged: 0 };

export async function takeImportFurther(event: RecordEvent, remainingMs: () => number): Promise<void> {
  const stored = await job(event.subjectId);
  if (stored.state !== 'running') return;
  try {
    await requireOwner(stored);
    const pieces = await file(stored);
    await runSteps(stored, (at) => step(at, pieces, event), { event, remainingMs });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await jobFailed(stored.id, error, event.now);
  }
}

export const importGivenUp = (event: RecordEvent): Promise<void> =>
  jobFailed(event.subjectId, new AppError('internal'), event.now);

/** They may have lost the right since they asked. */
async function requireOwner({ ownerId }: StoredJob): Promise<void> {
  const owner = (await peopleById([ownerId])).get(ownerId);
  if (!owner || owner.disabled) throw new AppError('notAllowed');
  await requireManage(owner);
}

async function file({ id, task }: StoredJob): Promise<Pieces> {
  const bytes = await incomingFile(id, task['text'] ?? '');
  if (!bytes) throw new AppError('importFileWrong', { reason: 'gone' });
  return piecesOf(task['kind'] as CsvKind, csvRows(new TextDecoder().decode(bytes)));
}

async function step(stored: StoredJob, pieces: Pieces, event: RecordEvent): Promise<Step | undefined> {
  const reached = stored.cursor ? (JSON.parse(stored.cursor) as Reached) : nothingYet;
  if (reached.at >= pieces.count) return end(stored, pieces, reached, event);
  const to = Math.min(pieces.count, reached.at + pieceCodes);
  const by = { actorId: stored.ownerId, address: undefined, now: event.now };
  const { news, writes } = await pieces.writes(reached.at, to, by);
  const counts = { ...reached, at: to };
  for (const one of news) counts[one] += 1;
  return { cursor: JSON.stringify(counts), done: to, total: pieces.count, writes };
}

async function end(stored: StoredJob, pieces: Pieces, reached: Reached, event: RecordEvent): Promise<undefined> {
  const { at: _, ...counts } = { ...reached, leftOut: pieces.leftOut };
  const kind = stored.task['kind'] ?? '';
  const shown = Object.fromEntries(Object.entries({ kind, ...counts }).map(([name, one]) => [name, String(one)]));
  const fact = {
    kind: 'fact',
    type: 'norms.imported',
    subjectId: stored.id,
    actorId: stored.ownerId,
    data: { of: kind, ...counts },
  } as const;
  try {
    const finishedAt = new Date(event.now).toISOString();
    await transact(jobEnd(stored.id, pieces.count, shown, finishedAt), recordPut(fact, event.now));
  } catch (error) {
    // another delivery came first: then its outcome stands
    if (!isConditionFailure(error)) throw error;
  }
}
