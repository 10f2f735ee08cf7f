/** What the import page says. */
import type { Job } from '#contracts/common.ts';

/** Where an import is, as a person sees it. */
export type ImportStage = 'waiting' | 'checking' | 'asking' | 'running' | 'done' | 'failed' | 'cancelled';

/** `hasPreview`: the check is over. */
export function stageOf(job: Pick<Job, 'state'>, hasPreview: boolean): ImportStage {
  if (job.state === 'succeeded') return 'done';
  if (job.state === 'running') return hasPreview ? 'running' : 'checking';
  return job.state;
}

/** May a failed import go on where it stopped? Only once it has begun to write. */
export const mayResume = (job: Pick<Job, 'state'>, hasPreview: boolean): boolean =>
  job.state === 'failed' && hasPreview;

/** The name of a column as it stands in the file; a fault of the whole line has none. */
export const columnText = (column: string): string => column || '–';

/** Counts of a finished import under the names the preview has: a line refused when it was written counts as bad. */
export function resultCounts(
  result: Record<string, string>,
): Record<'creates' | 'updates' | 'unchanged' | 'bad', number> {
  const count = (name: string) => Number(result[name] ?? 0);
  return {
    creates: count('created'),
    updates: count('updated'),
    unchanged: count('unchanged'),
    bad: count('bad') + count('failed'),
  };
}
