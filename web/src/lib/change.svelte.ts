/** Changing what others may be changing too: one action at a time, and what happens when somebody else was first. */
import type { Endpoint } from '#contracts/endpoint.ts';
import { isRefusal, useAction } from './action.svelte.ts';
import { refresh } from './query.svelte.ts';

/** `shown`: where the newest is read from; `keep`: takes in what the server answered. */
export function useChange(shown: Endpoint, keep: (answer: unknown) => void) {
  const action = useAction();
  let outdated = $state(false);
  return {
    get busy(): boolean {
      return action.busy;
    },
    get error(): unknown {
      return outdated ? undefined : action.error;
    },
    /** somebody else was first: the newest is shown, what was typed stays */
    get outdated(): boolean {
      return outdated;
    },
    clear(): void {
      outdated = false;
      action.clear();
    },
    async run(change: () => Promise<unknown>): Promise<boolean> {
      outdated = false;
      const worked = await action.run(async () => keep(await change()));
      if (!worked && isRefusal(action.error, 'conflict')) {
        outdated = true;
        await refresh(shown);
      }
      return worked;
    },
  };
}
