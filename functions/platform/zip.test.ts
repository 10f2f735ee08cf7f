import { crc32 } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { descriptor, directory, localHeader } from './zip.ts';

/** An archive of these entries; of each the sum stands before its bytes, or behind them. */
function archive(entries: { name: string; data: Buffer; follows: boolean }[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  const size = () => pieces.reduce((sum, piece) => sum + piece.length, 0);
  const listed = entries.map(({ name, data, follows }) => {
    const [at, bytes, crc] = [size(), data.length, crc32(data)];
    pieces.push(localHeader({ name, bytes, crc: follows ? undefined : crc }), data);
    if (follows) pieces.push(descriptor({ bytes, crc }));
    return { name, bytes, crc, at, follows };
  });
  pieces.push(directory(listed, size()));
  return Buffer.concat(pieces);
}

describe('an archive', () => {
  const entries = [
    { name: 'manifest.json', data: Buffer.from('{"a":"ґ"}'), follows: false },
    { name: 'blobs/film', data: Buffer.alloc(100_000, 7), follows: true },
    { name: 'blobs/empty', data: Buffer.alloc(0), follows: false },
  ];

  it('is unpacked by others as it was packed', () => {
    const found = unzipSync(archive(entries));
    expect(Object.keys(found)).toEqual(['manifest.json', 'blobs/film', 'blobs/empty']);
    expect(strFromU8(found['manifest.json']!)).toBe('{"a":"ґ"}');
    expect(Buffer.from(found['blobs/film']!).equals(entries[1]!.data)).toBe(true);
  });

  it('is the same bytes whenever it is made', () => {
    expect(Buffer.from(archive(entries)).equals(archive(entries))).toBe(true);
  });
});
