/**
 * Zip archives (PKWARE APPNOTE 6.3) as they are written here: entries stored as they are, one after the other, no larger than
 * 4 GB together. Of an entry whose sum is known only at its end, it follows its bytes. Pure.
 */
export interface ZipEntry {
  /** plain ASCII, forward slashes */
  name: string;
  bytes: number;
  crc: number;
}

const version = 20;
/** bit 3: sum and size follow the bytes */
const follows = 0x0008;
/** 1 January 1980, which is as early as they go: the same content makes the same archive */
const date = 0x0021;

/** Before the bytes of an entry; `crc` undefined: it follows. */
export function localHeader({ name, bytes, crc }: Omit<ZipEntry, 'crc'> & { crc: number | undefined }): Uint8Array {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  common(header, 4, { bytes, crc: crc ?? 0, flags: crc === undefined ? follows : 0 });
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name, 'latin1')]);
}

/** Behind the bytes of an entry whose header did not say the sum. */
export function descriptor({ bytes, crc }: Pick<ZipEntry, 'bytes' | 'crc'>): Uint8Array {
  const made = Buffer.alloc(16);
  made.writeUInt32LE(0x08074b50, 0);
  made.writeUInt32LE(crc, 4);
  made.writeUInt32LE(bytes, 8);
  made.writeUInt32LE(bytes, 12);
  return made;
}

/** The end of the archive: every entry with its place, in order. */
export function directory(
  entries: readonly (ZipEntry & { at: number; follows: boolean })[],
  start: number,
): Uint8Array {
  const records = entries.map(({ name, bytes, crc, at, follows: late }) => {
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(version, 4);
    common(record, 6, { bytes, crc, flags: late ? follows : 0 });
    record.writeUInt16LE(name.length, 28);
    record.writeUInt32LE(at, 42);
    return Buffer.concat([record, Buffer.from(name, 'latin1')]);
  });
  const size = records.reduce((sum, record) => sum + record.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([...records, end]);
}

/** Version needed, flags, method (stored), time, date, sum, sizes: alike in both kinds of header. */
function common(to: Buffer, at: number, { bytes, crc, flags }: { bytes: number; crc: number; flags: number }): void {
  to.writeUInt16LE(version, at);
  to.writeUInt16LE(flags, at + 2);
  to.writeUInt16LE(date, at + 8);
  to.writeUInt32LE(crc, at + 10);
  to.writeUInt32LE(bytes, at + 14);
  to.writeUInt32LE(bytes, at + 18);
}
