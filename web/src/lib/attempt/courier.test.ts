/** What is sent, and what stays on the device, when an attempt is handed in. The device keeps it in memory here. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Answer } from '#contracts/question-kinds.ts';
import { unsent } from './answer-states.ts';
import { deliverFor, handIn, type Courier } from './courier.ts';
import { building } from './journal.ts';
import { attemptStore, type AttemptStore, type KeptPaper } from './store.ts';

const received = '2026-03-02T09:00:00.000Z';
const card = { id: 'att', number: 1, state: 'submitted', openedAt: received, closedAt: received };

interface Sent {
  path: string;
  body: { device?: string; last?: { seq: number; entries: { questionId: string }[] } | null; sent?: number };
}
/** The academy: takes everything, unless `refuses` says otherwise. */
function academy(refuses: (sent: Sent) => Response | undefined = () => undefined): Sent[] {
  const all: Sent[] = [];
  vi.stubGlobal('fetch', async (path: string, { body }: { body: string }) => {
    const sent = { path, body: JSON.parse(body) as Sent['body'] };
    all.push(sent);
    return (
      refuses(sent) ?? new Response(JSON.stringify(path.endsWith('/submission') ? card : { receivedAt: received }))
    );
  });
  return all;
}
const tooLarge = () => new Response(JSON.stringify({ error: { code: 'tooLarge' } }), { status: 413 });
afterEach(() => void vi.unstubAllGlobals());

let count = 0;
const clock = { serverMs: Date.parse('2026-11-22T08:52:00.000Z'), wallMs: 1_000_000, mono: 0 };
/** An attempt nobody has written in yet. */
async function begun() {
  const store = await attemptStore();
  const attemptId = `att_${(count += 1)}`;
  const paper = { ticket: 'a ticket of the academy' } as KeptPaper['paper'];
  const kept = { personId: 'per_1', attemptId, paper, clock, submitted: true } as KeptPaper;
  await store.keepPaper(kept);
  return { store, attemptId, kept };
}
const at = (ms: number) => ({ wallMs: 1_000_000 + ms, mono: ms });
async function write(store: AttemptStore, attemptId: string, device: string, questionId: string, ms = 0) {
  const answer: Answer = { kind: 'single', option: device };
  await store.append({ attemptId, device, questionId, answer, atMs: at(ms).wallMs, now: at(ms) });
}
const courierOf = (store: AttemptStore, attemptId: string): Courier => ({
  ...{ store, attemptId, ticket: 'a ticket of the academy' },
  clock,
  ...{ device: 'TAB A', newDevice: () => `NEW ${(count += 1)}` },
});
/** As `store`; just before its journal is read for the `nth` time, something happens in another tab. */
function meanwhile(store: AttemptStore, nth: number, happens: () => Promise<unknown>): AttemptStore {
  let reads = 0;
  const journal = async (id: string) => {
    reads += 1;
    if (reads === nth) await happens();
    return store.journal(id);
  };
  return { ...store, journal };
}
/** Another tab writes, and puts it into a batch older than ours. */
async function otherTab(store: AttemptStore, attemptId: string) {
  await write(store, attemptId, 'TAB B', 'q2', -60_000);
  await store.step(attemptId, (kept) => building(kept, 'TAB B', at(-50_000)));
}
const waiting = async (store: AttemptStore, id: string) =>
  unsent(await store.journal(id)).waiting.map(({ device, questionId }) => `${device} ${questionId}`);

describe('handing in', () => {
  test('brings the last batch along, and nothing waits any more', async () => {
    const { store, attemptId } = await begun();
    await write(store, attemptId, 'TAB A', 'q1');
    const sent = academy();
    expect(await handIn(courierOf(store, attemptId))).toMatchObject({ state: 'submitted' });
    expect(sent.map(({ body }) => body)).toMatchObject([
      { device: 'TAB A', sent: 1, last: { seq: 1, entries: [{ questionId: 'q1' }] } },
    ]);
    expect(await waiting(store, attemptId)).toEqual([]);
  });

  test('never sends what another tab wrote meanwhile under its own name', async () => {
    const { store, attemptId } = await begun();
    await write(store, attemptId, 'TAB A', 'q1');
    const sent = academy();
    const shared = meanwhile(store, 2, () => otherTab(store, attemptId));
    expect(await handIn(courierOf(shared, attemptId))).toMatchObject({ state: 'submitted' });
    expect(sent.at(-1)!.body).toMatchObject({ device: 'TAB A', last: { entries: [{ questionId: 'q1' }] } });
    expect(await waiting(store, attemptId)).toEqual(['TAB B q2']);
  });

  test('with nothing of its own hands in without a batch, though another tab has one', async () => {
    const { store, attemptId } = await begun();
    const sent = academy();
    const shared = meanwhile(store, 2, () => otherTab(store, attemptId));
    await handIn(courierOf(shared, attemptId));
    expect(sent.map(({ body }) => [body.sent, body.last])).toEqual([[0, null]]);
    expect(await waiting(store, attemptId)).toEqual(['TAB B q2']);
  });
});

describe('an attempt that was handed in from another page', () => {
  test('leaves the device once the academy has all of it', async () => {
    const { store, attemptId, kept } = await begun();
    await write(store, attemptId, 'TAB A', 'q1');
    academy();
    expect(await deliverFor(kept, store, () => 'TAB C')).toBe(false);
    expect(await store.paper('per_1', attemptId)).toBeUndefined();
  });

  test('stays where the academy refused an answer: it can be read there', async () => {
    const { store, attemptId, kept } = await begun();
    await write(store, attemptId, 'TAB A', 'q1');
    academy(({ path }) => (path.endsWith('/submission') ? undefined : tooLarge()));
    expect(await deliverFor(kept, store, () => 'TAB C')).toBe(false);
    expect(await store.paper('per_1', attemptId)).toBeDefined();
    expect(unsent(await store.journal(attemptId)).held).toMatchObject([{ questionId: 'q1', held: 'long' }]);
  });

  test('stays where another tab wrote in the last moment, and is sent next time', async () => {
    const { store, attemptId, kept } = await begun();
    const sent = academy(({ path }) => {
      if (path.endsWith('/submission') && sent.length === 1) void otherTab(store, attemptId);
      return undefined;
    });
    expect(await deliverFor(kept, store, () => 'TAB C')).toBe(true);
    expect(await waiting(store, attemptId)).toEqual(['TAB B q2']);
    expect(await deliverFor(kept, store, () => 'TAB C')).toBe(false);
    expect(sent.map(({ path }) => path.split('/').slice(5).join('/'))).toEqual([
      'submission',
      'batches/TAB%20B/1',
      'submission',
    ]);
    expect(await store.paper('per_1', attemptId)).toBeUndefined();
  });
});
