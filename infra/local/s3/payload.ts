// Are these the bytes that were meant: aws-chunked bodies, their signatures and checksums. Bodies only pass through.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { algorithm, type Caller, forged, hmac, same, sha256 } from './signature.ts';
import { S3Error } from './xml.ts';

/** A byte stream read by lines, counts and marks; never holds more than a piece. */
export class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async #more(): Promise<void> {
    const { value, done } = (await this.#source.next()) as IteratorResult<Buffer, undefined>;
    if (done) throw new S3Error('IncompleteBody', 'The request body terminated unexpectedly');
    this.#held = this.#held.length > 0 ? Buffer.concat([this.#held, value]) : value;
  }

  #cut(length: number): Buffer {
    const piece = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    return piece;
  }

  /** The text before the next `mark`; the mark is consumed. */
  async before(mark: string, bytesMax = 20_480): Promise<string> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at >= 0) {
        const text = this.#cut(at).toString();
        this.#cut(Buffer.byteLength(mark));
        return text;
      }
      if (this.#held.length > bytesMax) throw new S3Error('InvalidRequest', 'A line or field of the body is too long');
      await this.#more();
    }
  }

  /** The next `count` bytes. */
  async *take(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0;) {
      if (this.#held.length === 0) await this.#more();
      const piece = this.#cut(left);
      left -= piece.length;
      yield piece;
    }
  }

  /** All bytes up to `mark`; as much stays back each time as could be the mark's beginning. */
  async *until(mark: string): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      yield this.#cut(at >= 0 ? at : Math.max(0, this.#held.length - Buffer.byteLength(mark)));
      if (at >= 0) return;
      await this.#more();
    }
  }
}

/** Unwraps an aws-chunked body, proves each chunk if they are signed, and collects the trailers. */
export async function* unchunk(
  source: AsyncIterable<Buffer>,
  caller: Caller,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source);
  const prove = caller.payloadHash.startsWith('STREAMING-AWS4-HMAC') ? chunkProver(caller) : () => undefined;
  for (let length = -1; length !== 0;) {
    const [, hex, , signature = ''] =
      /^([0-9a-f]{1,8})(;chunk-signature=(\w+))?$/i.exec(await reader.before('\r\n')) ?? [];
    if (!hex) throw new S3Error('IncompleteBody', 'A chunk has no valid size');
    length = parseInt(hex, 16);
    const hash = createHash('sha256');
    for await (const piece of reader.take(length)) {
      hash.update(piece);
      yield piece;
    }
    prove(signature, 'PAYLOAD', `${sha256('')}\n${hash.digest('hex')}`);
    if (length > 0) await reader.before('\r\n', 2);
  }
  for (let line = await reader.before('\r\n'); line !== ''; line = await reader.before('\r\n')) {
    const colon = line.indexOf(':');
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const signature = trailers.get('x-amz-trailer-signature');
  trailers.delete('x-amz-trailer-signature');
  if (!caller.payloadHash.endsWith('PAYLOAD-TRAILER') || !caller.payloadHash.startsWith('STREAMING-AWS4')) return;
  prove(signature ?? '', 'TRAILER', sha256([...trailers].map(([name, value]) => `${name}:${value}\n`).join('')));
}

/** Each chunk's signature continues from the one before, so chunks can be neither changed nor swapped. */
function chunkProver({ signature: seed, signingKey, stamp, scope }: Caller) {
  let previous = seed;
  return (signature: string, kind: 'PAYLOAD' | 'TRAILER', digests: string): void => {
    const text = [`${algorithm}-${kind}`, stamp, scope, previous, digests].join('\n');
    if (!same(hmac(signingKey, text).toString('hex'), signature)) throw forged();
    previous = signature;
  };
}

/** What a sender promised about a body, and where trailers will turn up. */
export interface Promised {
  sha256?: string;
  md5?: string;
  size?: number;
  checksums: Map<string, string>;
  trailers: Map<string, string>;
  trailerNames: string[];
}

/** What a body turned out to be. */
export interface Received {
  size: number;
  md5: Buffer;
  checksums: Record<string, string>;
}

interface Digest {
  update(piece: Buffer): unknown;
  digest(): Buffer;
}

/** By the name in `x-amz-checksum-…`: those the SDK sends unasked and those Node has; CRC32C and CRC64NVME get a 501. */
const digests = new Map<string, () => Digest>([
  ['crc32', () => new Crc32()],
  ['sha1', () => createHash('sha1')],
  ['sha256', () => createHash('sha256')],
]);

/** Passes a body on while measuring it, and throws at its end when it is not what was promised. */
export async function* measured(
  source: AsyncIterable<Buffer>,
  promised: Promised,
  received: Received,
): AsyncGenerator<Buffer> {
  const names = [...promised.checksums.keys(), ...promised.trailerNames].map((name) =>
    name.replace('x-amz-checksum-', ''),
  );
  const checks = new Map(names.map((name) => [name, newDigest(name)]));
  const md5 = createHash('md5');
  const whole = promised.sha256 === undefined ? undefined : createHash('sha256');
  for await (const piece of source) {
    received.size += piece.length;
    for (const digest of [md5, whole, ...checks.values()]) digest?.update(piece);
    yield piece;
  }
  received.md5 = md5.digest();
  if (promised.size !== undefined && promised.size !== received.size) {
    throw new S3Error(
      'IncompleteBody',
      'You did not provide the number of bytes specified by the Content-Length HTTP header',
    );
  }
  if (whole && whole.digest('hex') !== promised.sha256) {
    throw new S3Error(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  if (promised.md5 !== undefined && promised.md5 !== received.md5.toString('base64')) throw badDigest('Content-MD5');
  for (const [name, digest] of checks) {
    const wanted = promised.checksums.get(name) ?? promised.trailers.get(`x-amz-checksum-${name}`);
    if (wanted === undefined)
      throw new S3Error('MalformedTrailerError', 'The request contained trailing data that was not well-formed');
    received.checksums[name] = digest.digest().toString('base64');
    if (wanted !== received.checksums[name]) throw badDigest(name.toUpperCase());
  }
}

function newDigest(name: string): Digest {
  const make = digests.get(name);
  if (!make) throw new S3Error('NotImplemented', `The checksum ${name} is not known here`);
  return make();
}

const badDigest = (what: string): S3Error =>
  new S3Error('BadDigest', `The ${what} you specified did not match the calculated checksum.`);

class Crc32 implements Digest {
  #state = 0;
  update(piece: Buffer): void {
    this.#state = crc32(piece, this.#state);
  }
  digest(): Buffer {
    const out = Buffer.alloc(4);
    out.writeUInt32BE(this.#state);
    return out;
  }
}
