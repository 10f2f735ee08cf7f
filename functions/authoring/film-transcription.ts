/** Captions written down by a machine: which film can be, which attempt may begin, what its authors see. Pure. */
import { isUnderWay, type FilmTranscription, type TranscriptionFault } from '#contracts/film-transcription.ts';
import type { FilmWords } from '../lectures/lectures.reads.ts';

/** What Amazon Transcribe reads of what a film may be; QuickTime and Matroska it does not. */
const types = ['video/mp4', 'video/webm', 'audio/mpeg'];
/** of one file */
const secondsMax = 4 * 3600;
const bytesMax = 2 * 1024 ** 3;

export interface FilmFile {
  type: string | undefined;
  bytes: number | undefined;
  durationSeconds: number;
  /** undefined: nobody has looked yet */
  hasSound: boolean | undefined;
}

/** Why nothing could be written down of a film; undefined: it can be asked for. */
export function faultOf({ type, bytes, durationSeconds, hasSound }: FilmFile): TranscriptionFault | undefined {
  if (type === undefined || bytes === undefined) return 'unreadable';
  if (hasSound === false) return 'noSound';
  if (!types.includes(type)) return 'container';
  if (durationSeconds > secondsMax) return 'tooLong';
  return bytes > bytesMax ? 'tooLarge' : undefined;
}

/** `text`: what was written down, as long as it is there. What has been cleared away can be asked for again. */
export function shown(words: FilmWords | undefined, text: string | undefined): FilmTranscription {
  if (!words) return { attempt: 0, state: 'none', failure: null, askedAt: null, text: null };
  const { attempt, state, failure = null, askedAt } = words;
  const isGone = state === 'ready' && text === undefined;
  return { attempt, state: isGone ? 'none' : state, failure, askedAt, text: text ?? null };
}

type Attempt = Pick<FilmTranscription, 'attempt' | 'state'>;

/** Is it the next one, and is there nothing to wait for and nothing to take? */
export const mayBegin = (before: Attempt, asked: number): boolean =>
  asked === before.attempt + 1 && before.state !== 'ready' && !isUnderWay(before);

/** Asked for once more: news of it may have been lost. */
export const isAwaited = (before: Attempt, asked: number): boolean => asked === before.attempt && isUnderWay(before);
