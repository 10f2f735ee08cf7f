/** Rules of a lecture's processing. Events come twice and out of order: a later state is never undone by an earlier one. */
import type { ProcessingFault, processingStates } from '#contracts/film-processing.ts';

export type ProcessingState = (typeof processingStates)[number];

export interface Processing {
  state: ProcessingState;
  /** 0–100 */
  percent: number;
  /** from 1, counts up each time it is begun again */
  attempt: number;
  /** how often it is still begun again by itself */
  retriesLeft: number;
  failure?: ProcessingFault | undefined;
  /** as the file says; undefined until it was looked into */
  seconds?: number | undefined;
}

export interface TranscodingStatus {
  status: string;
  attempt: number;
  percent: number | undefined;
  errorCode: number | undefined;
  /** what was made lasts so long; known at the end */
  seconds: number | undefined;
}

export const retriesAtMost = 2;
/** MediaConvert's codes for what is wrong with the file, not with the service */
const isOfTheFile = (code: number | undefined) => code !== undefined && code >= 1010 && code < 1400;

export const isUnderWay = ({ state }: Pick<Processing, 'state'>): boolean =>
  state === 'waiting' || state === 'processing';

/** A new attempt, which an author asked for. */
export const begun = (attempt: number): Processing => ({
  state: 'waiting',
  percent: 0,
  attempt,
  retriesLeft: retriesAtMost,
});

/** The processing after an event of the transcoder; the same object where the event changes nothing. */
export function afterStatus<P extends Processing>(before: P, event: TranscodingStatus): P {
  if (event.attempt !== before.attempt || !isUnderWay(before)) return before;
  switch (event.status) {
    case 'COMPLETE':
      return isCutOff(before, event)
        ? failed(before, 'cutOff')
        : { ...before, state: 'ready', percent: 100, failure: undefined };
    case 'ERROR':
      return afterError(before, event);
    case 'CANCELED':
      return { ...before, state: 'cancelled' };
    default: {
      const percent = Math.max(before.percent, Math.min(99, Math.round(event.percent ?? 0)));
      const isSame = before.state === 'processing' && percent === before.percent;
      return isSame ? before : { ...before, state: 'processing', percent };
    }
  }
}

export const failed = <P extends Processing>(before: P, failure: ProcessingFault): P => ({
  ...before,
  state: 'failed',
  failure,
});

/** What failed for a reason of the service is begun again by itself, some times. */
function afterError<P extends Processing>(before: P, { errorCode }: TranscodingStatus): P {
  if (isOfTheFile(errorCode)) return failed(before, 'unreadable');
  if (before.retriesLeft === 0) return failed(before, 'service');
  const { attempt, retriesLeft } = before;
  return { ...before, state: 'waiting', percent: 0, attempt: attempt + 1, retriesLeft: retriesLeft - 1 };
}

/** A recording that was copied in part says its whole length and ends before. */
function isCutOff({ seconds: said = 0 }: Processing, { seconds: made }: TranscodingStatus): boolean {
  return made !== undefined && said - made > Math.max(2, said * 0.03);
}

/** Where what is made of a film lies: its folder in the media bucket, which is also its path on our origin. */
export const mediaFolder = (lectureId: string, film: string): string => `media/lec/${lectureId}/${film.slice(0, 16)}`;

/** Captions beside the playlists; other words under another name, so that all of it can be cached for good. */
export const captionsFile = (language: string, hash: string): string => `captions-${language}-${hash.slice(0, 12)}.vtt`;
