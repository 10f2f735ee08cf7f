/**
 * The entries of a zip as they are read from a file on the device: first the directory at its end, judged before anything is
 * unpacked; then single entries, of which never more comes out than the directory said. Nothing is written anywhere.
 */
import { archiveEntriesMax } from '#contracts/archive.ts';

/** Why an archive is not taken; words under `archive.fault.<reason>`. */
export type ZipFault = 'noZip' | 'damaged' | 'entries' | 'ratio' | 'path' | 'twice' | 'link' | 'nested' | 'locked';
export class WrongZip extends Error {
  readonly reason: ZipFault;
  constructor(reason: ZipFault) {
    super(reason);
    this.reason = reason;
  }
}

export interface ZipEntry {
  name: string;
  /** in the archive, and out of it */
  packed: number;
  bytes: number;
  method: number;
  /** of its header */
  at: number;
}

const ratioMax = 100;
const endBytes = 22;
const recordBytes = 46;
const headerBytes = 30;
const stored = 0;
const deflated = 8;
/** more than the names of so many entries take */
const directoryBytesMax = 4 * 1024 * 1024;

const viewOf = async (file: Blob, from: number, to: number): Promise<DataView> =>
  new DataView(await file.slice(from, to).arrayBuffer());

/** The entries by name, directories left out. Throws `WrongZip` where the archive is damaged or a trap. */
export async function zipEntries(file: Blob): Promise<Map<string, ZipEntry>> {
  const { count, start, size } = await directoryOf(file);
  if (count > archiveEntriesMax) throw new WrongZip('entries');
  const view = await viewOf(file, start, start + size);
  const entries = new Map<string, ZipEntry>();
  const names = new Set<string>();
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const { entry, next, isDirectory } = recordAt(view, at);
    at = next;
    if (isDirectory) continue;
    // a case-insensitive reader would see one of them
    const folded = entry.name.toLowerCase();
    if (names.has(folded)) throw new WrongZip('twice');
    names.add(folded);
    if (entry.at + headerBytes + entry.packed > start) throw new WrongZip('damaged');
    entries.set(entry.name, entry);
  }
  if (at !== size) throw new WrongZip('damaged');
  checkOverlap([...entries.values()]);
  return entries;
}

async function directoryOf(file: Blob): Promise<{ count: number; start: number; size: number }> {
  if (file.size < endBytes) throw new WrongZip('noZip');
  const from = Math.max(0, file.size - endBytes - 0xffff);
  const view = await viewOf(file, from, file.size);
  for (let at = view.byteLength - endBytes; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    if (at + endBytes + view.getUint16(at + 20, true) !== view.byteLength) continue;
    const [count, size] = [view.getUint16(at + 10, true), view.getUint32(at + 12, true)];
    const start = view.getUint32(at + 16, true);
    // something before the archive, or behind its directory, is not of it
    if (start + size !== from + at || size > directoryBytesMax) throw new WrongZip('damaged');
    return { count, start, size };
  }
  throw new WrongZip('noZip');
}

function recordAt(view: DataView, at: number): { entry: ZipEntry; next: number; isDirectory: boolean } {
  if (at + recordBytes > view.byteLength || view.getUint32(at, true) !== 0x02014b50) throw new WrongZip('damaged');
  const nameBytes = view.getUint16(at + 28, true);
  const next = at + recordBytes + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (next > view.byteLength) throw new WrongZip('damaged');
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  if (flags & 1) throw new WrongZip('locked');
  if (method !== stored && method !== deflated) throw new WrongZip('damaged');
  const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + recordBytes, nameBytes));
  // the upper half of the attributes is what Unix says of a file
  const kind = (view.getUint32(at + 38, true) >>> 28) & 0xf;
  if (kind === 0xa) throw new WrongZip('link');
  const entry = {
    ...{ name: plainName(name), method, at: view.getUint32(at + 42, true) },
    ...{ packed: view.getUint32(at + 20, true), bytes: view.getUint32(at + 24, true) },
  };
  if (entry.bytes > Math.max(entry.packed, 1) * ratioMax) throw new WrongZip('ratio');
  if (method === stored && entry.bytes !== entry.packed) throw new WrongZip('damaged');
  if (/\.(?:zip|jar|7z|rar|tar|gz|tgz)$/i.test(name)) throw new WrongZip('nested');
  return { entry, next, isDirectory: name.endsWith('/') };
}

/** The name as it is; refused where it leads anywhere else than below the archive. */
function plainName(name: string): string {
  const parts = name.split('/');
  const isPlain =
    !/[\\\u0000-\u001f\u007f:]/.test(name) &&
    !parts.some((part) => part === '..' || part === '.') &&
    !name.startsWith('/');
  if (!isPlain) throw new WrongZip('path');
  return name;
}

/** Two entries that share bytes would come out larger than they went in. */
function checkOverlap(entries: readonly ZipEntry[]): void {
  const inOrder = [...entries].sort((a, b) => a.at - b.at);
  inOrder.forEach(({ at, packed }, index) => {
    const next = inOrder[index + 1];
    if (next && at + headerBytes + packed > next.at) throw new WrongZip('ratio');
  });
}

/** What an entry holds: stored ones are a part of the file itself, however large; others are unpacked as far as they said. */
export async function entryContent(file: Blob, entry: ZipEntry): Promise<Blob> {
  const header = await viewOf(file, entry.at, entry.at + headerBytes);
  if (header.byteLength < headerBytes || header.getUint32(0, true) !== 0x04034b50) throw new WrongZip('damaged');
  const from = entry.at + headerBytes + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = file.slice(from, from + entry.packed);
  if (packed.size !== entry.packed) throw new WrongZip('damaged');
  return entry.method === stored ? packed : unpacked(packed, entry.bytes);
}

async function unpacked(packed: Blob, bytes: number): Promise<Blob> {
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > bytes) throw new WrongZip('ratio');
      chunks.push(value);
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    throw error instanceof WrongZip ? error : new WrongZip('damaged');
  }
  if (size !== bytes) throw new WrongZip('damaged');
  return new Blob(chunks);
}
