/** How reactions take an import of people further: check first, run once it is confirmed. */
import { AppError } from '#contracts/errors.ts';
import type { RecordEvent } from '../platform/events.ts';
import { job, jobFailed } from '../platform/jobs.ts';
import { checkImport } from './people-import-check.ops.ts';
import { reportCancelled, runImport } from './people-import-run.ops.ts';

export async function takeImportFurther(event: RecordEvent, remainingMs: () => number): Promise<void> {
  const stored = await job(event.subjectId);
  if (stored.state === 'cancelled') return reportCancelled(stored.id, event);
  if (stored.state !== 'running') return;
  try {
    await (stored.cursor === undefined ? checkImport(stored, event) : runImport(stored, event, remainingMs));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await jobFailed(stored.id, error, event.now);
  }
}

export const importGivenUp = (event: RecordEvent): Promise<void> =>
  jobFailed(event.subjectId, new AppError('internal'), event.now);
