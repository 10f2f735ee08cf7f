/** The list of statements as CSV: a job, on record, its file for 24 hours. */
import { isDeepStrictEqual } from 'node:util';
import { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { StatementWords, type statements as contract } from '#contracts/statements.ts';
import { z } from '#contracts/z.ts';
import { putExport } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import { csvFile } from '../platform/csv.ts';
import type { RecordEvent } from '../platform/events.ts';
import type { Input } from '../platform/http.ts';
import { job, jobProgress, jobPut, jobSucceeded, ownJob, presentJob } from '../platform/jobs.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { requireBranch } from './access.ops.ts';
import { headRow, statementRow } from './statements-csv.ts';
import * as store from './statements.store.ts';

/** more would be a mistake somewhere */
const rowsMax = 50_000;
const pageSize = 200;

export async function startExport(ctx: Context, { body }: Input<(typeof contract)['startExport']>) {
  const { jobId, organisationId, courseId = '', language, words } = body;
  await requireBranch(ctx, 'seeStatements', organisationId);
  const task = { organisationId, courseId, language, words: JSON.stringify(words) };
  const asked = { id: jobId, kind: 'statementsExport', ownerId: ctx.person.id, organisationId, task } as const;
  const by = { actorId: ctx.person.id, ...(courseId ? { objectId: courseId } : {}) };
  await transact(
    jobPut({ ...asked, total: 0, fileAction: 'seeStatements' }, ctx.now),
    recordPut({ ...by, kind: 'signal', type: 'statements.exportRequested', subjectId: jobId }, ctx.now),
    recordPut({ ...by, kind: 'fact', type: 'statements.exported', subjectId: organisationId }, ctx.now),
  ).catch(async (error: unknown) => {
    if (!isConditionFailure(error)) throw error;
    const existing = await ownJob(jobId, ctx.person.id, 'statementsExport').catch(() => undefined);
    if (!isDeepStrictEqual(existing?.task, task)) throw new AppError('idTaken');
  });
  return presentJob(await ownJob(jobId, ctx.person.id, 'statementsExport'));
}

/** Reaction: safe to run again. */
export async function writeExport({ subjectId, now }: RecordEvent): Promise<void> {
  const stored = await job(subjectId);
  if (stored.state !== 'waiting') return;
  const { organisationId = '', courseId } = stored.task;
  const words = z.parse(StatementWords, JSON.parse(stored.task['words'] ?? '{}'));
  const language = z.parse(Language, stored.task['language']);
  const rows = [headRow(words)];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await store.issuedPage(organisationId, courseId || undefined, from, pageSize);
    rows.push(...page.items.map((each) => statementRow(each, words, language)));
    from = page.lastKey;
    await jobProgress(stored.id, rows.length - 1, rows.length - 1);
  } while (from && rows.length <= rowsMax);
  const file = { key: `${stored.id}.csv`, name: 'kurs-statements.csv' };
  await putExport(file.key, csvFile(rows), 'text/csv; charset=utf-8');
  await jobSucceeded(stored.id, { rows: String(rows.length - 1) }, now, file);
}
