/** Saving: batches are appended and nothing else is looked at; signs of life; the learner’s own end. */
import type { attempts as contract, Entry } from '#contracts/attempts.ts';
import { AppError } from '#contracts/errors.ts';
import { answerBytesMax } from '#contracts/question-kinds.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { sha256 } from '../platform/ids.ts';
import { countBytes } from '../platform/rate-limit.ts';
import { getTogether } from '../platform/table.ts';
import { closesAt, isFinal, type AttemptHead } from './attempt.ts';
import * as store from './attempts.store.ts';
import { everythingOf, refolded, settledAttempt, submitted, type Everything } from './closing.ops.ts';
import { agedOnTheWay, missingOf } from './fold.ts';
import type { Seen } from './kept.ts';
import { gapsAmong, silenceMs, type Gap } from './outage.ts';
import { attemptCard } from './presenting.ts';
import type { RunHead } from './run.ts';
import * as runs from './runs.store.ts';
import { runOfTicket } from './ticket.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

/** One conditional write. What was kept once is acknowledged for ever with the moment it came first. */
export async function saveBatch(ctx: Context, { params, body }: Of<'saveBatch'>) {
  const { attemptId, device, seq } = params;
  const bearer = { personId: ctx.person.id, attemptId };
  await runOfTicket(body.ticket, bearer, ctx.now);
  const receivedAt = await keepBatch(ctx, attemptId, {
    device,
    seq: Number(seq),
    entries: body.entries,
    sentAt: body.sentAt,
  });
  return { receivedAt: new Date(receivedAt).toISOString() };
}

/** far above a day's work that comes at once; half of what is read of an attempt at its end */
const bytesAnHour = 30_000_000;

interface Sent {
  device: string;
  seq: number;
  entries: readonly Entry[];
  sentAt: string | undefined;
}

async function keepBatch(ctx: Context, id: string, { device, seq, entries, sentAt }: Sent): Promise<number> {
  requireSizes(entries);
  const text = JSON.stringify(agedOnTheWay(entries, sentAt, ctx.now));
  // devices can be invented: what all of them bring is bounded by what a person can have written
  countBytes(ctx.person.id, Buffer.byteLength(text), bytesAnHour, ctx.now);
  const said = JSON.stringify(entries.map(({ n, questionId, answer }) => [n, questionId, answer]));
  const receivedAt = await store.putBatch({
    ...{ personId: ctx.person.id, id, device, seq },
    entries: text,
    // how long ago something was made differs each time it is sent
    digest: sha256(said),
    receivedAt: ctx.now,
  });
  if (receivedAt === undefined) throw new AppError('conflict');
  return receivedAt;
}

function requireSizes(entries: readonly Entry[]): void {
  for (const { answer } of entries) {
    if (answer?.kind === 'essay' && Buffer.byteLength(answer.text) > answerBytesMax)
      throw new AppError('tooLarge', { maxBytes: String(answerBytesMax) });
  }
}

/** signs of life that come closer together than this are not written */
const seenEveryMs = 20_000;

export async function seen(ctx: Context, { params: { attemptId }, body }: Of<'seen'>) {
  const { ticket, device, answered, unsent } = body;
  const personId = ctx.person.id;
  const runId = await runOfTicket(ticket, { personId, attemptId }, ctx.now);
  const [head, before, run] = (await getTogether(
    store.headRequest(personId, attemptId),
    store.seenRequest(personId, attemptId),
    runs.runRequest(runId),
  )) as [AttemptHead | undefined, Seen | undefined, RunHead | undefined];
  if (!head || !run) throw new AppError('notFound');
  const last = before?.seenAt ?? Date.parse(head.openedAt);
  const gaps = [...(before?.gaps ?? []), ...(await newGaps(head, last, ctx.now))];
  const news = before?.answered !== answered || before.unsent !== unsent || ctx.now - last >= seenEveryMs;
  if (head.state === 'open' && news)
    await store.putSeen({ personId, id: attemptId, runId, device, seenAt: ctx.now, answered, unsent, gaps });
  const end = closesAt(head, run, { gaps });
  const now = new Date(ctx.now).toISOString();
  return { state: head.state, closesAt: end === undefined ? null : new Date(end).toISOString(), now };
}

/** Silences since the last sign of life in which no batch came either. */
async function newGaps({ personId, id, blackout }: AttemptHead, last: number, now: number): Promise<Gap[]> {
  if (blackout.policy !== 'giveBack' || now - last < silenceMs) return [];
  const receipts = (await store.receiptsOf(personId, id)).filter((at) => at > last && at < now);
  return gapsAmong([last, ...receipts, now]);
}

export async function submit(ctx: Context, { params: { attemptId }, body }: Of<'submitAttempt'>) {
  const { ticket, device, last, sent } = body;
  const personId = ctx.person.id;
  const runId = await runOfTicket(ticket, { personId, attemptId }, ctx.now);
  if (last) await keepBatch(ctx, attemptId, { device, ...last, sentAt: last.sentAt });
  const [all, run] = await Promise.all([everythingOf(personId, attemptId), runs.run(runId)]);
  if (!run) throw new AppError('notFound');
  const missing = missingOf(all.batches, device, Math.max(sent, last?.seq ?? 0));
  if (missing.length) throw new AppError('conflict', { missing: missing.join(',') });
  // sent twice at once, or by clocks that differ: what was kept before the end is never later than the end
  const now = Math.max(ctx.now, ...all.batches.map(({ receivedAt }) => receivedAt));
  const { head } = await ended(await settledAttempt(all, run, now), run, now);
  return attemptCard(head, run, ctx.now);
}

/** Ends what is under way; of what time has closed, says that nothing more will come. */
function ended(all: Everything, run: RunHead, now: number): Promise<Everything> {
  if (all.head.state === 'open') return submitted(all, run, now);
  return all.head.state === 'closed' && !isFinal(all.head, now) ? refolded(all, run, now, true) : Promise.resolve(all);
}
