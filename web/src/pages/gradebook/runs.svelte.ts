/** Tests that one holds or watches, to take marks over from. */
import { runs } from '#contracts/runs.ts';
import { usePages } from '../../lib/pages.svelte.ts';
import { useBranches } from '../learners/branches.svelte.ts';

export function useRuns() {
  const branches = useBranches();
  const list = usePages(
    runs.organisationRuns,
    () => ({ params: { organisationId: branches.all[0]?.id ?? '' }, query: {} }),
    () => false,
    () => branches.all.length > 0,
  );
  return {
    get all() {
      return list.items.filter(({ state }) => state !== 'cancelled');
    },
  };
}
