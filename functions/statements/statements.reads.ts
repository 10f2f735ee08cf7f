/** What other rooms may ask statements. */
import * as store from './statements.store.ts';

/** All that statements keeps about a person: what was printed, and what became of it. */
export async function dataOf(personId: string) {
  const found: string[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const { ids, lastKey } = await store.linksPage(personId, from, 200);
    found.push(...ids);
    from = lastKey;
  } while (from);
  const statements = await store.statementsById(found);
  return {
    statements: statements.map(({ id, courseId, printed, issuedAt, revokedAt, reason, replacedBy }) => ({
      ...{ id, courseId, printed, issuedAt, revokedAt, reason, replacedBy },
    })),
  };
}
