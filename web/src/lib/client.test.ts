import { identity } from '#contracts/identity.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiError, OfflineError, call, onOutcome } from './client.ts';

const outcomes: string[] = [];
let stop = () => {};
const answer = (body: unknown, init: ResponseInit = {}) =>
  vi.stubGlobal(
    'fetch',
    vi.fn().mockResolvedValue(new Response(typeof body === 'string' ? body : JSON.stringify(body), init)),
  );

beforeEach(() => {
  outcomes.length = 0;
  stop = onOutcome((outcome) => void outcomes.push(outcome));
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

describe('a call', () => {
  test('sends the own header with every change', async () => {
    answer({ location: '/' });
    await call(identity.signOut, {});
    expect(vi.mocked(fetch).mock.calls[0]?.[1]).toMatchObject({ method: 'POST', headers: { 'x-kurs': '1' } });
    expect(outcomes).toEqual(['answered']);
  });

  test('throws the code, details and request id of a refusal', async () => {
    answer(
      { error: { code: 'conflict', details: { field: 'revision' }, requestId: 'r1' } },
      { status: 409, headers: { 'retry-after': '7' } },
    );
    await expect(call(identity.me, {})).rejects.toMatchObject({
      code: 'conflict',
      status: 409,
      details: { field: 'revision' },
      requestId: 'r1',
      retryAfterSeconds: 7,
    });
  });

  test.each([
    [401, 'signInNeeded'],
    [404, 'notFound'],
    [429, 'tooManyRequests'],
    [500, 'internal'],
    [503, 'unavailable'],
  ])('an answer %i that is not ours becomes %s', async (status, code) => {
    answer('<html>', { status });
    await expect(call(identity.me, {})).rejects.toMatchObject({ name: 'ApiError', code });
  });

  test('tells when the session is gone', async () => {
    answer({ error: { code: 'signInNeeded' } }, { status: 401 });
    await expect(call(identity.me, {})).rejects.toBeInstanceOf(ApiError);
    expect(outcomes).toEqual(['signInNeeded']);
  });

  test('tells no network from a refusal', async () => {
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('Failed to fetch')));
    await expect(call(identity.me, {})).rejects.toBeInstanceOf(OfflineError);
    expect(outcomes).toEqual(['unreachable']);
  });

  test('a copy from this device does not count as reached', async () => {
    answer({}, { headers: { 'x-kurs-saved-at': '2026-11-22T08:00:00.000Z' } });
    await call(identity.me, {});
    expect(outcomes).toEqual(['unreachable']);
  });

  test('a body that breaks off is a network failure', async () => {
    answer('{"id":');
    await expect(call(identity.me, {})).rejects.toBeInstanceOf(OfflineError);
  });
});
