/** What other rooms may ask the gradebook. */
import * as store from './gradebook.store.ts';

/** All that gradebooks keep about a person: their marks, and how each came to be. */
export async function dataOf(personId: string) {
  const rows = await store.rowsOf(personId);
  const marks = await Promise.all(
    rows.map(async ({ cohortId, cells }) => ({
      ...{ cohortId, cells },
      history: await store.historyOf(cohortId, personId),
    })),
  );
  return { marks };
}
