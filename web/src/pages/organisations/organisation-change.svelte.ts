/** Changing an organisation: one action; what the server answers is shown at once, lists are asked for again. */
import { organisations, type OrganisationDetail } from '#contracts/organisations.ts';
import { isRefusal, useAction } from '../../lib/action.svelte.ts';
import { queryClient, queryOf, refresh } from '../../lib/query.svelte.ts';

const isDetail = (answer: unknown): answer is OrganisationDetail =>
  typeof answer === 'object' && answer !== null && 'mayChange' in answer;

export function useOrganisationChange() {
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
    async run(change: () => Promise<unknown>): Promise<boolean> {
      outdated = false;
      const worked = await action.run(async () => keep(await change()));
      if (!worked && isRefusal(action.error, 'conflict')) {
        outdated = true;
        await refresh(organisations.organisation);
      }
      return worked;
    },
  };
}

function keep(answer: unknown): void {
  if (isDetail(answer)) {
    const { queryKey } = queryOf(organisations.organisation, { params: { organisationId: answer.id } });
    queryClient.setQueryData(queryKey, answer);
  } else void refresh(organisations.organisation);
  void refresh(organisations.listOrganisations);
}
