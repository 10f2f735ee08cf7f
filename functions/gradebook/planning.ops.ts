/** Categories and columns: written, released together, taken back. */
import { AppError } from '#contracts/errors.ts';
import type { gradebook as contract, GradePlan } from '#contracts/gradebook.ts';
import { heldRun } from '../assessments/assessments.reads.ts';
import { assignmentIn } from '../assignments/assignments.reads.ts';
import { cohortForTeacher } from '../cohorts/cohorts.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import type { NewRecord } from '../platform/record.ts';
import * as store from './gradebook.store.ts';
import { changedPlan, releasedPlan, toTake, type StoredPlan } from './plan.ts';
import { presentPlan } from './presenting.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export async function savePlan(ctx: Context, { params: { cohortId }, body }: Of<'savePlan'>): Promise<GradePlan> {
  await cohortForTeacher(ctx.person, cohortId);
  const before = await store.plan(cohortId);
  const after = changedPlan(before, body);
  if (!after) return presentPlan(before);
  const fetched = toTake(before, after);
  await requireSources(ctx, cohortId, fetched);
  const about = { subjectId: cohortId, actorId: ctx.person.id } as const;
  const records: NewRecord[] = [
    { ...about, kind: 'fact', type: 'gradebook.planned', data: { revision: after.revision } },
    ...(fetched.length ? [{ ...about, kind: 'signal', type: 'gradebook.marksNeeded' } as const] : []),
  ];
  return saved(after, before, records, ctx.now);
}

/** Marks of a test come only to those who hold or watch it, those of an assignment only to the cohort it is set to. */
async function requireSources(ctx: Context, cohortId: string, columns: StoredPlan['columns']): Promise<void> {
  for (const { source } of columns) {
    if (source.kind === 'run') await heldRun(ctx.person, source.runId);
    if (source.kind === 'assignment' && !(await assignmentIn(cohortId, source.assignmentId)))
      throw new AppError('notFound');
  }
}

export async function release(ctx: Context, { params: { cohortId }, body }: Of<'release'>): Promise<GradePlan> {
  await cohortForTeacher(ctx.person, cohortId);
  const before = await store.plan(cohortId);
  const after = releasedPlan(before, body, new Date(ctx.now).toISOString());
  if (!after) return presentPlan(before);
  const type = body.released ? 'gradebook.released' : 'gradebook.releaseUndone';
  const record = { kind: 'fact', type, subjectId: cohortId, actorId: ctx.person.id } as const;
  return saved(after, before, [{ ...record, data: { columns: body.columnIds.length } }], ctx.now);
}

async function saved(after: StoredPlan, before: StoredPlan, records: NewRecord[], now: number): Promise<GradePlan> {
  if (!(await store.savePlan(after, before, records, now))) throw new AppError('conflict');
  return presentPlan(after);
}
