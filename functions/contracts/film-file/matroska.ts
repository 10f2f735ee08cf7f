/** Matroska and WebM (RFC 8794, RFC 9559): elements in elements, each with its id and size. Only headers are read. Pure. */
import { Unreadable, textAt, type Bytes } from './bytes.ts';
import type { FilmFile, FilmTrack } from './read-film.ts';

const ids = {
  docType: 0x4282,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackType: 0x83,
  codec: 0x86,
  cluster: 0x1f43b675,
} as const;

interface Element {
  id: number;
  start: number;
  end: number;
  /** a recorder that does not know its end yet: up to the end of the file */
  open: boolean;
}

const elementsMax = 5000;

export async function readMatroska(bytes: Bytes): Promise<FilmFile> {
  let docType = '';
  for await (const element of elements(bytes, { start: 0, end: bytes.size })) {
    if (element.id === 0x1a45dfa3) docType = await valueIn(bytes, element, ids.docType, text);
    if (element.id === ids.segment) {
      if (element.end > bytes.size) throw new Unreadable('truncated');
      return { type: docType === 'webm' ? 'video/webm' : 'video/x-matroska', ...(await readSegment(bytes, element)) };
    }
  }
  throw new Unreadable('truncated');
}

async function readSegment(bytes: Bytes, segment: Element): Promise<Omit<FilmFile, 'type'>> {
  let durationSeconds: number | undefined;
  let tracks: FilmTrack[] | undefined;
  for await (const element of elements(bytes, segment)) {
    if (element.id === ids.info) durationSeconds = await lengthIn(bytes, element);
    if (element.id === ids.tracks) tracks = await tracksIn(bytes, element);
    if (tracks && element.id === ids.cluster) break;
    if (element.open && element.id === ids.cluster) break;
  }
  if (!tracks) throw new Unreadable('truncated');
  return { durationSeconds, tracks };
}

/** In units of so many nanoseconds; a million unless said. */
async function lengthIn(bytes: Bytes, info: Element): Promise<number | undefined> {
  let [scale, length] = [1_000_000, 0];
  for await (const element of elements(bytes, info)) {
    if (element.id === ids.timestampScale) scale = await unsigned(bytes, element);
    if (element.id === ids.duration) length = await float(bytes, element);
  }
  return length > 0 && Number.isFinite(length) ? (length * scale) / 1e9 : undefined;
}

const kinds: Partial<Record<number, FilmTrack['kind']>> = { 1: 'picture', 2: 'sound' };

async function tracksIn(bytes: Bytes, tracks: Element): Promise<FilmTrack[]> {
  const found: FilmTrack[] = [];
  for await (const entry of elements(bytes, tracks)) {
    if (entry.id !== ids.trackEntry) continue;
    let [kind, codec] = [0, ''];
    for await (const element of elements(bytes, entry)) {
      if (element.id === ids.trackType) kind = await unsigned(bytes, element);
      if (element.id === ids.codec) codec = await text(bytes, element);
    }
    const known = kinds[kind];
    if (known) found.push({ kind: known, codec });
  }
  return found;
}

async function valueIn(
  bytes: Bytes,
  parent: Element,
  id: number,
  value: (bytes: Bytes, element: Element) => Promise<string>,
): Promise<string> {
  for await (const element of elements(bytes, parent)) if (element.id === id) return value(bytes, element);
  return '';
}

async function* elements(bytes: Bytes, { start, end }: Pick<Element, 'start' | 'end'>): AsyncGenerator<Element> {
  let count = 0;
  for (let at = start; at < end;) {
    const element = await elementAt(bytes, at, end);
    if (++count > elementsMax) throw new Unreadable('damaged');
    yield element;
    at = element.end;
  }
}

/** The number of leading noughts says how many bytes an id or a size has; all ones: the size is not known. */
async function elementAt(bytes: Bytes, at: number, end: number): Promise<Element> {
  const head = await bytes.at(at, Math.max(1, Math.min(12, bytes.size - at)));
  const idLength = Math.clz32(head.getUint8(0)) - 23;
  if (idLength > 4 || head.byteLength < idLength + 1) throw new Unreadable('damaged');
  const id = Number(numberIn(head, 0, idLength));
  const sizeLength = Math.clz32(head.getUint8(idLength)) - 23;
  if (sizeLength > 8 || head.byteLength < idLength + sizeLength) throw new Unreadable('damaged');
  const mask = (1n << BigInt(7 * sizeLength)) - 1n;
  const size = numberIn(head, idLength, sizeLength) & mask;
  const start = at + idLength + sizeLength;
  const open = size === mask;
  return { id, start, end: open ? end : start + Number(size), open };
}

function numberIn(view: DataView, offset: number, length: number): bigint {
  let value = 0n;
  for (let index = 0; index < length; index += 1) value = (value << 8n) | BigInt(view.getUint8(offset + index));
  return value;
}

async function contentOf(bytes: Bytes, { start, end }: Element, max: number): Promise<DataView> {
  if (end - start > max) throw new Unreadable('damaged');
  return bytes.at(start, end - start);
}

async function unsigned(bytes: Bytes, element: Element): Promise<number> {
  const view = await contentOf(bytes, element, 8);
  return Number(numberIn(view, 0, view.byteLength));
}

async function float(bytes: Bytes, element: Element): Promise<number> {
  const view = await contentOf(bytes, element, 8);
  if (view.byteLength === 4) return view.getFloat32(0);
  return view.byteLength === 8 ? view.getFloat64(0) : 0;
}

async function text(bytes: Bytes, element: Element): Promise<string> {
  const view = await contentOf(bytes, element, 64);
  return textAt(view, 0, view.byteLength).replace(/\0+$/, '');
}
