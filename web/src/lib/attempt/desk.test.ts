/** The end of an attempt as its page lives through it, on a device that keeps what is written in memory. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { OpenAttempt } from '#contracts/attempts.ts';
import type { KeptPaper } from './store.ts';

const opened = '2026-03-02T09:00:00.000Z';
const closes = '2026-03-02T09:20:00.000Z';
const card = { id: 'att', number: 1, state: 'submitted', openedAt: opened, closedAt: closes };
const held = { error: { code: 'tooLarge' } };

let answers: Record<string, () => Response>;
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(opened), toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
  // what a browser has
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('fetch', async (path: string) => answers[path.split('/')[5]!]!());
  answers = {
    batches: () => json({ receivedAt: opened }),
    submission: () => json(card),
    seen: () => json({ state: 'open', closesAt: closes, now: new Date().toISOString() }),
  };
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function sitting(attemptId: string) {
  const { AttemptDesk } = await import('./desk.svelte.ts');
  const { attemptStore } = await import('./store.ts');
  const { connection } = await import('../connection.svelte.ts');
  connection.report(true);
  const store = await attemptStore();
  const settings = { blackout: { policy: 'none' } } as OpenAttempt['settings'];
  const shown = { id: attemptId, ticket: 'a ticket', closesAt: closes, settings, sections: [], answers: [] };
  const clock = { serverMs: Date.now(), wallMs: Date.now(), mono: null };
  const about = { personId: 'per_1', attemptId, clock, flags: [], place: 0, submitted: false };
  const kept: KeptPaper = { ...about, paper: shown as unknown as OpenAttempt };
  await store.keepPaper(kept);
  const desk = new AttemptDesk(store, kept);
  return { desk, store, stop: await desk.start() };
}

describe('the page of an attempt', () => {
  test('keeps, and shows, an answer that the academy refused, after the end', async () => {
    const { desk, store, stop } = await sitting('att_held');
    answers['batches'] = () => json(held, 413);
    desk.answer('q1', { kind: 'single', option: 'a' });
    await desk.answering.settled();
    desk.go(0);
    await vi.advanceTimersByTimeAsync(100);
    await desk.submit();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(desk.card).toMatchObject({ state: 'submitted' });
    expect(desk.answering.held).toEqual(['q1']);
    expect(await store.paper('per_1', 'att_held')).toBeDefined();
    stop();
  });

  test('forgets the attempt once the academy has all of it', async () => {
    const { desk, store, stop } = await sitting('att_all');
    desk.answer('q1', { kind: 'single', option: 'a' });
    await desk.submit();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(desk.card).toMatchObject({ state: 'submitted' });
    expect(await store.paper('per_1', 'att_all')).toBeUndefined();
    stop();
  });

  test('asked at the end of time by an academy too busy to answer, stays open to be asked again', async () => {
    const { desk, stop } = await sitting('att_busy');
    await vi.advanceTimersByTimeAsync(21 * 60_000);
    desk.tick();
    expect(desk.over).toBe(true);
    const said = answers['seen']!;
    answers['seen'] = () => json({}, 503);
    await expect(desk.timeIsUp()).rejects.toMatchObject({ status: 503 });
    expect(desk.submitted).toBe(false);
    answers['seen'] = said;
    await desk.timeIsUp();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(desk.card).toMatchObject({ state: 'submitted' });
    stop();
  });
});
