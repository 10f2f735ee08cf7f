/** A later version was assigned: who has begun and not completed is taken along; who has not begun begins with it anyway. */
import { membersOf } from '../cohorts/cohorts.reads.ts';
import { peopleIn } from '../identity/history.reads.ts';
import type { RecordEvent } from '../platform/events.ts';
import { inParallel } from '../platform/parallel.ts';
import { assignedOne } from './assigned.store.ts';
import { moveOne } from './moving.ops.ts';

const atOnce = 8;
/** with less time than this left, the next delivery goes on: who was moved stays so */
const enoughMs = 20_000;

/** `courses.assignedChanged`: the cohort or organisation is its subject, the course its object. */
export async function moveAssigned(event: RecordEvent, remainingMs: () => number): Promise<void> {
  const { subjectId: targetId, objectId: courseId = '', actorId, now } = event;
  const one = await assignedOne(targetId, courseId);
  if (!one || one.withdrawnAt !== undefined) return;
  for await (const ids of learnersIn(targetId)) {
    if (remainingMs() < enoughMs) throw new Error('out of time');
    await inParallel(ids, atOnce, (personId) => moveOne({ personId, courseId }, one.version, actorId, now));
  }
}

/** Those of a cohort, or of the organisation itself; page by page. */
async function* learnersIn(targetId: string): AsyncGenerator<string[]> {
  if (targetId.startsWith('coh_')) {
    yield (await membersOf(targetId)).map(({ personId }) => personId);
    return;
  }
  let from: Record<string, unknown> | undefined;
  do {
    const { ids, lastKey } = await peopleIn(targetId, from);
    yield ids;
    from = lastKey;
  } while (from);
}
