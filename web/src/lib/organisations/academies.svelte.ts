/** Academies and regions of the whole service, by name in one's own language. */
import { organisations } from '#contracts/organisations.ts';
import { locale } from '../i18n.svelte.ts';
import { usePages } from '../pages.svelte.ts';
import { useQuery } from '../query.svelte.ts';
import { session } from '../session.svelte.ts';

/** They stand right below the one national body, to which the way leads from wherever one belongs; loaded to the end. */
export function useAcademies() {
  const own = $derived(session.me?.memberships[0]?.organisation.id);
  const home = useQuery(
    organisations.organisation,
    () => ({ params: { organisationId: own ?? '' } }),
    () => ({ enabled: own !== undefined }),
  );
  const national = $derived(home.data && (home.data.ancestors[0]?.id ?? home.data.id));
  return usePages(
    organisations.listOrganisations,
    () => ({ query: { parentId: national, language: locale.current } }),
    () => true,
    () => national !== undefined,
  );
}
