/**
 * Checks the files of an import: reads them, judges every line by what is known, and keeps the plan in pieces beside the
 * files. Nothing else is written. Then the job asks.
 */
import { AppError } from '#contracts/errors.ts';
import type { Action } from '#contracts/permissions.ts';
import { mayIn } from '#contracts/permissions.ts';
import { incomingFile, putIncoming } from '../platform/blobs.ts';
import { csvRows } from '../platform/csv.ts';
import type { RecordEvent } from '../platform/events.ts';
import { sha256 } from '../platform/ids.ts';
import { partPut } from '../platform/job-parts.ts';
import { jobAsk, jobProgress, type StoredJob } from '../platform/jobs.ts';
import { inParallel } from '../platform/parallel.ts';
import type { Person } from '../platform/session.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { decodeText } from './csv-text.ts';
import { rowsOf } from './import-files.ts';
import { Organisations } from './import-organisations.ts';
import { loginOf, planOf, previewOf, type PlanLine } from './import-plan.ts';
import { organisationsOf } from './membership.ts';
import type { Placed } from './organisation.ts';
import { found } from './organisation-detail.ops.ts';
import * as organisations from './organisations.store.ts';
import * as people from './people.store.ts';
import type { ImportRow, Line, ReadFile } from './people-csv.ts';
import { filesOf, previewPart, taskOf } from './people-import.ops.ts';

/** Lines of the plan in one piece: a step of the run. */
export const pieceLines = 100;
const loginsAtOnce = 500;
const filesAtOnce = 8;

const pieceName = (plan: string, piece: number): string => `${plan}-${String(piece).padStart(3, '0')}`;

/** Plans the import, keeps the plan and lets the job ask. */
export async function checkImport(stored: StoredJob, event: RecordEvent): Promise<void> {
  const { asker, home } = await askerOf(stored);
  const read = await readFiles(stored, dayIn(home.timeZone, event.now));
  const known = await peopleOf(stored, read.rows);
  const places = await placesFor(asker, [...known.values()], read.rows);
  const plan = planOf(read.rows, { asker: asker.memberships, home, organisations: places, people: known });
  const name = `plan-${sha256(event.delivery).slice(0, 16)}`;
  await keepPlan(stored.id, name, plan);
  const preview = previewOf(plan, places, read.ignoredColumns);
  await transact(
    jobAsk(stored.id, { ...stored.task, plan: name }, plan.length),
    partPut(stored.id, previewPart, preview, event.now),
  ).catch(
    // cancelled meanwhile, or checked by another delivery of the same record
    (error: unknown) => {
      if (!isConditionFailure(error)) throw error;
    },
  );
}

/** Whose import it is, and where it belongs; `notAllowed` where they have lost the right since. */
export async function askerOf(stored: StoredJob): Promise<{ asker: Person; home: Placed }> {
  const [asker, home] = await Promise.all([people.person(stored.ownerId), found(taskOf(stored).organisationId)]);
  const may = asker && !asker.disabled && mayIn(asker.memberships, 'managePeople' satisfies Action, home.path);
  if (!may) throw new AppError('notAllowed');
  return { asker, home };
}

/** `2026-11-22`: the day it is there. */
const dayIn = (timeZone: string, moment: number): string =>
  // Swedish writes dates as ISO 8601 does
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment);

async function readFiles(stored: StoredJob, today: string): Promise<ReadFile> {
  const files = await Promise.all(
    filesOf(stored).map(async ({ kind, sha256 }) => {
      const bytes = await incomingFile(stored.id, sha256);
      if (!bytes) throw new AppError('importFileWrong', { file: kind, reason: 'absent' });
      const decoded = decodeText(bytes);
      if (!decoded) throw new AppError('importFileWrong', { file: kind, reason: 'encoding' });
      return [kind, csvRows(decoded.text) as Line[]] as const;
    }),
  );
  return rowsOf(new Map(files), today);
}

/** Who of the file is here already. */
async function peopleOf(stored: StoredJob, rows: readonly ImportRow[]): Promise<Map<string, Person>> {
  const logins = [...new Set(rows.map(loginOf))].filter(Boolean);
  const known = new Map<string, Person>();
  for (let at = 0; at < logins.length; at += loginsAtOnce) {
    const holders = await people.holdersOf(logins.slice(at, at + loginsAtOnce));
    const found = await people.people([...holders.values()], { consistent: true });
    const byId = new Map(found.map((person) => [person.id, person]));
    for (const [login, id] of holders) {
      const person = byId.get(id);
      if (person) known.set(login, person);
    }
    await jobProgress(stored.id, Math.min(at + loginsAtOnce, logins.length), logins.length);
  }
  return known;
}

/** The organisations below the asker's own, those people belong to, and those the file names by id. */
async function placesFor(asker: Person, known: readonly Person[], rows: readonly ImportRow[]): Promise<Organisations> {
  const roots = asker.memberships
    .filter(({ roles }) => roles.includes('academyAdmin') || roles.includes('nationalAdmin'))
    .map(({ organisationId }) => organisationId);
  const named = rows.flatMap(({ places }) => places.map(({ organisation }) => organisation));
  const ids = named.filter((text) => /^org_[0-9A-Z]{26}$/.test(text));
  const [below, others] = await Promise.all([
    inParallel(roots, 2, branch),
    organisations.organisations([...new Set([...ids, ...organisationsOf(asker, ...known)])]),
  ]);
  return new Organisations([...below.flat(), ...others]);
}

/** An organisation and all below it. */
async function branch(id: string): Promise<Placed[]> {
  const below: Placed[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await organisations.organisationsBelow(id, from, { closed: true });
    below.push(...page.items);
    from = page.lastKey;
  } while (from);
  const deeper = await inParallel(
    below.filter(({ kind }) => kind !== 'unit'),
    4,
    (one) => branch(one.id),
  );
  return [...below, ...deeper.flat()];
}

async function keepPlan(jobId: string, name: string, plan: readonly PlanLine[]): Promise<void> {
  const pieces = Array.from({ length: Math.ceil(plan.length / pieceLines) }, (_, piece) => piece);
  await inParallel(pieces, filesAtOnce, (piece) => {
    const lines = plan.slice(piece * pieceLines, (piece + 1) * pieceLines);
    return putIncoming(jobId, pieceName(name, piece), lines.map((line) => JSON.stringify(line)).join('\n'));
  });
}

/** One piece of the plan; `importFileWrong` once it has been cleared away. */
export async function planPiece(stored: StoredJob, piece: number): Promise<PlanLine[]> {
  const bytes = await incomingFile(stored.id, pieceName(taskOf(stored).plan ?? '', piece));
  if (!bytes) throw new AppError('importFileWrong', { reason: 'expired' });
  return new TextDecoder()
    .decode(bytes)
    .split('\n')
    .map((line) => JSON.parse(line) as PlanLine);
}
