/** Changing an organisation: one action; what the server answers is shown at once, lists are asked for again. */
import { organisations, type OrganisationDetail } from '#contracts/organisations.ts';
import { useChange } from '../../lib/change.svelte.ts';
import { queryClient, queryOf, refresh } from '../../lib/query.svelte.ts';

const isDetail = (answer: unknown): answer is OrganisationDetail =>
  typeof answer === 'object' && answer !== null && 'mayChange' in answer;

export const useOrganisationChange = () => useChange(organisations.organisation, keep);

function keep(answer: unknown): void {
  if (isDetail(answer)) {
    const { queryKey } = queryOf(organisations.organisation, { params: { organisationId: answer.id } });
    queryClient.setQueryData(queryKey, answer);
  } else void refresh(organisations.organisation);
  void refresh(organisations.listOrganisations);
}
