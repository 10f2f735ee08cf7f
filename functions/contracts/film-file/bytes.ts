/** Reads a file here and there, in pieces of its own choice, so that the head of gigabytes costs some kilobytes. Pure. */

/** The bytes from `start` to `end` (exclusive); fewer where the file ends before. */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array>;

const windowBytes = 64 * 1024;
/** a file that sends its reader from place to place for ever is no film */
const windowsMax = 400;

/** The file says something that cannot be. */
export class Unreadable extends Error {
  readonly reason: 'truncated' | 'damaged';
  constructor(reason: 'truncated' | 'damaged') {
    super(reason);
    this.reason = reason;
  }
}

export class Bytes {
  readonly size: number;
  readonly #read: ReadBytes;
  #window: { start: number; bytes: Uint8Array } = { start: 0, bytes: new Uint8Array() };
  #windows = 0;

  constructor(read: ReadBytes, size: number) {
    this.#read = read;
    this.size = size;
  }

  /** Exactly these bytes; `truncated` where the file ends before them. */
  async at(start: number, length: number): Promise<DataView> {
    const { start: from, bytes } = this.#window;
    if (start < from || start + length > from + bytes.byteLength) await this.#look(start, length);
    const { start: now, bytes: there } = this.#window;
    const offset = start - now;
    if (offset + length > there.byteLength) throw new Unreadable('truncated');
    return new DataView(there.buffer, there.byteOffset + offset, length);
  }

  async #look(start: number, length: number): Promise<void> {
    if (length > windowBytes) throw new Unreadable('damaged');
    if (start + length > this.size) throw new Unreadable('truncated');
    this.#windows += 1;
    if (this.#windows > windowsMax) throw new Unreadable('damaged');
    const end = Math.min(this.size, start + windowBytes);
    this.#window = { start, bytes: await this.#read(start, end) };
  }
}

export const textAt = (view: DataView, offset: number, length: number): string =>
  String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + offset, length));
