/**
 * Sends a film part by part, straight to the store: what is there with the very bytes of the file is not sent again, every part
 * goes under its hash, and an address that failed is asked for anew. Knows neither network nor time: those are given.
 */
import { partsOf, type FilmPart } from '#contracts/film-parts.ts';

export interface Address {
  number: number;
  url: string;
  headers: Record<string, string>;
}
interface Hashed {
  number: number;
  sha256: string;
}

export interface PartsOut {
  /** what has come, as the academy counted it */
  there(): Promise<Hashed[]>;
  sign(parts: Hashed[]): Promise<Address[]>;
  put(to: Address, data: Blob, signal: AbortSignal, onshare: (share: number) => void): Promise<void>;
  hash(data: ArrayBuffer): Promise<string>;
  /** does it again until it works or cannot; waits for the network meanwhile */
  patiently<T>(work: () => Promise<T>): Promise<T>;
}

export interface FilmInParts {
  file: Blob;
  partBytes: number;
  /** hashes that were reckoned before, by number: after a pause nothing is read twice */
  hashes: Map<number, string>;
  signal: AbortSignal;
  /** bytes that have come */
  onsent: (bytes: number) => void;
}

/** parts on the line at a time: the next is there when one has gone */
const lanes = 3;
/** addresses asked for at once: as many parts are read ahead */
const together = 4;

type Signed = FilmPart & Hashed & { address: Address };

/** Answers, once all parts have come, the hash of their hashes. */
export async function sendParts(film: FilmInParts, out: PartsOut): Promise<string> {
  const plan = partsOf(film.file.size, film.partBytes);
  const sent = counted(film);
  const stop = new AbortController();
  const signal = AbortSignal.any([film.signal, stop.signal]);
  const waiting = unsent({ ...film, signal }, plan, out, sent.done);
  const lane = async () => {
    for (let next = await waiting.next(); !next.done; next = await waiting.next()) {
      await place({ ...film, signal }, next.value, out, (bytes) => sent.underWay(next.value!.number, bytes));
      sent.done(next.value);
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    stop.abort(film.signal.reason);
  }
  return out.hash(joined(plan.map(({ number }) => film.hashes.get(number)!)));
}

/** Bytes that have come, those of parts on the line among them. */
function counted({ onsent }: FilmInParts) {
  const parts = new Map<number, number>();
  const tell = () => onsent([...parts.values()].reduce((sum, bytes) => sum + bytes, 0));
  return {
    underWay(number: number, bytes: number) {
      parts.set(number, bytes);
      tell();
    },
    done({ number, start, end }: FilmPart) {
      parts.set(number, end - start);
      tell();
    },
  };
}

/** The parts that are not there yet, each with where to put it. */
async function* unsent(
  film: FilmInParts,
  plan: readonly FilmPart[],
  out: PartsOut,
  done: (part: FilmPart) => void,
): AsyncGenerator<Signed, undefined> {
  const listed = await out.patiently(() => out.there());
  const there = new Map(listed.map(({ number, sha256 }) => [number, sha256]));
  let ready: (FilmPart & Hashed)[] = [];
  for (const part of plan) {
    const sha256 = await hashOf(film, part, out);
    film.signal.throwIfAborted();
    if (there.get(part.number) === sha256) done(part);
    else ready.push({ ...part, sha256 });
    if (ready.length < together && part !== plan.at(-1)) continue;
    yield* await signed(ready, out);
    ready = [];
  }
  return undefined;
}

async function hashOf({ file, hashes }: FilmInParts, { number, start, end }: FilmPart, out: PartsOut): Promise<string> {
  const known = hashes.get(number);
  if (known !== undefined) return known;
  const hash = await out.hash(await file.slice(start, end).arrayBuffer());
  hashes.set(number, hash);
  return hash;
}

async function signed(parts: readonly (FilmPart & Hashed)[], out: PartsOut): Promise<Signed[]> {
  if (parts.length === 0) return [];
  const addresses = await out.patiently(() => out.sign(parts.map(({ number, sha256 }) => ({ number, sha256 }))));
  return parts.flatMap((part) => {
    const address = addresses.find(({ number }) => number === part.number);
    return address ? [{ ...part, address }] : [];
  });
}

async function place(film: FilmInParts, part: Signed, out: PartsOut, onbytes: (bytes: number) => void): Promise<void> {
  const data = film.file.slice(part.start, part.end);
  let address: Address | undefined = part.address;
  await out.patiently(async () => {
    film.signal.throwIfAborted();
    const to: Address = address ?? (await out.sign([{ number: part.number, sha256: part.sha256 }]))[0]!;
    // it works for an hour and once: whatever went wrong, the next try asks again
    address = undefined;
    await out.put(to, data, film.signal, (share) => onbytes(Math.floor(share * data.size)));
  });
}

function joined(hashes: readonly string[]): ArrayBuffer {
  const hex = hashes.join('');
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16))
    .buffer;
}
