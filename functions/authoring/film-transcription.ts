/**
 * What Amazon Transcribe would be asked (StartTranscriptionJob): the words of a film in the language it is spoken in, as WebVTT
 * into a bucket. Pure. Nothing sends it yet: ARCHITECTURE.md says what is missing.
 */
import type { Language } from '#contracts/common.ts';

/** All four are transcribed from files (“batch”). */
const codes: Record<Language, string> = { uk: 'uk-UA', ru: 'ru-RU', kk: 'kk-KZ', en: 'en-US' };

/** What it reads; other containers it does not. */
const formats: Partial<Record<string, string>> = { 'video/mp4': 'mp4', 'video/webm': 'webm', 'audio/mp4': 'm4a' };

/** of one file */
const secondsMax = 4 * 3600;
const bytesMax = 2 * 1024 ** 3;

export interface Transcribed {
  lectureId: string;
  /** SHA-256 of the film */
  film: string;
  language: Language;
  /** `s3://…` of the film, its media type and size */
  source: string;
  type: string;
  bytes: number;
  durationSeconds: number;
  /** where the captions are put */
  bucket: string;
  attempt: number;
}

/** undefined: it is longer or larger than is taken, or in another container. */
export function transcriptionJob({ lectureId, film, language, source, attempt, bucket, ...file }: Transcribed) {
  const format = formats[file.type];
  if (!format || file.durationSeconds > secondsMax || file.bytes > bytesMax) return undefined;
  // names are taken once: the same attempt asked for again is no second job
  const name = `kurs-${lectureId}-${film.slice(0, 16)}-${attempt}`;
  return {
    TranscriptionJobName: name,
    LanguageCode: codes[language],
    MediaFormat: format,
    Media: { MediaFileUri: source },
    OutputBucketName: bucket,
    OutputKey: `transcripts/${name}.json`,
    Subtitles: { Formats: ['vtt'], OutputStartIndex: 1 },
    Tags: [{ Key: 'app', Value: 'kurs' }],
  };
}
