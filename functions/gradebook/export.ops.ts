/** The gradebook as a file: asked for, written by a reaction. */
import { isDeepStrictEqual } from 'node:util';
import { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { GradeWords, type gradebook as contract } from '#contracts/gradebook.ts';
import { z } from '#contracts/z.ts';
import { cohortForTeacher, membersOf } from '../cohorts/cohorts.reads.ts';
import { putExport } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import { csvFile } from '../platform/csv.ts';
import type { Input } from '../platform/http.ts';
import { job, jobSucceeded, ownJob, presentJob } from '../platform/jobs.ts';
import { unlessRefused } from '../platform/table.ts';
import { gradeLines } from './grade-lines.ts';
import * as store from './gradebook.store.ts';
import { learnersOf, rowsOf } from './looking.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const kind = 'gradesExport';

export async function startExport(ctx: Context, { params: { cohortId }, body }: Of<'startExport'>) {
  const { jobId, language, words } = body;
  const { organisationId } = await cohortForTeacher(ctx.person, cohortId);
  const task = { cohortId, language, words: JSON.stringify(words) };
  const by = { actorId: ctx.person.id, objectId: cohortId };
  const asked = { id: jobId, kind, ownerId: ctx.person.id, organisationId, task, fileAction: 'teachCohorts' } as const;
  const put = store.putExportJob(
    { ...asked, total: (await membersOf(cohortId)).length },
    [
      { ...by, kind: 'signal', type: 'gradebook.exportRequested', subjectId: jobId },
      { ...by, kind: 'fact', type: 'gradebook.exported', subjectId: organisationId },
    ],
    ctx.now,
  );
  if (!(await unlessRefused(put))) {
    const existing = await ownJob(jobId, ctx.person.id, kind).catch(() => undefined);
    if (!isDeepStrictEqual(existing?.task, task)) throw new AppError('idTaken');
  }
  return presentJob(await ownJob(jobId, ctx.person.id, kind));
}

/** Reaction. */
export async function writeExport(jobId: string, now: number): Promise<void> {
  const stored = await job(jobId);
  if (stored.state !== 'waiting') return;
  const { cohortId = '', language, words } = stored.task;
  const plan = await store.plan(cohortId);
  const rows = await rowsOf(plan, await learnersOf(cohortId));
  const heads = z.parse(GradeWords, JSON.parse(words ?? '{}'));
  const file = { key: `${jobId}.csv`, name: 'kurs-grades.csv' };
  const lines = gradeLines(plan, rows, heads, z.parse(Language, language));
  await putExport(file.key, csvFile(lines), 'text/csv; charset=utf-8');
  await jobSucceeded(jobId, { rows: String(rows.length) }, now, file);
}
