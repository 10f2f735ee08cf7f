/** Changing a person: one action at a time; what the server answers is shown at once, and lists are asked for again. */
import { organisations } from '#contracts/organisations.ts';
import { people, type PersonDetail } from '#contracts/people.ts';
import { useChange } from '../../lib/change.svelte.ts';
import { queryClient, queryOf, refresh } from '../../lib/query.svelte.ts';

const isDetail = (answer: unknown): answer is PersonDetail =>
  typeof answer === 'object' && answer !== null && 'revision' in answer && 'current' in answer;

export const usePersonChange = () => useChange(people.person, keep);

function keep(answer: unknown): void {
  if (isDetail(answer)) {
    const { queryKey } = queryOf(people.person, { params: { personId: answer.id } });
    queryClient.setQueryData(queryKey, answer);
  }
  void refresh(people.listPeople, people.personChanges, people.personAccount, organisations.organisationRoles);
}
