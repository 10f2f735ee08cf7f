/** Tells all whom a record concerns, page by page; what does not fit into one delivery is gone on with by the next. */
import { inParallel } from '../platform/parallel.ts';
import type { RecordEvent } from '../platform/events.ts';
import { forgetPlace, notePlace, placeOf } from './fan-out.store.ts';
import { putReached } from './messages.store.ts';
import { recipients } from './recipients.ops.ts';
import { tell } from './telling.ops.ts';

const atOnce = 8;
const reserveMs = 30_000;

export async function fanOut(event: RecordEvent, remainingMs: () => number): Promise<void> {
  const find = recipients[event.type];
  if (!find) return;
  let from = await placeOf(event.id);
  const isResumed = from !== undefined;
  for (;;) {
    const { tellings, next } = await find(event, from);
    await inParallel(tellings, atOnce, async (telling) => {
      if (telling.about.messageId !== undefined) await putReached(telling.about.messageId, telling.personId);
      await tell(event, telling);
    });
    if (!next) break;
    from = next;
    if (remainingMs() > reserveMs) continue;
    await notePlace(event.id, next, event.now);
    throw new Error('not all have been told yet');
  }
  if (isResumed) await forgetPlace(event.id);
}
