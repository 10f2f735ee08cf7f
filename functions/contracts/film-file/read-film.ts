/**
 * What a film’s file says about itself: which container it is, how long it lasts, what it was coded with. Read from its headers
 * alone, in the browser before a byte is sent and at the academy before it is kept. Pure.
 */
import { Bytes, Unreadable, textAt, type ReadBytes } from './bytes.ts';
import { readMatroska } from './matroska.ts';
import { isMp3, readMp3 } from './mp3.ts';
import { readMp4 } from './mp4.ts';

export const filmTypes = ['video/mp4', 'video/quicktime', 'video/webm', 'video/x-matroska', 'audio/mpeg'] as const;
export type FilmType = (typeof filmTypes)[number];

/** Why a file is no film that a lesson could show. noPicture: nor any sound */
export const filmFaults = [
  'empty',
  'notVideo',
  'containerUnknown',
  'truncated',
  'damaged',
  'noPicture',
  'codecUnknown',
  'tooLarge',
  'tooShort',
  'tooLong',
] as const;
export type FilmFault = (typeof filmFaults)[number];

export interface FilmTrack {
  kind: 'picture' | 'sound';
  /** as its container names it, e.g. `avc1`, `V_VP9` */
  codec: string;
}

export interface FilmFile {
  type: FilmType;
  /** undefined: the file does not say, as those a browser has recorded */
  durationSeconds: number | undefined;
  tracks: FilmTrack[];
}

/** seconds */
export const filmLength = { min: 1, max: 6 * 3600 } as const;

/** What can be made into a lecture: whatever MediaConvert decodes in these containers. */
const codecs: readonly RegExp[] = [
  /^avc[1-4]$/,
  /^(hvc1|hev1|dvh1|dvhe)$/,
  /^(vp08|vp09|av01|mp4v)$/,
  /^ap(ch|cn|cs|co|4h|4x)$/,
  /^V_(MPEG4\/ISO\/AVC|MPEGH\/ISO\/HEVC|VP8|VP9|AV1|MPEG4\/ISO\/(SP|ASP|AP)|MPEG2|PRORES)$/,
];

/** The same of a lecture to listen to. */
const soundCodecs: readonly RegExp[] = [
  /^(mp4a|Opus|fLaC|ac-3|ec-3|\.mp3)$/,
  /^A_(AAC|OPUS|VORBIS|FLAC|AC3|EAC3|MPEG\/L[23]|PCM)\b/,
];

/** The headers of a file of that many bytes, or what is wrong with it. */
export async function readFilm(read: ReadBytes, size: number): Promise<FilmFile | FilmFault> {
  if (size === 0) return 'empty';
  const bytes = new Bytes(read, size);
  try {
    const kind = await kindOf(bytes);
    if (kind === 'mp4') return faultIn(await readMp4(bytes));
    if (kind === 'matroska') return faultIn(await readMatroska(bytes));
    if (kind === 'mp3') return faultIn((await readMp3(bytes)) ?? 'notVideo');
    return kind;
  } catch (error) {
    if (error instanceof Unreadable) return error.reason;
    throw error;
  }
}

/** A length that a lecture cannot have. */
export function lengthFault(seconds: number): FilmFault | undefined {
  if (!(seconds >= filmLength.min)) return 'tooShort';
  return seconds > filmLength.max ? 'tooLong' : undefined;
}

const endings: Record<string, string> = {
  'video/quicktime': '.mov',
  'video/webm': '.webm',
  'video/x-matroska': '.mkv',
  'audio/mpeg': '.mp3',
} satisfies Partial<Record<FilmType, string>>;

/** How the name of such a file ends. */
export const fileEnding = (type: string): string => endings[type] ?? '.mp4';

/** Tenths are enough. */
export const roundedLength = (seconds: number): number => Math.round(seconds * 10) / 10;

/** A lecture to listen to: nothing in it is to be seen. */
const isSoundAlone = ({ tracks }: FilmFile): boolean => tracks.every(({ kind }) => kind === 'sound');

function faultIn(film: FilmFile | FilmFault): FilmFile | FilmFault {
  if (typeof film === 'string') return film;
  if (film.tracks.length === 0) return 'noPicture';
  // where nothing is to be seen it is a lecture to listen to
  const [wanted, known] = isSoundAlone(film) ? (['sound', soundCodecs] as const) : (['picture', codecs] as const);
  const isKnown = ({ kind, codec }: FilmTrack) => kind === wanted && known.some((each) => each.test(codec));
  if (!film.tracks.some(isKnown)) return 'codecUnknown';
  return (film.durationSeconds === undefined ? undefined : lengthFault(film.durationSeconds)) ?? film;
}

const headBytes = 12;
const mp4Boxes = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot'];

/** By its first bytes: which of the containers we take; undefined for none of them. */
export function containerOf(bytes: Uint8Array): 'mp4' | 'matroska' | 'mp3' | undefined {
  if (bytes.byteLength < headBytes) return undefined;
  const head = new DataView(bytes.buffer, bytes.byteOffset, headBytes);
  if (mp4Boxes.includes(textAt(head, 4, 4))) return pictureBrand(textAt(head, 8, 4)) ? undefined : 'mp4';
  if (head.getUint32(0) === 0x1a45dfa3) return 'matroska';
  return isMp3(head) ? 'mp3' : undefined;
}

async function kindOf(bytes: Bytes): Promise<'mp4' | 'matroska' | 'mp3' | 'notVideo' | 'containerUnknown'> {
  if (bytes.size < headBytes) return 'notVideo';
  const head = await bytes.at(0, headBytes);
  const known = containerOf(new Uint8Array(head.buffer, head.byteOffset, headBytes));
  return known ?? (isOtherFilm(head, await packet(bytes)) ? 'containerUnknown' : 'notVideo');
}

/** HEIC and AVIF pictures come in the same boxes as films. */
const pictureBrand = (brand: string) => /^(heic|heix|heim|heis|mif1|avif)$/.test(brand);

/** AVI, Windows Media, Flash, MPEG programme and transport streams: films, but not for us. */
function isOtherFilm(head: DataView, [first, second]: readonly number[]): boolean {
  const [start, four] = [textAt(head, 0, 4), head.getUint32(0)];
  if (start === 'RIFF') return textAt(head, 8, 4) === 'AVI ';
  if (start.startsWith('FLV') || four === 0x3026b275) return true;
  if (four === 0x000001ba || four === 0x000001b3) return true;
  // a transport stream has its sign at each packet; cameras put four bytes before them
  return (head.getUint8(0) === 0x47 && first === 0x47) || (head.getUint8(4) === 0x47 && second === 0x47);
}

async function packet(bytes: Bytes): Promise<number[]> {
  if (bytes.size < 200) return [];
  const view = await bytes.at(0, 200);
  return [view.getUint8(188), view.getUint8(196)];
}
