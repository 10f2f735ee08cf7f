import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fileEnding, lengthFault, readFilm, roundedLength } from './read-film.ts';

const clip = readFileSync(new URL('../../../tests/support/clip.mp4', import.meta.url));
const read = (file: Uint8Array) => readFilm(async (start, end) => file.subarray(start, end), file.byteLength);

const u32 = (...values: number[]) =>
  Buffer.from(values.flatMap((value) => [24, 16, 8, 0].map((by) => (value >>> by) & 255)));
const box = (type: string, ...content: Uint8Array[]) => {
  const inside = Buffer.concat(content);
  return Buffer.concat([u32(inside.byteLength + 8), Buffer.from(type, 'latin1'), inside]);
};
const track = (handler: string, codec: string) =>
  box(
    'trak',
    box('tkhd', Buffer.alloc(84)),
    box(
      'mdia',
      box('hdlr', u32(0, 0), Buffer.from(handler, 'latin1'), Buffer.alloc(12)),
      box('minf', box('stbl', box('stsd', u32(0, 1), box(codec, Buffer.alloc(78))))),
    ),
  );
const header = (length: number, scale = 1000) => box('mvhd', u32(0, 0, 0, scale, length), Buffer.alloc(80));
const wideHeader = (length: bigint, scale: number) => {
  const long = Buffer.alloc(8);
  long.writeBigUInt64BE(length);
  return box('mvhd', Buffer.from([1, 0, 0, 0]), Buffer.alloc(16), u32(scale), long, Buffer.alloc(80));
};
const movie = (...content: Uint8Array[]) =>
  Buffer.concat([box('ftyp', Buffer.from('isom'), u32(512)), box('moov', ...content), box('mdat', Buffer.alloc(100))]);
const film = movie(header(60_000), track('vide', 'avc1'), track('soun', 'mp4a'));

/** id and content; the size is written in two bytes, as long as it fits */
const element = (id: number, ...content: Uint8Array[]) => {
  const inside = Buffer.concat(content);
  const hex = id.toString(16);
  const name = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  return Buffer.concat([name, Buffer.from([0x40 | (inside.byteLength >> 8), inside.byteLength & 255]), inside]);
};
const float = (value: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
};
const entry = (kind: number, codec: string) =>
  element(0xae, element(0x83, Buffer.from([kind])), element(0x86, Buffer.from(codec)));
const matroska = (docType: string, ...segment: Uint8Array[]) =>
  Buffer.concat([element(0x1a45dfa3, element(0x4282, Buffer.from(docType))), element(0x18538067, ...segment)]);
const info = (milliseconds: number) => element(0x1549a966, element(0x4489, float(milliseconds)));
const tracks = (...entries: Uint8Array[]) => element(0x1654ae6b, ...entries);
const cluster = element(0x1f43b675, Buffer.alloc(50));

/** Forty frames of MPEG-1, 128 kbit/s, 44.1 kHz, behind a tag of a hundred bytes. */
const mp3 = ({ tag = 100, noted = 0, bytesNoted = 0 } = {}) => {
  const frames = Array.from({ length: 40 }, (_, index) => {
    const frame = Buffer.alloc(417);
    frame.writeUInt32BE(0xfffb9064);
    if (index > 0 || !(noted || bytesNoted)) return frame;
    frame.write('Xing', 36, 'latin1');
    frame.writeUInt32BE(bytesNoted ? 3 : 1, 40);
    frame.writeUInt32BE(noted || 40, 44);
    frame.writeUInt32BE(bytesNoted, 48);
    return frame;
  });
  const head = Buffer.concat([
    Buffer.from('ID3\x04\0\0', 'latin1'),
    Buffer.from([0, 0, 0, Math.max(0, tag - 10)]),
    Buffer.alloc(Math.max(0, tag - 10)),
  ]);
  return Buffer.concat([...(tag ? [head] : []), ...frames]);
};

