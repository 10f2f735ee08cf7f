/**
 * A slow link between a browser and a server, below HTTP: everything the browser fetches, its service worker too, shares
 * one line. What comes down passes piece by piece, connections taking turns, no faster than the line; both ways take half
 * of the round trip, and opening a connection one more.
 */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { atEnd } from './closings.ts';

export interface LinkSpeed {
  /** down; up is not bounded: what a learner sends is small */
  kbits: number;
  roundTripMs: number;
}
export interface Link {
  port: number;
  /** bytes that came down so far */
  bytes(): number;
  close(): Promise<void>;
}

/** as much as a packet carries */
const pieceBytes = 1448;
/** of one connection waiting for the line; then its server is held up */
const waitingBytesMax = 32_000;

export async function openLink(targetPort: number, { kbits, roundTripMs }: LinkSpeed): Promise<Link> {
  const line = new Line(kbits * 125);
  const server = createServer((near) => {
    const far = connect({ port: targetPort, host: '127.0.0.1' });
    for (const socket of [near, far]) socket.setNoDelay(true);
    const opened = pause(roundTripMs);
    near.on('data', (bytes) => void opened.then(() => later(roundTripMs / 2, () => far.write(bytes))));
    far.on('data', (bytes) => line.carry(far, bytes, (piece) => later(roundTripMs / 2, () => near.write(piece))));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const)
      one.on('error', () => other.destroy());
    near.on('close', () => far.destroy());
    far.on('close', () => line.after(far, () => later(roundTripMs / 2, () => near.end())));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = atEnd(() => void server.close());
  return { port: (server.address() as AddressInfo).port, bytes: () => line.bytes, close };
}

const later = (ms: number, work: () => void): void => void setTimeout(work, ms);

type Deliver = (piece: Buffer) => void;
interface Waiting {
  pieces: Buffer[];
  bytes: number;
  deliver: Deliver;
  after?: () => void;
}

/** The line itself: one piece at a time, from each connection in turn. */
class Line {
  bytes = 0;
  readonly #bytesPerSecond: number;
  readonly #waiting = new Map<Socket, Waiting>();
  #busy = false;

  constructor(bytesPerSecond: number) {
    this.#bytesPerSecond = bytesPerSecond;
  }

  carry(from: Socket, bytes: Buffer, deliver: Deliver): void {
    const waiting = this.#waiting.get(from) ?? { pieces: [], bytes: 0, deliver };
    this.#waiting.set(from, waiting);
    for (let start = 0; start < bytes.length; start += pieceBytes)
      waiting.pieces.push(bytes.subarray(start, start + pieceBytes));
    waiting.bytes += bytes.length;
    if (waiting.bytes > waitingBytesMax) from.pause();
    if (!this.#busy) void this.#run();
  }

  /** When all that came from there is through. */
  after(from: Socket, work: () => void): void {
    const waiting = this.#waiting.get(from);
    if (waiting) waiting.after = work;
    else work();
  }

  async #run(): Promise<void> {
    this.#busy = true;
    let freeAt = performance.now();
    for (let next = this.#next(); next; next = this.#next()) {
      freeAt += (next.piece.length / this.#bytesPerSecond) * 1000;
      // timers are coarse: a few pieces may go at once, the line as a whole keeps its pace
      const early = freeAt - performance.now();
      if (early > 2) await pause(early);
      this.bytes += next.piece.length;
      next.deliver(next.piece);
    }
    this.#busy = false;
  }

  /** The next piece of whoever has waited longest; who has more stands at the end again. */
  #next(): { piece: Buffer; deliver: Deliver } | undefined {
    for (const [from, waiting] of this.#waiting) {
      const piece = waiting.pieces.shift();
      this.#waiting.delete(from);
      if (!piece) continue;
      waiting.bytes -= piece.length;
      if (waiting.pieces.length > 0) this.#waiting.set(from, waiting);
      else waiting.after?.();
      if (waiting.bytes < waitingBytesMax / 2) from.resume();
      return { piece, deliver: waiting.deliver };
    }
    return undefined;
  }
}
