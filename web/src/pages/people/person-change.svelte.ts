/** Changing a person: one action at a time; what the server answers is shown at once, and lists are asked for again. */
import { organisations } from '#contracts/organisations.ts';
import { people, type PersonDetail } from '#contracts/people.ts';
import { isRefusal, useAction } from '../../lib/action.svelte.ts';
import { queryClient, queryOf, refresh } from '../../lib/query.svelte.ts';

const isDetail = (answer: unknown): answer is PersonDetail =>
  typeof answer === 'object' && answer !== null && 'revision' in answer && 'current' in answer;

export function usePersonChange() {
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
        await refresh(people.person);
      }
      return worked;
    },
  };
}
export type PersonChange = ReturnType<typeof usePersonChange>;

function keep(answer: unknown): void {
  if (isDetail(answer)) {
    const { queryKey } = queryOf(people.person, { params: { personId: answer.id } });
    queryClient.setQueryData(queryKey, answer);
  }
  void refresh(people.listPeople, people.personChanges, people.personAccount, organisations.organisationRoles);
}
