/** Rules of what a machine writes down of a film: what Amazon Transcribe is asked, and what its answers make of it. Pure. */
import type { StartTranscriptionJobCommandInput } from '@aws-sdk/client-transcribe';
import type { Language } from '#contracts/common.ts';
import { isUnderWay, type TranscriptionFault, type transcriptionStates } from '#contracts/film-transcription.ts';

/** All four are transcribed from files (“batch”). */
const codes = { uk: 'uk-UA', ru: 'ru-RU', kk: 'kk-KZ', en: 'en-US' } as const satisfies Record<Language, string>;

export interface Words {
  state: Exclude<(typeof transcriptionStates)[number], 'none'>;
  /** from 1, counts up each time it is asked for anew */
  attempt: number;
  askedAt: string;
  failure?: TranscriptionFault | undefined;
  /** name of what was written, below `transcripts/` */
  file?: string | undefined;
}

export interface Asked {
  /** the lecture */
  id: string;
  /** SHA-256 of the film: another file of the lecture is another film */
  source: string;
  attempt: number;
}

/** Names are taken once: the same attempt asked for again is no second job, and its end says whose it is. */
export const jobName = ({ id, source, attempt }: Asked): string => `kurs-${id}-${source}-${attempt}`;

/** Whose job it is; undefined: none of ours. */
export function jobOf(name: string): Asked | undefined {
  const [, id, source, attempt] = /^kurs-(lec_[0-9A-Z]{26})-([0-9a-f]{64})-([1-9]\d{0,3})$/.exec(name) ?? [];
  return id && source ? { id, source, attempt: Number(attempt) } : undefined;
}

/** The job of an attempt. The container is left to the service to find out: an endings’ word is not worth more. */
export const transcriptionJob = (
  asked: Asked & { language: Language },
  { address, bucket }: { address: string; bucket: string },
): StartTranscriptionJobCommandInput => ({
  TranscriptionJobName: jobName(asked),
  LanguageCode: codes[asked.language],
  Media: { MediaFileUri: address },
  OutputBucketName: bucket,
  OutputKey: 'transcripts/',
  Subtitles: { Formats: ['vtt'], OutputStartIndex: 1 },
});

/** May this attempt take the place of what there is? */
export const isNext = (before: Words | undefined, attempt: number): boolean =>
  !before || (before.attempt < attempt && !isUnderWay(before));

export const begun = (attempt: number, now: number): Words => ({
  ...{ state: 'waiting', attempt, askedAt: new Date(now).toISOString() },
});

/** How a job ended, as the service says. */
export type Outcome = { file: string; hasWords: boolean } | { reason: string };

/** After the end of an attempt; one that nobody waits for any more changes nothing. */
export function ended<W extends Words>(before: W, attempt: number, outcome: Outcome): W {
  if (before.attempt !== attempt || !isUnderWay(before)) return before;
  if ('reason' in outcome) return failed(before, faultIn(outcome.reason));
  return outcome.hasWords ? { ...before, state: 'ready', file: outcome.file } : failed(before, 'noSpeech');
}

export const failed = <W extends Words>(before: W, failure: TranscriptionFault): W => ({
  ...before,
  state: 'failed',
  failure,
});

/** The service says why in a sentence. */
function faultIn(reason: string): TranscriptionFault {
  if (/file size|too large/i.test(reason)) return 'tooLarge';
  if (/duration|too long/i.test(reason)) return 'tooLong';
  return /media format|sample rate|channels|audio/i.test(reason) ? 'unreadable' : 'service';
}
