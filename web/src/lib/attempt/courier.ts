/** Brings what the journal holds to the academy: builds batches, sends each until it is acknowledged, hands the attempt in. */
import { attempts, type AttemptCard } from '#contracts/attempts.ts';
import { ApiError, call } from '../client.ts';
import { unsent } from './answer-states.ts';
import { deviceTime, serverNow, type ClockBase } from './clock.ts';
import { acked, building, sentNow, toSend, type KeptBatch } from './journal.ts';
import { refused, renamed } from './refusals.ts';
import type { AttemptStore, KeptPaper } from './store.ts';

/** What became of a sending. */
export type Outcome =
  | { type: 'sent' }
  | { type: 'failed'; retryAfterMs: number | undefined }
  | { type: 'signInNeeded' }
  | { type: 'refused' };

export interface Courier {
  store: AttemptStore;
  attemptId: string;
  ticket: string;
  /** the academy’s clock as this device knows it */
  clock: ClockBase;
  /** this tab’s name as a writer */
  device: string;
  /** a name for a writer nobody has been */
  newDevice: () => string;
  /** each time the academy has taken something */
  progressed?: (() => void) | undefined;
}

/** Sends everything that waits, of tabs that are gone too; ends with the first failure. */
export async function deliver(courier: Courier, { keepLast = false } = {}): Promise<Outcome> {
  const { store, attemptId, device } = courier;
  await store.step(attemptId, (kept) => building(kept, device, deviceTime()));
  for (;;) {
    const waiting = toSend(await store.journal(attemptId));
    const own = keepLast ? waiting.findLast((batch) => batch.device === device) : undefined;
    const batch = waiting.find((each) => each !== own);
    if (!batch) return { type: 'sent' };
    const outcome = await deliverOne(courier, batch);
    if (outcome) return outcome;
    // a refused batch was taken apart
    await store.step(attemptId, (kept) => building(kept, device, deviceTime()));
    courier.progressed?.();
  }
}

/** Undefined: it is there, or has become another. */
async function deliverOne(courier: Courier, batch: KeptBatch): Promise<Outcome | undefined> {
  const { store, attemptId, ticket } = courier;
  const params = { attemptId, device: batch.device, seq: String(batch.seq) };
  const body = { ticket, ...saidOf(courier, batch) };
  try {
    const { receivedAt } = await call(attempts.saveBatch, { params, body });
    await store.step(attemptId, (kept) => acked(kept, batch, Date.parse(receivedAt)));
    return undefined;
  } catch (error) {
    return settle(courier, batch, error);
  }
}

/** Made anew for each sending: what was made when, and when it is sent. */
function saidOf({ device, clock }: Courier, batch: KeptBatch) {
  const now = deviceTime();
  return { entries: sentNow(batch, device, now), sentAt: new Date(serverNow(clock, now)).toISOString() };
}

async function settle(courier: Courier, batch: KeptBatch, error: unknown): Promise<Outcome | undefined> {
  const { store, attemptId, newDevice } = courier;
  if (!(error instanceof ApiError)) return { type: 'failed', retryAfterMs: undefined };
  switch (error.code) {
    case 'tooLarge':
    case 'invalid':
      await store.step(attemptId, (kept) => refused(kept, batch, error.code === 'tooLarge' ? 'long' : 'refused'));
      return undefined;
    case 'conflict':
      await store.step(attemptId, (kept) => renamed(kept, batch, newDevice()));
      return undefined;
    default:
      return outcomeOf(error);
  }
}

function outcomeOf(error: ApiError): Outcome {
  if (error.status === 401) return { type: 'signInNeeded' };
  if (error.status === 429 || error.status >= 500)
    return { type: 'failed', retryAfterMs: error.retryAfterSeconds && error.retryAfterSeconds * 1000 };
  return { type: 'refused' };
}

/** Hands the attempt in, the last batch with it. */
export async function handIn(courier: Courier): Promise<AttemptCard | Outcome> {
  const { store, attemptId, device, ticket } = courier;
  const outcome = await deliver(courier, { keepLast: true });
  if (outcome.type !== 'sent') return outcome;
  const kept = await store.journal(attemptId);
  // another tab may have written meanwhile: its batches bear its own name
  const left = toSend(kept).find((batch) => batch.device === device);
  const sent = Math.max(0, ...kept.batches.filter((batch) => batch.device === device).map(({ seq }) => seq));
  const last = left ? { seq: left.seq, ...saidOf(courier, left) } : null;
  try {
    const card = await call(attempts.submitAttempt, {
      params: { attemptId },
      body: { ticket, device, last, sent },
    });
    if (left) await store.step(attemptId, (now) => acked(now, left, Date.parse(card.closedAt ?? card.openedAt)));
    return card;
  } catch (error) {
    if (!(error instanceof ApiError)) return { type: 'failed', retryAfterMs: undefined };
    // the last batch goes by itself then, and is looked at there; or the academy misses one it will be told again
    if (['tooLarge', 'invalid', 'conflict'].includes(error.code)) {
      const sentAlone = await deliver(courier);
      return sentAlone.type === 'sent' ? { type: 'failed', retryAfterMs: undefined } : sentAlone;
    }
    return outcomeOf(error);
  }
}

/** Sends for a page that is not open: at the start of the app, when the network is back. Says whether something is left. */
export async function deliverFor(kept: KeptPaper, store: AttemptStore, newDevice: () => string): Promise<boolean> {
  const { attemptId, paper, clock } = kept;
  const courier = { store, attemptId, ticket: paper.ticket, clock, device: newDevice(), newDevice };
  if (!kept.submitted) return (await deliver(courier)).type === 'failed';
  const card = await handIn(courier);
  if ('type' in card) return card.type === 'failed';
  return leave(store, kept);
}

/**
 * After the end: the attempt is forgotten, unless the academy did not take all of it; that stays to be read. Says whether
 * something waits still, as of another tab that wrote in the last moment: whichever page is open next sends it.
 */
export async function leave(
  store: AttemptStore,
  { personId, attemptId }: Pick<KeptPaper, 'personId' | 'attemptId'>,
): Promise<boolean> {
  const { waiting, held } = unsent(await store.journal(attemptId));
  if (!waiting.length && !held.length) await store.forget(personId, attemptId);
  return waiting.length > 0;
}
