/** The academy or region whose statements are looked at: one’s own, or one chosen below the whole service. */
import type { Action } from '#contracts/permissions.ts';
import { rootsFor } from '../../lib/organisations/reach.ts';
import { current } from '../../lib/router.ts';
import { session } from '../../lib/session.svelte.ts';

export function useBranch(action: Action) {
  const roots = $derived(rootsFor(session.me, action));
  const own = $derived(roots.filter(({ kind }) => kind === 'academy' || kind === 'region'));
  let chosen = $state(current.query('organisation'));
  return {
    get roots() {
      return roots;
    },
    /** there is more than one to choose from */
    get choosing(): boolean {
      return own.length > 1 || roots.some(({ kind }) => kind === 'national');
    },
    get id(): string | undefined {
      return chosen ?? own[0]?.id;
    },
    choose(id: string): void {
      chosen = id;
    },
  };
}
