/** “See as”: begins and ends it. What was read as somebody else is forgotten, and one starts at home. */
import type { Role } from '#contracts/permissions.ts';
import { queryClient } from '../lib/query.svelte.ts';
import { navigate } from '../lib/router.ts';
import { session } from '../lib/session.svelte.ts';

export async function startSeeAs(organisationId: string, role: Role): Promise<void> {
  await session.startSeeAs({ organisationId, role });
  await anew();
}

export async function endSeeAs(): Promise<void> {
  await session.endSeeAs();
  await anew();
}

async function anew(): Promise<void> {
  queryClient.removeQueries({ type: 'inactive' });
  await navigate('home', {});
  queryClient.removeQueries({ type: 'inactive' });
  // what stands on the page now was perhaps asked for before
  await queryClient.resetQueries({ type: 'active' });
}
