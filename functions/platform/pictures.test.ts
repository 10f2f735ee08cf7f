import { crc32 } from 'node:zlib';
import sharp, { type Color } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodePicture, encodePicture, isBare, pictureHeader } from './pictures.ts';

const box = { width: 400, height: 1200 };
const decode = (bytes: Uint8Array) => decodePicture(bytes, box, 1_000_000);
const plain = (width: number, height: number, background: Color = '#ff0000') =>
  sharp({ create: { width, height, channels: 3, background } });

/** left half red, right half blue */
let halves: Buffer;
beforeAll(async () => {
  halves = await plain(120, 80)
    .composite([{ input: { create: { width: 60, height: 80, channels: 3, background: '#0000ff' } }, left: 60, top: 0 }])
    .png()
    .toBuffer();
});
/** The same PNG with another size in its header. */
function saidToBe(width: number, height: number, png: Buffer): Buffer {
  const lying = Buffer.from(png);
  lying.writeUInt32BE(width, 16);
  lying.writeUInt32BE(height, 20);
  lying.writeUInt32BE(crc32(lying.subarray(12, 29)), 29);
  return lying;
}
const pixel = ({ data, width, channels }: Awaited<ReturnType<typeof decode>>, x: number, y: number) => [
  ...data.subarray((y * width + x) * channels, (y * width + x) * channels + 3),
];
const isNear = (is: number[], wanted: number[], by = 8) => is.every((each, at) => Math.abs(each - wanted[at]!) <= by);

describe('a picture', () => {
  it('tells its size without being decoded, however large it says it is', async () => {
    const large = saidToBe(12_000, 9000, await plain(10, 10).png().toBuffer());
    expect(await pictureHeader(large)).toEqual({ width: 12_000, height: 9000, frames: 1 });
    await expect(decode(large)).rejects.toThrow('mediaDamaged');
  });

  it('is turned as its camera was held', async () => {
    const turned = await sharp(halves).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer();
    const { width, height, ...rest } = await decode(turned);
    expect([width, height]).toEqual([80, 120]);
    expect(isNear(pixel({ width, height, ...rest }, 40, 10), [254, 0, 0], 20)).toBe(true);
    expect(isNear(pixel({ width, height, ...rest }, 40, 110), [0, 0, 254], 20)).toBe(true);
  });

  it('comes out without metadata: no place, no camera, no profile', async () => {
    const told = await plain(50, 50)
      .withExif({ IFD0: { Make: 'Camera', Artist: 'Somebody' }, IFD3: { GPSLatitudeRef: 'N' } })
      .withIccProfile('p3')
      .jpeg()
      .toBuffer();
    expect(told.includes('Somebody')).toBe(true);
    const pixels = await decode(told);
    for (const type of ['image/avif', 'image/webp'] as const) {
      const { data } = await encodePicture(pixels, 50, type);
      const kept = await sharp(data).metadata();
      expect([kept.exif, kept.icc, kept.xmp, kept.orientation], type).toEqual(Array(4).fill(undefined));
      expect(Buffer.from(data).includes('Somebody')).toBe(false);
      expect(await isBare(data)).toBe(true);
    }
    expect(await isBare(told)).toBe(false);
    expect(await isBare(await plain(5, 5).withIccProfile('p3').webp().toBuffer())).toBe(false);
  });

  it('is shown in the colours it had: another profile, grey, 16 bits, printer’s inks', async () => {
    const grey = await plain(20, 20, '#808080').greyscale().png().toBuffer();
    expect(isNear(pixel(await decode(grey), 5, 5), [128, 128, 128])).toBe(true);
    const deep = await plain(20, 20, '#3366cc').toColourspace('rgb16').png().toBuffer();
    expect(isNear(pixel(await decode(deep), 5, 5), [0x33, 0x66, 0xcc])).toBe(true);
    const wide = await plain(20, 20, '#3366cc').withIccProfile('p3').png().toBuffer();
    expect(isNear(pixel(await decode(wide), 5, 5), [0x33, 0x66, 0xcc])).toBe(true);
    const inks = await plain(20, 20, '#ffffff').toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
    expect(isNear(pixel(await decode(inks), 5, 5), [255, 255, 255])).toBe(true);
  });

  it('keeps what is transparent', async () => {
    const clear = await sharp({ create: { width: 20, height: 20, channels: 4, background: '#ff000080' } })
      .png()
      .toBuffer();
    const pixels = await decode(clear);
    expect(pixels.channels).toBe(4);
    for (const type of ['image/avif', 'image/webp'] as const)
      expect((await sharp((await encodePicture(pixels, 20, type)).data).metadata()).hasAlpha, type).toBe(true);
  });

  it('is made smaller to fit, and never larger', async () => {
    expect(await decode(await plain(800, 200).png().toBuffer())).toMatchObject({ width: 400, height: 100 });
    expect(await decode(await plain(10, 10).png().toBuffer())).toMatchObject({ width: 10, height: 10 });
  });

  it('that breaks off, or is of a kind we do not decode, is refused', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
    const rough = sharp({ create: { width: 300, height: 300, channels: 3, background: '#888', noise } });
    for (const whole of [
      await rough.clone().jpeg().toBuffer(),
      await rough.clone().png().toBuffer(),
      await rough.clone().webp().toBuffer(),
      await rough.clone().avif({ effort: 0 }).toBuffer(),
    ])
      await expect(decode(whole.subarray(0, whole.length / 2))).rejects.toThrow('mediaDamaged');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>');
    const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
    for (const other of [svg, gif, Buffer.from(''), Buffer.from('%PDF-1.7')]) {
      await expect(pictureHeader(other)).rejects.toThrow('mediaDamaged');
      await expect(decode(other)).rejects.toThrow('mediaDamaged');
    }
  });
});
