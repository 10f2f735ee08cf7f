import { languages } from '#contracts/common.ts';
import { expect, it } from 'vitest';
import { transcriptionJob, type Transcribed } from './film-transcription.ts';

const film: Transcribed = {
  ...{ lectureId: 'lec_1', film: 'a'.repeat(64), language: 'uk', source: 's3://content/a', type: 'video/mp4' },
  ...{ bytes: 1000, durationSeconds: 60, bucket: 'content', attempt: 1 },
};

it('a film is written down as WebVTT in the language that is spoken in it', () => {
  expect(transcriptionJob(film)).toEqual({
    TranscriptionJobName: 'kurs-lec_1-aaaaaaaaaaaaaaaa-1',
    ...{ LanguageCode: 'uk-UA', MediaFormat: 'mp4', Media: { MediaFileUri: 's3://content/a' } },
    ...{ OutputBucketName: 'content', OutputKey: 'transcripts/kurs-lec_1-aaaaaaaaaaaaaaaa-1.json' },
    ...{ Subtitles: { Formats: ['vtt'], OutputStartIndex: 1 }, Tags: [{ Key: 'app', Value: 'kurs' }] },
  });
  const codes = languages.map((language) => transcriptionJob({ ...film, language })?.LanguageCode);
  expect(codes).toEqual(['uk-UA', 'ru-RU', 'kk-KZ', 'en-US']);
});

it('names are such as the service takes, and an attempt has one', () => {
  expect(transcriptionJob(film)?.TranscriptionJobName).toMatch(/^[0-9a-zA-Z._-]{1,200}$/);
  expect(transcriptionJob({ ...film, attempt: 2 })).not.toEqual(transcriptionJob(film));
});

it.each([
  ['longer than four hours', { durationSeconds: 4 * 3600 + 1 }],
  ['larger than two gigabytes', { bytes: 2 * 1024 ** 3 + 1 }],
  ['in a container it does not read', { type: 'video/x-matroska' }],
])('nothing is asked for a film that is %s', (_, more) =>
  expect(transcriptionJob({ ...film, ...more })).toBeUndefined(),
);
