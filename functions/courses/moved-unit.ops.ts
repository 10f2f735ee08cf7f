/** A unit has moved below another academy or region: its courses go onto the shelf of the new branch. */
import { branchOf, organisation } from '../identity/identity.reads.ts';
import * as store from './courses.store.ts';
import { reshelve as reshelveShared } from './sharing.ops.ts';

/**
 * Safe to run again, and in any order with another move: what counts is where the unit stands now.
 * The room its courses take stays counted where they were brought in.
 */
export async function followUnit(organisationId: string): Promise<void> {
  const branchId = branchOf((await organisation(organisationId)).path);
  let from: Record<string, unknown> | undefined;
  do {
    const { items, lastKey } = await store.coursesOf(organisationId, from);
    for (const { id } of items) {
      await reshelve(id, branchId);
      await reshelveShared(id);
    }
    from = lastKey;
  } while (from);
}

/** The index may tell of an earlier version: the card itself is read. A release in the same moment makes it fail and come again. */
async function reshelve(courseId: string, branchId: string): Promise<void> {
  const card = await store.cardNow(courseId);
  if (card && card.branchId !== branchId) await store.moveCard(card, branchId);
}
