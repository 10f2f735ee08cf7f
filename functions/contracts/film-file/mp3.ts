/** MP3 (ISO 11172-3 and 13818-3, layer III), as dictaphones write it: a tag, then frames. Only the tag and the first frames are read. Pure. */
import { Unreadable, textAt, type Bytes } from './bytes.ts';
import type { FilmFile } from './read-film.ts';

interface Frame {
  bytes: number;
  /** bits and samples a second */
  bitrate: number;
  rate: number;
  samples: number;
  /** of what stands between its head and where an encoder notes the length */
  side: number;
}

/** kbit/s by index: of MPEG-1, and of MPEG-2 and 2.5 */
const bitrates = [
  [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
/** by the bits of the version: 2.5, none, 2, 1 */
const rates = [[11_025, 12_000, 8000], [], [22_050, 24_000, 16_000], [44_100, 48_000, 32_000]] as const;
/** between a tag and the first frame there may be some room */
const gapMax = 4096;

/** Does a file begin as one? A tag may stand before other things too: that is seen where it is read. */
export const isMp3 = (head: DataView): boolean =>
  textAt(head, 0, 3) === 'ID3' || (head.getUint8(0) === 0xff && (head.getUint8(1) & 0xe6) === 0xe2);

/** undefined: there is no such sound in it */
export async function readMp3(bytes: Bytes): Promise<FilmFile | undefined> {
  const tagged = await afterTag(bytes);
  for (let start = tagged; start < tagged + gapMax && start + 4 <= bytes.size; start += 1) {
    const frame = await frameAt(bytes, start);
    if (!frame || !(await isFollowed(bytes, start + frame.bytes))) continue;
    return {
      type: 'audio/mpeg',
      durationSeconds: await lengthFrom(bytes, start, frame),
      tracks: [{ kind: 'sound', codec: '.mp3' }],
    };
  }
  return undefined;
}

/** ID3v2: its size in four times seven bits, without its head and foot. */
async function afterTag(bytes: Bytes): Promise<number> {
  const head = await bytes.at(0, 10);
  if (textAt(head, 0, 3) !== 'ID3') return 0;
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (head.getUint8(at) & 0x7f), 0);
  const end = 10 + size + (head.getUint8(5) & 0x10 ? 10 : 0);
  if (end > bytes.size) throw new Unreadable('truncated');
  return end;
}

async function frameAt(bytes: Bytes, start: number): Promise<Frame | undefined> {
  const head = (await bytes.at(start, 4)).getUint32(0);
  const [version, layer] = [(head >>> 19) & 3, (head >>> 17) & 3];
  if (head >>> 21 !== 0x7ff || version === 1 || layer !== 1) return undefined;
  const isFirst = version === 3;
  const kbits = bitrates[isFirst ? 0 : 1][((head >>> 12) & 15) - 1];
  const rate = rates[version as 0 | 2 | 3][(head >>> 10) & 3];
  if (!kbits || !rate) return undefined;
  const samples = isFirst ? 1152 : 576;
  const isMono = ((head >>> 6) & 3) === 3;
  const padding = (head >>> 9) & 1;
  return {
    bytes: Math.floor((samples / 8) * ((kbits * 1000) / rate)) + padding,
    ...{ bitrate: kbits * 1000, rate, samples },
    side: isFirst ? (isMono ? 17 : 32) : isMono ? 9 : 17,
  };
}

/** By chance a frame seems to begin in many a file: not two. */
const isFollowed = async (bytes: Bytes, next: number): Promise<boolean> =>
  next + 4 <= bytes.size && (await frameAt(bytes, next)) !== undefined;

/** As its encoder has noted it, else as long as so many bytes last. */
async function lengthFrom(bytes: Bytes, start: number, frame: Frame): Promise<number> {
  const view = await bytes.at(start, Math.min(frame.bytes, bytes.size - start));
  const at = 4 + frame.side;
  const isNoted = view.byteLength >= at + 16 && ['Xing', 'Info'].includes(textAt(view, at, 4));
  const flags = isNoted ? view.getUint32(at + 4) : 0;
  // frames, then bytes: what ends before them has been copied in part
  if (flags & 2 && start + view.getUint32(at + (flags & 1 ? 12 : 8)) > bytes.size + frame.bytes)
    throw new Unreadable('truncated');
  if (flags & 1) return (view.getUint32(at + 8) * frame.samples) / frame.rate;
  return ((bytes.size - start) * 8) / frame.bitrate;
}
