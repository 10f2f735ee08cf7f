/** The academies and regions whose learners the asker may look at: their own, or all below the whole service. */
import { organisations as tree } from '#contracts/organisations.ts';
import { usePages } from '../../lib/pages.svelte.ts';
import { session } from '../../lib/session.svelte.ts';
import { branchesOf, organisationsOf } from './learners-view.ts';

export function useBranches() {
  const own = $derived(organisationsOf(session.me));
  const national = $derived(own.find(({ kind }) => kind === 'national'));
  // all of them: who chooses among academies chooses among all
  const below = usePages(
    tree.listOrganisations,
    () => ({ query: { parentId: national?.id } }),
    () => true,
    () => national !== undefined,
  );
  const all = $derived(branchesOf(own, below.items));
  return {
    get all() {
      return all;
    },
    get looking(): boolean {
      return (
        session.state === 'loading' || (national !== undefined && (!below.loaded || below.hasMore) && !below.error)
      );
    },
    get error() {
      return below.error;
    },
    again: () => below.again(),
  };
}
