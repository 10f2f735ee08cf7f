/** A unit has moved below another academy or region: the open reviews of its courses wait there. */
import { branchOf, organisation } from '../identity/identity.reads.ts';
import * as store from './drafts.store.ts';
import { followReview } from './freezing.ops.ts';

/** Safe to run again, and in any order with another move: what counts is where the unit stands now. */
export async function followUnit(organisationId: string): Promise<void> {
  const branchId = branchOf((await organisation(organisationId)).path);
  let from: Record<string, unknown> | undefined;
  do {
    const { items, lastKey } = await store.draftsOf(organisationId, from);
    for (const draft of items) await followReview(draft, branchId);
    from = lastKey;
  } while (from);
}
