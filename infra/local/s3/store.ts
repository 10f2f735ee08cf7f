// Objects on disk: the folder of a bucket and the files in it.
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { CorsRule } from '../s3.ts';

export interface Meta {
  key: string;
  size: number;
  etag: string;
  lastModified: string;
  headers: Record<string, string>;
  metadata: Record<string, string>;
  checksums: Record<string, string>;
  tags: Record<string, string>;
  /** of an upload in parts: the checksum that each of them has to bring */
  partSums?: string;
}

interface Settings {
  cors: CorsRule[];
  lifecycle?: string;
}

/** A file under the root: its open descriptor and its description. */
export interface Stored<T> {
  fd: number;
  meta: T;
}

export type Guard = (current: Meta | undefined) => void;
export type Source = AsyncIterable<Buffer>;

// Only lower-case letters stand for themselves, because some file systems fold case and Unicode forms; long names
// go on in a folder. `=` ends a file and `~` a folder, so no name is `..` and no file is in a folder's way.
const fileNameOf = (key: string): string => {
  const name = utf8(key).replace(/[^a-z0-9_.-]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `${name.match(/.{1,200}/g)?.join('~/')}=`;
};
const keyOf = (fileName: string): string => {
  const name = fileName.replaceAll(sep, '/').replaceAll('~/', '').slice(0, -1);
  return Buffer.from(
    name.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString();
};
/** A string whose order is S3's order: that of the UTF-8 bytes. */
const utf8 = (text: string): string => Buffer.from(text).toString('latin1');

function tailOf(description: object): Buffer {
  const json = Buffer.from(JSON.stringify(description));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([json, length]);
}

/** Opens a stored file; the descriptor keeps showing this version even when it is replaced or deleted. */
export function openStored<T = Meta>(path: string): Stored<T> | undefined {
  const fd = unlessMissing(() => openSync(path, 'r'));
  if (fd === undefined) return undefined;
  const read = (length: number, position: number): Buffer => {
    const buffer = Buffer.alloc(length);
    readSync(fd, buffer, 0, length, position);
    return buffer;
  };
  const { size } = fstatSync(fd);
  const length = read(4, size - 4).readUInt32BE();
  return { fd, meta: JSON.parse(read(length, size - 4 - length).toString()) as T };
}

export function unlessMissing<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export function lookUp<T = Meta>(path: string): T | undefined {
  const stored = openStored<T>(path);
  if (stored) closeSync(stored.fd);
  return stored?.meta;
}

export function streamOf({ fd, meta }: Stored<Meta>, start = 0, end = meta.size - 1): Readable {
  if (end >= start) return createReadStream('', { fd, start, end, highWaterMark: 2 ** 18 });
  closeSync(fd);
  return Readable.from([]);
}

export class Bucket {
  readonly name: string;
  readonly folder: string;
  readonly #keys: Set<string>;
  #inOrder: string[] | undefined;
  settings: Settings;

  constructor(root: string, name: string) {
    this.name = name;
    this.folder = join(root, name);
    // A kill leaves its unfinished files in `temporary`, where nobody looks.
    rmSync(join(this.folder, 'temporary'), { recursive: true, force: true });
    for (const part of ['temporary', 'objects', 'uploads']) mkdirSync(join(this.folder, part), { recursive: true });
    this.settings = lookUp<Settings>(join(this.folder, 'settings')) ?? { cors: [] };
    const files = readdirSync(join(this.folder, 'objects'), { recursive: true, encoding: 'utf8' });
    this.#keys = new Set(files.filter((file) => file.endsWith('=')).map(keyOf));
  }

  pathOf(key: string): string {
    return join(this.folder, 'objects', fileNameOf(key));
  }

  /** Writes a body and its description aside and syncs; `place` then moves it to where it counts, or throws. */
  async write<T extends object>(
    source: Source | Buffer,
    describe: () => T,
    place: (temporary: string, described: T) => void,
  ): Promise<T> {
    const temporary = join(this.folder, 'temporary', randomUUID());
    try {
      const file = await open(temporary, 'wx');
      try {
        await file.writeFile(source);
        const description = describe();
        await file.writeFile(tailOf(description));
        await file.sync();
        place(temporary, description);
        return description;
      } finally {
        await file.close();
      }
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** Stores an object. Guard and rename happen in one turn of the event loop, so no other write comes between. */
  storeObject(source: Source | Buffer, describe: () => Meta, guard: Guard): Promise<Meta> {
    return this.write(source, describe, (temporary, { key }) => {
      const path = this.pathOf(key);
      guard(lookUp(path));
      mkdirSync(dirname(path), { recursive: true });
      renameSync(temporary, path);
      if (!this.#keys.has(key)) this.#inOrder = undefined;
      this.#keys.add(key);
    });
  }

  remove(key: string, guard: Guard = () => undefined): void {
    guard(lookUp(this.pathOf(key)));
    rmSync(this.pathOf(key), { force: true });
    if (this.#keys.delete(key)) this.#inOrder = undefined;
  }

  async configure(change: Partial<Settings>): Promise<void> {
    const place = (temporary: string): void => renameSync(temporary, join(this.folder, 'settings'));
    this.settings = await this.write(Buffer.alloc(0), () => ({ ...this.settings, ...change }), place);
  }

  /** A page of keys and common prefixes; `token` is the last name of the page before. */
  list({
    prefix,
    delimiter,
    startAfter,
    token,
    max,
  }: Record<'prefix' | 'delimiter' | 'startAfter' | 'token', string> & { max: number }) {
    this.#inOrder ??= [...this.#keys]
      .map((key) => [utf8(key), key] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, key]) => key);
    const names: string[] = [];
    for (const key of this.#inOrder) {
      if (!key.startsWith(prefix) || (startAfter && utf8(key) <= utf8(startAfter))) continue;
      const cut = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
      const name = cut < 0 ? key : key.slice(0, cut + delimiter.length);
      if (name === names.at(-1) || (token && utf8(name) <= utf8(token))) continue;
      if (names.length >= max) return { names, truncated: max > 0 };
      names.push(name);
    }
    return { names, truncated: false };
  }
}
