/** MP4 and QuickTime (ISO 14496-12): boxes in boxes, each with its size and four letters. Only headers are read. Pure. */
import { Unreadable, textAt, type Bytes } from './bytes.ts';
import type { FilmFile, FilmTrack } from './read-film.ts';

interface Box {
  type: string;
  /** of its content */
  start: number;
  end: number;
}

/** a film has a handful on each level; a file of nothing but empty boxes is none */
const boxesMax = 5000;

export async function readMp4(bytes: Bytes): Promise<FilmFile> {
  let moov: Box | undefined;
  let brand = 'qt  ';
  for await (const box of boxes(bytes, { start: 0, end: bytes.size }, 'truncated')) {
    if (box.type === 'ftyp') brand = textAt(await bytes.at(box.start, 4), 0, 4);
    if (box.type === 'moov') moov = box;
    // fragments go on to the end of the film: what there is of it, the head has said
    if (box.type === 'moof' && moov) break;
  }
  // the index comes last where a camera has written it: a film that breaks off has none
  if (!moov) throw new Unreadable('truncated');
  return { type: brand === 'qt  ' ? 'video/quicktime' : 'video/mp4', ...(await readMovie(bytes, moov)) };
}

async function readMovie(bytes: Bytes, moov: Box): Promise<Omit<FilmFile, 'type'>> {
  const tracks: FilmTrack[] = [];
  let durationSeconds: number | undefined;
  for await (const box of boxes(bytes, moov, 'damaged')) {
    if (box.type === 'mvhd') durationSeconds = await lengthIn(bytes, box);
    if (box.type === 'trak') tracks.push(...(await readTrack(bytes, box)));
  }
  return { durationSeconds, tracks };
}

/** `mvhd`: version, two moments, units in a second, how many of them; nought and all ones say nothing. */
async function lengthIn(bytes: Bytes, { start, end }: Box): Promise<number | undefined> {
  const view = await bytes.at(start, Math.min(32, end - start));
  const wide = view.byteLength >= 32 && view.getUint8(0) === 1;
  if (view.byteLength < 20) throw new Unreadable('damaged');
  const scale = view.getUint32(wide ? 20 : 12);
  const length = wide ? Number(view.getBigUint64(24)) : view.getUint32(16);
  if (scale === 0) throw new Unreadable('damaged');
  return length === 0 || length === (wide ? 2 ** 64 : 2 ** 32 - 1) ? undefined : length / scale;
}

async function readTrack(bytes: Bytes, trak: Box): Promise<FilmTrack[]> {
  const media = await within(bytes, trak, 'mdia');
  const handler = media && (await within(bytes, media, 'hdlr'));
  const samples = media && (await within(bytes, media, 'minf', 'stbl', 'stsd'));
  if (!handler || !samples) return [];
  const kind = textAt(await bytes.at(handler.start, 12), 8, 4);
  if (kind !== 'vide' && kind !== 'soun') return [];
  const view = await bytes.at(samples.start, 16);
  return [{ kind: kind === 'vide' ? 'picture' : 'sound', codec: textAt(view, 12, 4) }];
}

async function within(bytes: Bytes, box: Box, type: string, ...deeper: string[]): Promise<Box | undefined> {
  for await (const each of boxes(bytes, box, 'damaged')) {
    if (each.type === type) return deeper[0] ? within(bytes, each, deeper[0], ...deeper.slice(1)) : each;
  }
  return undefined;
}

/** The boxes in a range; one that reaches beyond it is what the file lacks or a lie. */
async function* boxes(
  bytes: Bytes,
  { start, end }: Pick<Box, 'start' | 'end'>,
  beyond: Unreadable['reason'],
): AsyncGenerator<Box> {
  let count = 0;
  // QuickTime ends some lists with four empty bytes
  for (let at = start; end - at >= 8;) {
    const box = await boxAt(bytes, at, end);
    if (box.end > end) throw new Unreadable(beyond);
    if (box.end <= at || box.start > box.end || ++count > boxesMax) throw new Unreadable('damaged');
    yield box;
    at = box.end;
  }
}

/** Size 1: it follows in eight bytes; size 0: to the end. */
async function boxAt(bytes: Bytes, at: number, end: number): Promise<Box> {
  const head = await bytes.at(at, 8);
  const [size, type] = [head.getUint32(0), textAt(head, 4, 4)];
  if (size === 0) return { type, start: at + 8, end };
  if (size !== 1) return { type, start: at + 8, end: at + size };
  return { type, start: at + 16, end: at + Number((await bytes.at(at + 8, 8)).getBigUint64(0)) };
}
