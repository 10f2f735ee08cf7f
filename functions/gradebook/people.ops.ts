/** What becomes of marks with their people. */
import { keptPerson } from '../identity/identity.reads.ts';
import type { RecordEvent } from '../platform/events.ts';
import * as store from './gradebook.store.ts';
import { unitedRow } from './marks.ts';

/** Reaction: marks of a duplicate become the kept person’s, with their history. Again, it finds the same. */
export async function uniteMarks({ subjectId, objectId, now }: RecordEvent): Promise<void> {
  const person = await keptPerson(subjectId);
  if (!person || objectId === undefined) return;
  for (const theirs of await store.rowsOf(objectId)) {
    const [own] = await store.rows(theirs.cohortId, [person.id]);
    const missing = Object.keys(theirs.cells).some((columnId) => !own?.cells[columnId]);
    await store.copyHistory(theirs.cohortId, objectId, person.id);
    if (!missing) continue;
    if (!(await store.saveRow(unitedRow(own, theirs, person.id), [], [], now))) throw new Error('marked meanwhile');
  }
}

/** Reaction: points stay, as records do; what was said about them goes. */
export async function eraseReasons(personId: string): Promise<void> {
  for (const { cohortId } of await store.rowsOf(personId)) await store.removeReasons(cohortId, personId);
}
