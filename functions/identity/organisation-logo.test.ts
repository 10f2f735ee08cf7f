import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { logoOf } from './organisation-logo.ops.ts';

function picture(width: number, height: number): Buffer {
  const png = new PNG({ width, height });
  for (let at = 0; at < png.data.length; at += 1) png.data[at] = at % 251;
  return PNG.sync.write(png);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
const headerEnd = 8 + 25;
const header = (width: number, height: number, interlaced = 0) => {
  const data = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, interlaced]);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  return chunk('IHDR', data);
};
const insert = (into: Buffer, part: Buffer) =>
  Buffer.concat([into.subarray(0, headerEnd), part, into.subarray(headerEnd)]);
const signature = picture(1, 1).subarray(0, 8);

function reasonFor(given: Buffer): string | undefined {
  try {
    logoOf(given);
    return undefined;
  } catch (error) {
    return (error as { details?: Record<string, string> }).details?.['reason'];
  }
}

describe('a logo', () => {
  it('keeps its pixels and loses what it carried beside them', () => {
    const told = insert(picture(20, 10), chunk('tEXt', Buffer.from('Author\0Somebody')));
    const { png, hash } = logoOf(told);
    expect(PNG.sync.read(Buffer.from(png)).data).toEqual(PNG.sync.read(picture(20, 10)).data);
    expect(Buffer.from(png).toString('latin1')).not.toContain('Author');
    expect(hash).toBe(logoOf(picture(20, 10)).hash);
  });

  it('may be as large as the limit and no larger', () => {
    const flat = (size: number) => PNG.sync.write(new PNG({ width: size, height: size }));
    expect(reasonFor(flat(256))).toBeUndefined();
    expect(reasonFor(flat(257))).toBe('size');
    expect(reasonFor(Buffer.concat([flat(16), Buffer.alloc(96 * 1024)]))).toBe('bytes');
  });

  it('is nothing but PNG', () => {
    expect(reasonFor(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'))).toBe(
      'type',
    );
    expect(reasonFor(Buffer.from('ffd8ffe000104a4649460001', 'hex'))).toBe('type');
    expect(reasonFor(Buffer.alloc(0))).toBe('type');
  });

  it('is refused where it is cut off or spoilt', () => {
    const whole = picture(20, 10);
    for (const length of [8, 20, 40, whole.length - 20])
      expect(reasonFor(whole.subarray(0, length)), `${length}`).toBe('content');
    const spoilt = Buffer.from(whole);
    spoilt[60]! ^= 0xff;
    expect(reasonFor(spoilt)).toBe('content');
    expect(reasonFor(Buffer.concat([whole, Buffer.from('<script>')]))).toBe('content');
  });

  it('does not unpack to more than its size says, interlaced or not', () => {
    const bomb = chunk('IDAT', deflateSync(Buffer.alloc(50_000_000)));
    for (const interlaced of [0, 1]) {
      const given = Buffer.concat([signature, header(1, 1, interlaced), bomb, chunk('IEND', Buffer.alloc(0))]);
      expect(given.length).toBeLessThan(96 * 1024);
      expect(reasonFor(given)).toBe('content');
    }
  });

  it('says its size once', () => {
    expect(reasonFor(insert(picture(2, 2), header(60_000, 60_000)))).toBe('content');
    expect(reasonFor(Buffer.concat([signature, header(60_000, 60_000)]))).toBe('size');
  });
});
