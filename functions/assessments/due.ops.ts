/**
 * Every minute: closes what is due. Attempts stand in a list by the hour in which they are to be looked at; whoever has
 * got more time meanwhile is put back to where they are due then. Hours that were missed are made up for.
 */
import { log, errorFields } from '../platform/log.ts';
import { inParallel } from '../platform/parallel.ts';
import { transact } from '../platform/table.ts';
import { closingAt, isFinal, type AttemptHead } from './attempt.ts';
import * as store from './attempts.store.ts';
import { everythingOf, heardOf, settledAttempt } from './closing.ops.ts';
import * as cursor from './due.store.ts';
import * as runs from './runs.store.ts';

const hourMs = 3_600_000;
const atOnce = 8;
const perPage = 200;
/** so much of the function’s time is left for what is under way */
const reserveMs = 30_000;
/** where it begins when it never ran before */
const firstLookMs = 48 * hourMs;

/** what could not be closed for so long is left to whoever reads it */
const patienceMs = 7 * 24 * hourMs;

/** Closes what was due until `now`; stops early when its time is up, and goes on a minute later. */
export async function closeDue(now: number, remainingMs: () => number): Promise<void> {
  const before = (await cursor.drainedUntil()) ?? now - firstLookMs;
  const hours = hoursBetween(before, now);
  let drained = before;
  let isWhole = true;
  for (const hour of hours) {
    if (remainingMs() < reserveMs) break;
    // one that fails again and again does not keep later ones from being closed
    isWhole = (await drainHour(hour, now, remainingMs)) && isWhole;
    if (isWhole) drained = hour;
  }
  // what is written in this very moment for the hour before is found as well
  const next = Math.max(Math.min(drained, now - 2 * hourMs), now - patienceMs);
  if (next - before >= hourMs) await cursor.noteDrained(next);
}

function hoursBetween(from: number, to: number): number[] {
  const first = Math.floor(from / hourMs) * hourMs;
  return Array.from(
    { length: Math.max(1, Math.floor((to - first) / hourMs) + 1) },
    (_, index) => first + index * hourMs,
  );
}

/** Is everything of the hour done that was due? */
async function drainHour(hour: number, now: number, remainingMs: () => number): Promise<boolean> {
  const tried = new Set<string>();
  for (;;) {
    if (remainingMs() < reserveMs) return false;
    const due = await store.dueIn(new Date(hour).toISOString(), new Date(now).toISOString(), perPage);
    // the index lags a moment behind: what was tried in this round is left to the next
    const fresh = due.filter(({ id }) => !tried.has(id));
    for (const { id } of fresh) tried.add(id);
    const outcomes = await inParallel(fresh, atOnce, (head) => look(head, now));
    if (due.length < perPage || !fresh.length) return outcomes.every(Boolean);
  }
}

/** One that cannot be closed does not hold up the others; the next minute tries again. */
async function look(head: AttemptHead, now: number): Promise<boolean> {
  try {
    await lookAt(head, now);
    return true;
  } catch (error) {
    log('error', { message: 'not closed', ...errorFields(error) });
    return false;
  }
}

async function lookAt({ personId, id }: AttemptHead, now: number): Promise<void> {
  const before = await everythingOf(personId, id);
  const run = await runs.run(before.head.runId);
  if (!run) return;
  const all = await settledAttempt(before, run, now);
  if (all !== before) return;
  // nothing has changed: it has more time, or is final
  if (all.head.state === 'open') return postpone(all.head, closingAt(all.head, run, heardOf(all)));
  if (isFinal(all.head, now)) return postpone(all.head, undefined);
}

async function postpone(head: AttemptHead, dueAt: number | undefined): Promise<void> {
  await transact(store.headPut({ ...head, revision: head.revision + 1 }, head, dueAt));
}
