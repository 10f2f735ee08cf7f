/** What a new lecture needs before it is sent. Pure. */
import { captionsMax, filmBytesMax } from '#contracts/draft-films.ts';

export interface NewFilm {
  file: Pick<File, 'type' | 'name' | 'size'> | undefined;
  /** seconds; undefined: not known yet, or not to be read */
  length: number | undefined;
  title: string;
  captions: Pick<File, 'size'> | undefined;
}

export type FilmFault = 'noFile' | 'noMp4' | 'tooLarge' | 'unreadable' | 'tooShort' | 'tooLong';
const longestSeconds = 6 * 3600;

/** What is wrong with the file; undefined: nothing. */
export function faultOf({ file, length }: Pick<NewFilm, 'file' | 'length'>): FilmFault | undefined {
  if (!file) return 'noFile';
  if (file.type !== 'video/mp4' && !/\.mp4$/i.test(file.name)) return 'noMp4';
  if (file.size > filmBytesMax) return 'tooLarge';
  if (length === undefined) return 'unreadable';
  if (length < 1) return 'tooShort';
  return length > longestSeconds ? 'tooLong' : undefined;
}

export const captionsTooLarge = ({ captions }: Pick<NewFilm, 'captions'>): boolean =>
  (captions?.size ?? 0) > captionsMax;

/** What a film is called unless said: its file's name without ending. */
export const titleFrom = (name: string): string =>
  name
    .replace(/\.[^.]+$/, '')
    .replace(/[_\s]+/g, ' ')
    .trim()
    .slice(0, 200);

/** Tenths are enough, and the server counts by them. */
export const lengthSaid = (seconds: number): number => Math.round(seconds * 10) / 10;
