/** What may be chosen on this device: pictures as the browser shows them, files as the academy takes them. Pure. */
import { fileBytesMax, fileTypes, pictureTypes } from '#contracts/media.ts';

/** Why a file cannot be taken; words under `media.fault.<reason>`. */
export type Fault = 'type' | 'tooLarge' | 'empty' | 'unreadable';
export class WrongFile extends Error {
  readonly reason: Fault;
  constructor(reason: Fault) {
    super(reason);
    this.reason = reason;
  }
}

/** What we draw anew, so that it may also be of a kind the academy does not take. */
const drawable = [...pictureTypes, 'image/heic', 'image/heif', 'image/bmp', 'image/gif'] as const;
export const pictureAccept = drawable.join(',');

type FileType = (typeof fileTypes)[number];
const byEnding: Record<string, FileType> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  mp3: 'audio/mpeg',
  txt: 'text/plain',
  csv: 'text/csv',
};
export const fileAccept = Object.keys(byEnding)
  .map((ending) => `.${ending}`)
  .join(',');

type Chosen = Pick<File, 'name' | 'type' | 'size'>;

/** Is it a picture this browser may be able to show? By what it is called: its bytes are the academy's to judge. */
export const isPicture = ({ name, type }: Chosen): boolean =>
  (drawable as readonly string[]).includes(type) || /\.(png|jpe?g|webp|avif|heic|heif|bmp|gif)$/i.test(name);

/** The first picture among what was dropped or pasted. */
export const firstPicture = (files: Iterable<File>): File | undefined => [...files].find(isPicture);

/** The type under which a file is announced; throws `WrongFile`. Systems call the same ending by different types. */
export function fileType({ name, type, size }: Chosen): FileType {
  const known = byEnding[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];
  const found = known ?? fileTypes.find((each) => each === type);
  if (!found) throw new WrongFile('type');
  if (size === 0) throw new WrongFile('empty');
  if (size > fileBytesMax) throw new WrongFile('tooLarge');
  return found;
}

/** A name the academy takes: one line, of its length, and something rather than nothing. */
export function mediaName(name: string, otherwise: string): string {
  const line = name.replaceAll(/[\u0000-\u001f\u007f\u2028-\u202e\u2066-\u2069\p{Surrogate}]/gu, ' ').trim();
  return cut(line || otherwise);
}

const lettersMax = 200;
/** The ending stays. */
function cut(name: string): string {
  if (name.length <= lettersMax) return name;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  return name.slice(0, lettersMax - ending.length) + ending;
}
