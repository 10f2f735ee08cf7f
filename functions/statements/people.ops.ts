/** Statements follow their people: to whom a duplicate was united with; and lose the name of who is erased. */
import { keptPerson } from '../identity/identity.reads.ts';
import type { RecordEvent } from '../platform/events.ts';
import { transact, unlessRefused } from '../platform/table.ts';
import { erased, type StoredStatement } from './statement.ts';
import * as store from './statements.store.ts';

async function* statementsOf(personId: string): AsyncGenerator<StoredStatement> {
  let from: Record<string, unknown> | undefined;
  do {
    const { ids, lastKey } = await store.linksPage(personId, from, 100);
    yield* await store.statementsById(ids);
    from = lastKey;
  } while (from);
}

/** Reaction: number, course and days stay, the rest goes. Again, it finds nothing to do. */
export async function eraseStatements(personId: string): Promise<void> {
  for await (const before of statementsOf(personId)) {
    if (before.personId !== personId || before.printed.person === null) continue;
    await transact(store.statementPut(erased(before), before), store.nameDelete(before));
  }
}

/** Reaction: what a duplicate was given is the kept person’s, as it was printed. Again, it finds it there. */
export async function uniteStatements({ subjectId, objectId }: RecordEvent): Promise<void> {
  const kept = await keptPerson(subjectId);
  if (!kept || objectId === undefined) return;
  for await (const before of statementsOf(objectId)) {
    if (before.personId === kept.id) continue;
    const after = { ...before, personId: kept.id, revision: before.revision + 1 };
    await transact(store.statementPut(after, before), store.linkPut(kept.id, before.id));
    const held = { personId: kept.id, courseId: before.courseId, statementId: before.id };
    // of two that count for one course both go on counting; the one that is held is the kept person’s own
    if (before.revokedAt === undefined) await unlessRefused(transact(store.heldPut(held, undefined)));
  }
}
