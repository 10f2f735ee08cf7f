/** What the academy answers about a test is shown at once; lists are asked for again. */
import { runs, type Run } from '#contracts/runs.ts';
import { queryClient, queryOf, refresh } from '../../lib/query.svelte.ts';

export function keepRun(run: Run): void {
  const { queryKey } = queryOf(runs.run, { params: { runId: run.id } });
  void queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData(queryKey, run);
  void refresh(runs.organisationRuns);
}
