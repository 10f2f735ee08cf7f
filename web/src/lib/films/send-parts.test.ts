import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sendParts, type PartsOut } from './send-parts.ts';

const hex = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
const bytes = Uint8Array.from({ length: 95 }, (_, at) => (at * 7) % 256);
const file = new Blob([bytes]);
const pieces = Array.from({ length: 10 }, (_, index) => bytes.slice(index * 10, index * 10 + 10));
const wholeHash = hex(Buffer.from(pieces.map(hex).join(''), 'hex'));

/** A store that keeps what it is sent; `fails` says how often it breaks off first. */
function storeWith({ there = [] as number[], fails = 0, stale = [] as number[] } = {}) {
  const kept = new Map<number, Uint8Array>(there.map((number) => [number, pieces[number - 1]!]));
  for (const number of stale) kept.set(number, Uint8Array.from([1, 2, 3]));
  const seen = { puts: [] as number[], signed: [] as number[], hashed: 0, tries: 0, atOnce: 0 };
  let [left, open] = [fails, 0];
  const out: PartsOut = {
    there: async () => [...kept].map(([number, data]) => ({ number, sha256: hex(data) })),
    sign: async (parts) => {
      seen.signed.push(...parts.map(({ number }) => number));
      return parts.map(({ number, sha256 }) => ({
        number,
        url: `${number}:${sha256}:${seen.signed.length}`,
        headers: {},
      }));
    },
    async put({ number, url }, data, signal, onshare) {
      open += 1;
      seen.atOnce = Math.max(seen.atOnce, open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      signal.throwIfAborted();
      onshare(0.5);
      if (left-- > 0) throw new Error('broken');
      const got = new Uint8Array(await data.arrayBuffer());
      expect(url.split(':')[1]).toBe(hex(got));
      seen.puts.push(number);
      kept.set(number, got);
    },
    async hash(data) {
      seen.hashed += 1;
      return hex(new Uint8Array(data));
    },
    async patiently(work) {
      for (;;) {
        try {
          return await work();
        } catch (error) {
          if ((error as Error).message !== 'broken') throw error;
          seen.tries += 1;
        }
      }
    },
  };
  return { kept, seen, out };
}

const filmOf = (more: object = {}) => ({
  ...{ file, partBytes: 10, hashes: new Map<number, string>(), signal: new AbortController().signal },
  onsent: () => undefined,
  ...more,
});

describe('a film that is sent in parts', () => {
  it('arrives whole, a few parts at a time, and says what it is', async () => {
    const { kept, seen, out } = storeWith();
    const told: number[] = [];
    expect(await sendParts(filmOf({ onsent: (sent: number) => told.push(sent) }), out)).toBe(wholeHash);
    expect(Buffer.concat([...kept].sort(([a], [b]) => a - b).map(([, data]) => data))).toEqual(Buffer.from(bytes));
    expect(seen.atOnce).toBe(3);
    expect(seen.puts.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(told.at(-1)).toBe(95);
  });

  it('goes on where it was: only what is missing is sent, and what is there in other bytes', async () => {
    const { seen, out } = storeWith({ there: [1, 2, 3, 5, 6, 8, 9], stale: [7] });
    expect(await sendParts(filmOf(), out)).toBe(wholeHash);
    expect(seen.puts.toSorted((a, b) => a - b)).toEqual([4, 7, 10]);
    expect(seen.signed.toSorted((a, b) => a - b)).toEqual([4, 7, 10]);
  });

  it('that is there already is only looked at', async () => {
    const { seen, out } = storeWith({ there: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] });
    expect(await sendParts(filmOf(), out)).toBe(wholeHash);
    expect([seen.puts, seen.signed]).toEqual([[], []]);
  });

  it('asks for another address when the network broke, and reads nothing twice after a pause', async () => {
    const { seen, out } = storeWith({ fails: 4 });
    const film = filmOf();
    expect(await sendParts(film, out)).toBe(wholeHash);
    expect([seen.tries, seen.signed.length]).toEqual([4, 14]);
    const before = seen.hashed;
    expect(await sendParts(film, out)).toBe(wholeHash);
    // that of the whole alone
    expect(seen.hashed - before).toBe(1);
  });

  it('stops when it is paused, and all its lanes with it', async () => {
    const { seen, out } = storeWith();
    const pause = new AbortController();
    const reason = new DOMException('paused', 'AbortError');
    const onsent = (sent: number) => (sent >= 30 ? pause.abort(reason) : undefined);
    await expect(sendParts(filmOf({ signal: pause.signal, onsent }), out)).rejects.toBe(reason);
    const sent = seen.puts.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([sent < 10, seen.puts.length]).toEqual([true, sent]);
  });

  it('ends with what cannot be mended', async () => {
    const { out } = storeWith();
    const put = async () => Promise.reject(new Error('gone'));
    await expect(sendParts(filmOf(), { ...out, put })).rejects.toThrow('gone');
  });
});
