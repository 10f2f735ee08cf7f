/** The names in a zip archive, from its central directory alone: nothing is unpacked. Pure. */
import { AppError } from '#contracts/errors.ts';

const entriesMax = 5000;
const ratioMax = 100;
const endBytes = 22;
const entryBytes = 46;

const damaged = (reason: string) => new AppError('mediaDamaged', { reason });
const refused = (reason: string) => new AppError('mediaTypeRefused', { reason });

/** Throws `mediaDamaged` where the directory does not hold together, `mediaTypeRefused` where it is a trap. */
export function zipEntries(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  if (count > entriesMax) throw refused('entries');
  // a directory that is not where it says has something else before it
  if (start + size !== end) throw damaged('directory');
  const names = readEntries(view, bytes, { start, end, count });
  if (new Set(names).size !== names.length) throw refused('twice');
  return names;
}

/** The record at the very end; a comment may follow it, of the length it says. */
function endOf(view: DataView): number {
  const earliest = Math.max(0, view.byteLength - endBytes - 0xffff);
  for (let at = view.byteLength - endBytes; at >= earliest; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50 && at + endBytes + view.getUint16(at + 20, true) === view.byteLength)
      return at;
  }
  throw damaged('end');
}

function readEntries(
  view: DataView,
  bytes: Uint8Array,
  { start, end, count }: { start: number; end: number; count: number },
): string[] {
  const names: string[] = [];
  let at = start;
  let packed = 0;
  let unpacked = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + entryBytes > end || view.getUint32(at, true) !== 0x02014b50) throw damaged('entry');
    packed += view.getUint32(at + 20, true);
    unpacked += view.getUint32(at + 24, true);
    const nameBytes = view.getUint16(at + 28, true);
    names.push(nameOf(bytes.subarray(at + entryBytes, at + entryBytes + nameBytes)));
    at += entryBytes + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (at !== end) throw damaged('directory');
  if (unpacked > packed * ratioMax) throw refused('ratio');
  return names;
}

function nameOf(bytes: Uint8Array): string {
  const name = new TextDecoder().decode(bytes);
  if (name.startsWith('/') || name.includes('\\') || name.split('/').includes('..')) throw refused('path');
  return name;
}
