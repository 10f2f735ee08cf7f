/** Brings to the academy what attempts left on this device, whichever page is open. */
import { deliverFor } from './courier.ts';
import { newDevice } from './device-name.ts';
import { attemptStore } from './store.ts';
import { noteUnsent } from './unsent-note.ts';

/** Answers how many attempts still have something to send. */
export async function sendAttempts(personId: string): Promise<number> {
  const store = await attemptStore();
  let count = 0;
  for (const kept of await store.papers(personId)) {
    // its own page sends by itself
    if (location.pathname.endsWith(kept.attemptId)) continue;
    const isLeft = await deliverFor(kept, store, newDevice);
    noteUnsent(kept.attemptId, isLeft);
    if (isLeft) count += 1;
  }
  return count;
}

/** At sign-out papers leave the device; answers that the academy does not have stay for their learner to come back. */
export async function forgetPapers(personId: string): Promise<void> {
  const store = await attemptStore();
  for (const kept of await store.papers(personId)) {
    const journal = await store.journal(kept.attemptId);
    const isSent = journal.batches.every(({ ackedMs }) => ackedMs !== null) && journal.entries.every(({ seq }) => seq);
    if (isSent && !kept.submitted) await store.forget(personId, kept.attemptId);
    else await store.keepPaper({ ...kept, paper: { ...kept.paper, sections: [] } });
  }
}