describe('a film is read by its headers', () => {
  it('as a camera has written it', async () => {
    const found = await read(clip);
    expect(found).toMatchObject({ type: 'video/mp4', tracks: [{ kind: 'picture', codec: 'avc1' }, { kind: 'sound' }] });
    expect(typeof found === 'object' && roundedLength(found.durationSeconds!)).toBe(6);
  });

  it.each([
    [
      'with its index at the end',
      Buffer.concat([film.subarray(0, 16), box('mdat', Buffer.alloc(300_000)), film.subarray(16)]),
    ],
    [
      'with what has no end: up to the end of the file',
      Buffer.concat([film.subarray(0, -108), u32(0), Buffer.from('mdat'), Buffer.alloc(900)]),
    ],
    [
      'with a length in eight bytes',
      Buffer.concat([
        film.subarray(0, 16),
        u32(1),
        Buffer.from('mdat'),
        u32(0, 316),
        Buffer.alloc(300),
        film.subarray(16),
      ]),
    ],
  ])('%s', async (_, file) => {
    expect(await read(file)).toMatchObject({ type: 'video/mp4', durationSeconds: 60 });
  });

  it('ten sound tracks are none too many, none at all none too few', async () => {
    const many = await read(
      movie(header(60_000), track('vide', 'hvc1'), ...Array.from({ length: 10 }, () => track('soun', 'mp4a'))),
    );
    expect(typeof many === 'object' && many.tracks).toHaveLength(11);
    expect(await read(movie(header(60_000), track('vide', 'avc1')))).toMatchObject({ tracks: [{ kind: 'picture' }] });
  });

  it('QuickTime, with a brand or, as old as it is, without', async () => {
    expect(await read(Buffer.concat([box('ftyp', Buffer.from('qt  '), u32(0)), film.subarray(16)]))).toMatchObject({
      type: 'video/quicktime',
    });
    expect(await read(film.subarray(16))).toMatchObject({ type: 'video/quicktime', durationSeconds: 60 });
  });

  it('long ones count in eight bytes; one that does not say its length is none of us to refuse', async () => {
    expect(await read(movie(wideHeader(3_600_000n, 1000), track('vide', 'av01')))).toMatchObject({
      durationSeconds: 3600,
    });
    expect(await read(movie(header(0), track('vide', 'avc1')))).toMatchObject({ durationSeconds: undefined });
    expect(await read(movie(header(2 ** 32 - 1), track('vide', 'avc1')))).toMatchObject({ durationSeconds: undefined });
  });

  it('WebM and Matroska', async () => {
    const webm = matroska('webm', info(61_500), tracks(entry(1, 'V_VP9'), entry(2, 'A_OPUS')), cluster);
    expect(await read(webm)).toEqual({
      type: 'video/webm',
      durationSeconds: 61.5,
      tracks: [
        { kind: 'picture', codec: 'V_VP9' },
        { kind: 'sound', codec: 'A_OPUS' },
      ],
    });
    const late = matroska('matroska', info(5000), cluster, tracks(entry(1, 'V_MPEG4/ISO/AVC')));
    expect(await read(late)).toMatchObject({ type: 'video/x-matroska', durationSeconds: 5 });
  });

  it.each([
    ['of a phone', movie(header(60_000), track('soun', 'mp4a'))],
    ['of a browser', Buffer.concat([matroska('webm', info(9000), tracks(entry(2, 'A_OPUS'))), cluster])],
  ])('sound alone, as a recording %s', async (_, file) => {
    expect(await read(file)).toMatchObject({ tracks: [{ kind: 'sound' }] });
  });

  it('MP3 after its tag: as long as its encoder has noted, else as its bytes last', async () => {
    expect(await read(mp3())).toMatchObject({ type: 'audio/mpeg', durationSeconds: (40 * 417 * 8) / 128_000 });
    expect(await read(mp3({ noted: 1000 }))).toMatchObject({ durationSeconds: (1000 * 1152) / 44_100 });
    expect(await read(mp3({ tag: 0 }))).toMatchObject({ tracks: [{ kind: 'sound' }] });
  });

  it('as a browser has recorded it, without an end', async () => {
    const head = matroska('webm').subarray(0, -6);
    const open = Buffer.concat([
      ...[head, Buffer.from('1853806701ffffffffffffff', 'hex')],
      ...[
        element(0x1549a966),
        tracks(entry(1, 'V_VP8')),
        Buffer.from('1f43b67501ffffffffffffff', 'hex'),
        Buffer.alloc(99),
      ],
    ]);
    expect(await read(open)).toMatchObject({ type: 'video/webm', durationSeconds: undefined });
  });
});

