import { describe, expect, it } from 'vitest';
import { ApiError, OfflineError } from '../client.ts';
import { patience, troubleOf, type Trouble } from './patience.ts';

const refusal = (status: number, code: ApiError['code'] = 'internal') => new ApiError({ code }, status);

describe('patience', () => {
  it.each([
    ['no network', new OfflineError(), 'offline'],
    ['an address that has expired', new OfflineError(403), 'busy'],
    ['a store that is busy', new OfflineError(503), 'busy'],
    ['other bytes than were signed', new OfflineError(400), undefined],
    ['an upload that is no more', new OfflineError(404), undefined],
    ['a session that has ended', refusal(401, 'signInNeeded'), 'signIn'],
    ['too many requests', refusal(429, 'tooManyRequests'), 'busy'],
    ['an academy that is down', refusal(503, 'unavailable'), 'busy'],
    ['a refusal', refusal(409, 'uploadEnded'), undefined],
    ['a fault of ours', new TypeError('x'), undefined],
  ])('with %s', (_, error, trouble) => {
    expect(troubleOf(error)).toBe(trouble);
  });

  it('waits longer each time, says for what, and goes on', async () => {
    const [waits, told]: [number[], (Trouble | undefined)[]] = [[], []];
    const signal = new AbortController().signal;
    const patiently = patience({
      signal,
      ontrouble: (trouble) => told.push(trouble),
      wait: async (milliseconds) => void waits.push(milliseconds),
    });
    let left = 7;
    const answer = await patiently(async () => {
      if (left-- > 0) throw new OfflineError();
      return 'there';
    });
    expect(answer).toBe('there');
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
    expect([told[0], told.at(-1)]).toEqual(['offline', undefined]);
  });

  it('ends with its signal, and with what waiting does not mend', async () => {
    const stop = new AbortController();
    const patiently = patience({
      signal: stop.signal,
      ontrouble: () => undefined,
      wait: async () => stop.abort('paused'),
    });
    await expect(patiently(() => Promise.reject(refusal(409, 'uploadEnded')))).rejects.toThrow('uploadEnded');
    await expect(patiently(() => Promise.reject(new OfflineError()))).rejects.toBe('paused');
  });
});
