/**
 * Every ten minutes: whoever has something due is mailed, and assignments that are due in a day are reminded of. People stand in a list by the hour of that moment; hours that were
 * missed are made up for.
 */
import { idPrefixes } from '#contracts/common.ts';
import { errorFields, log } from '../platform/log.ts';
import { inParallel } from '../platform/parallel.ts';
import * as store from './due.store.ts';
import { mailTo } from './letters.ops.ts';
import { remindOf } from './reminding.ops.ts';

const hourMs = 3_600_000;
/** SES takes 14 letters a second of a new account that may write to everybody; a letter takes some calls of the table besides */
const atOnce = 4;
const perPage = 200;
const reserveMs = 30_000;
const firstLookMs = 48 * hourMs;
/** whom no letter could be sent to for so long gets none */
const patienceMs = 7 * 24 * hourMs;

export async function mailDue(now: number, remainingMs: () => number): Promise<void> {
  const noted = await store.drainedUntil();
  // a clock that was ahead has been set right since
  const before = noted === undefined || noted > now ? now - firstLookMs : noted;
  let drained = before;
  let isWhole = true;
  for (let hour = Math.floor(before / hourMs) * hourMs; hour <= now; hour += hourMs) {
    if (remainingMs() < reserveMs) break;
    isWhole = (await drainHour(hour, now, remainingMs)) && isWhole;
    if (isWhole) drained = hour;
  }
  // what is written in this very moment for the hour before is found as well
  const next = Math.max(Math.min(drained, now - 2 * hourMs), now - patienceMs);
  if (next - before >= hourMs) await store.noteDrained(next);
}

/** Is everybody of the hour done who was due? */
async function drainHour(hour: number, now: number, remainingMs: () => number): Promise<boolean> {
  for (;;) {
    if (remainingMs() < reserveMs) return false;
    const due = await store.dueIn(hour, now, perPage);
    const outcomes = await inParallel(due, atOnce, (one) => look(one, now));
    // whoever failed stays in the list for the next time
    if (due.length < perPage || !outcomes.some(Boolean)) return outcomes.every(Boolean);
  }
}

async function look(due: store.Due, now: number): Promise<boolean> {
  try {
    await (due.subjectId.startsWith(`${idPrefixes.assignment}_`) ? remindOf : mailTo)(due.subjectId, now);
    await store.removeDue(due);
    return true;
  } catch (error) {
    log('error', { message: `not mailed: ${due.subjectId}`, ...errorFields(error) });
    return false;
  }
}