describe('what is no film is told apart', () => {
  const avi = Buffer.concat([Buffer.from('RIFF....AVI LIST'), Buffer.alloc(300)]);
  const stream = Buffer.alloc(376);
  stream[0] = stream[188] = 0x47;
  const camera = Buffer.alloc(400);
  camera[4] = camera[196] = 0x47;

  it.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['a few bytes', Buffer.from('mp4'), 'notVideo'],
    ['a text called .mp4', Buffer.from('<!doctype html><title>not a film</title>'), 'notVideo'],
    [
      'a picture called .mp4',
      Buffer.concat([Buffer.from('ffd8ffe000104a46494600', 'hex'), Buffer.alloc(500)]),
      'notVideo',
    ],
    [
      'a photo of a phone, in the same boxes',
      Buffer.concat([box('ftyp', Buffer.from('heic'), u32(0)), Buffer.alloc(50)]),
      'notVideo',
    ],
    ['an AVI', avi, 'containerUnknown'],
    ['a transport stream', stream, 'containerUnknown'],
    ['one of a camera', camera, 'containerUnknown'],
    ['a tag with nothing behind it', Buffer.concat([mp3().subarray(0, 110), Buffer.alloc(9000)]), 'notVideo'],
    ['an MP3 that was copied in part', mp3({ bytesNoted: 900_000 }), 'truncated'],
    ['an MP3 that ends in its tag', mp3().subarray(0, 60), 'truncated'],
    ['neither picture nor sound', movie(header(60_000), track('text', 'tx3g')), 'noPicture'],
    ['sound that nobody decodes', movie(header(60_000), track('soun', 'alac')), 'codecUnknown'],
    ['a codec nobody decodes', movie(header(60_000), track('vide', 'cvid')), 'codecUnknown'],
    ['half a second', movie(header(500), track('vide', 'avc1')), 'tooShort'],
    ['six hours and a second', movie(header(6 * 3600 + 1, 1), track('vide', 'avc1')), 'tooLong'],
    ['the same in Matroska', matroska('webm', info(100), tracks(entry(1, 'V_VP9')), cluster), 'tooShort'],
  ])('%s', async (_, file, fault) => {
    expect(await read(file)).toBe(fault);
  });

  it('one that breaks off, wherever it does', async () => {
    for (const file of [clip, film, matroska('webm', info(9000), tracks(entry(1, 'V_VP9')), cluster)]) {
      for (const share of [0.05, 0.3, 0.5, 0.9, 0.999]) {
        const found = await read(file.subarray(0, Math.max(12, Math.floor(file.byteLength * share))));
        expect(['truncated', 'notVideo']).toContain(found);
      }
    }
  });

  it.each([
    ['a box that reaches beyond its own', movie(header(60_000), Buffer.concat([u32(5000), Buffer.from('trak')]))],
    [
      'a box smaller than its head',
      movie(header(60_000), Buffer.concat([u32(4), Buffer.from('trak'), Buffer.alloc(8)])),
    ],
    ['a clock that stands', movie(header(60_000, 0), track('vide', 'avc1'))],
    ['boxes without end', Buffer.concat([box('ftyp', Buffer.alloc(8)), Buffer.alloc(60_000, u32(8, 0x66726565))])],
    ['an id of nought', Buffer.concat([Buffer.from('1a45dfa3', 'hex'), Buffer.alloc(200)])],
  ])('%s ends the reading', async (_, file) => {
    expect(['damaged', 'truncated']).toContain(await read(file));
  });

  it('nothing it is given makes it fail otherwise, or read for ever', async () => {
    let seed = 7;
    const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
    const whole = matroska('webm', info(9000), tracks(entry(1, 'V_VP9')), cluster);
    for (let round = 0; round < 400; round += 1) {
      const file = Buffer.from(round % 2 ? film : whole);
      for (let hit = 0; hit < 6; hit += 1) file[Math.floor(random() * file.byteLength)] = Math.floor(random() * 256);
      const found = await read(file);
      expect(typeof found === 'string' || found.tracks.length > 0).toBe(true);
    }
  });
});

it('lengths are told in tenths and names end as the file is', () => {
  expect([
    roundedLength(12.3456),
    lengthFault(0.9),
    lengthFault(1),
    lengthFault(21_600),
    lengthFault(21_600.1),
  ]).toEqual([...[12.3, 'tooShort', undefined, undefined, 'tooLong']]);
  expect([fileEnding('video/webm'), fileEnding('video/mp4'), fileEnding('video/quicktime')]).toEqual([
    '.webm',
    '.mp4',
    '.mov',
  ]);
});
