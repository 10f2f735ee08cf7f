/** Runs a confirmed import piece by piece, from where it stopped; at the end the report, the fact, and the invitations. */
import type { Counts, Outcome } from './import-report.ts';
import { putExport } from '../platform/blobs.ts';
import { createContext } from '../platform/context.ts';
import { csvFile } from '../platform/csv.ts';
import type { RecordEvent } from '../platform/events.ts';
import { partPut, parts } from '../platform/job-parts.ts';
import { runSteps, type Step } from '../platform/job-steps.ts';
import { job, jobEnd, jobFile, type JobFile, type StoredJob } from '../platform/jobs.ts';
import { inParallel } from '../platform/parallel.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact, type Write } from '../platform/table.ts';
import { invitationsSignal } from './import-invitations.ops.ts';
import type { PlanLine } from './import-plan.ts';
import { counted, planned, reportRows } from './import-report.ts';
import { personIdOf, writeLines } from './import-writes.ops.ts';
import { changedIn, united } from './membership.ts';
import * as people from './people.store.ts';
import { askerOf, pieceLines, planPiece } from './people-import-check.ops.ts';
import { reachedBy, taskOf, type Reached } from './people-import.ops.ts';

const filesAtOnce = 8;
/** name of the part that keeps what went otherwise than planned in a piece */
const otherwisePart = (piece: number) => `else-${String(piece).padStart(3, '0')}`;

/** Goes on with the import where it stands. */
export async function runImport(stored: StoredJob, event: RecordEvent, remainingMs: () => number): Promise<void> {
  const outcome = await runSteps(stored, (at) => runPiece(at, event), { event, remainingMs });
  if (outcome !== 'handedOver') await reportCancelled(stored.id, event);
}

async function runPiece(at: StoredJob, event: RecordEvent): Promise<Step | undefined> {
  const { lines: total, piece, counts } = reachedBy(at);
  if (piece * pieceLines >= total) return end(at, counts, event);
  // again before each step: they may have lost the right since
  const { asker } = await askerOf(at);
  const lines = await planPiece(at, piece);
  const ctx = createContext({ now: event.now, requestId: event.id, person: asker });
  const outcomes = await writeLines(ctx, at.id, lines);
  const otherwise = outcomes.filter(({ outcome }) => outcome === 'failed');
  return {
    cursor: JSON.stringify({ lines: total, piece: piece + 1, counts: counted(counts, outcomes) } satisfies Reached),
    done: Math.min(total, (piece + 1) * pieceLines),
    total,
    writes: otherwise.length ? [partPut(at.id, otherwisePart(piece), otherwise, event.now)] : [],
  };
}

async function end(at: StoredJob, counts: Counts, event: RecordEvent): Promise<undefined> {
  const [plan, otherwise] = await Promise.all([wholePlan(at), parts<Outcome[]>(at.id, 'else-')]);
  const file = await putReport(at, plan, otherwise.flat());
  const { notReached: _, ...result } = counts;
  const shown = Object.fromEntries(Object.entries(result).map(([name, count]) => [name, String(count)]));
  await transact(
    jobEnd(at.id, plan.length, shown, new Date(event.now).toISOString(), file),
    fact(at, result, event),
    ...(taskOf(at).invite === 'yes' && counts.created ? [invitationsSignal(at, 0, event.now)] : []),
  ).catch(ignoreRepeat);
}

const fact = (at: StoredJob, counts: Partial<Counts>, event: RecordEvent): Write =>
  recordPut(
    {
      kind: 'fact',
      type: 'identity.peopleImported',
      subjectId: taskOf(at).organisationId,
      actorId: at.ownerId,
      objectId: at.id,
      data: counts,
    },
    event.now,
  );

/** What a cancelled import has written stays; its report says how far it came. */
export async function reportCancelled(jobId: string, event: RecordEvent): Promise<void> {
  const at = await job(jobId);
  if (at.state !== 'cancelled' || at.cursor === undefined || at.file) return;
  const { piece } = reachedBy(at);
  const plan = await wholePlan(at);
  const rest = await restOf(at.id, plan.slice(piece * pieceLines), pieceLines);
  const otherwise = [...(await parts<Outcome[]>(at.id, 'else-')).flat(), ...rest];
  const file = await putReport(at, plan, otherwise);
  const { bad: _, ...counts } = counted(reachedBy(at).counts, rest);
  await transact(jobFile(at.id, file), fact(at, counts, event)).catch(ignoreRepeat);
}

/** Of the piece that was being written some lines were: those whose people, or roles, are there. Nothing after it was reached. */
async function restOf(jobId: string, lines: readonly PlanLine[], underWay: number): Promise<Outcome[]> {
  const idOf = (line: PlanLine) => (line.action === 'update' ? line.personId : personIdOf(jobId, line.line));
  const here = await people.people(lines.slice(0, underWay).map(idOf), { consistent: true });
  const known = new Map(here.map((person) => [person.id, person]));
  const isWritten = (line: PlanLine) => {
    const held = known.get(idOf(line))?.memberships;
    return held !== undefined && (line.action !== 'update' || !changedIn(held, united(held, line.memberships)).length);
  };
  return lines
    .filter(({ action }) => action !== 'bad')
    .map((line) => (isWritten(line) ? planned(line) : { line: line.line, outcome: 'notReached', reasons: [] }));
}

async function wholePlan(at: StoredJob): Promise<PlanLine[]> {
  const pieces = Array.from({ length: Math.ceil(reachedBy(at).lines / pieceLines) }, (_, piece) => piece);
  return (await inParallel(pieces, filesAtOnce, (piece) => planPiece(at, piece))).flat();
}

async function putReport(at: StoredJob, plan: readonly PlanLine[], otherwise: readonly Outcome[]): Promise<JobFile> {
  const words = JSON.parse(taskOf(at).words ?? '{}') as Record<string, string>;
  const rows = reportRows(plan, new Map(otherwise.map((outcome) => [outcome.line, outcome])), words);
  const file = { key: `${at.id}.csv`, name: 'kurs-people-import.csv' };
  await putExport(file.key, csvFile(rows), 'text/csv; charset=utf-8');
  return file;
}

/** Another delivery came first: then its outcome stands. */
function ignoreRepeat(error: unknown): undefined {
  if (!isConditionFailure(error)) throw error;
}
