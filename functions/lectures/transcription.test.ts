import { describe, expect, it } from 'vitest';
import { languages } from '#contracts/common.ts';
import { begun, ended, isNext, jobName, jobOf, transcriptionJob, type Words } from './transcription.ts';

const asked = { id: `lec_${'0'.repeat(26)}`, source: 'a'.repeat(64), attempt: 2 };
const place = { address: 's3://content/sha256/a', bucket: 'content' };

describe('a job', () => {
  it('writes WebVTT in the language that is spoken, where it can be read', () => {
    expect(transcriptionJob({ ...asked, language: 'uk' }, place)).toEqual({
      ...{ TranscriptionJobName: jobName(asked), LanguageCode: 'uk-UA', Media: { MediaFileUri: place.address } },
      ...{
        OutputBucketName: 'content',
        OutputKey: 'transcripts/',
        Subtitles: { Formats: ['vtt'], OutputStartIndex: 1 },
      },
    });
    const codes = languages.map((language) => transcriptionJob({ ...asked, language }, place).LanguageCode);
    expect(codes).toEqual(['uk-UA', 'ru-RU', 'kk-KZ', 'en-US']);
  });
  it('is known again by its name, which the service takes', () => {
    expect(jobName(asked)).toMatch(/^[0-9a-zA-Z._-]{1,200}$/);
    expect(jobOf(jobName(asked))).toEqual(asked);
    for (const other of [
      '',
      'kurs-lec_1-a-1',
      `x${jobName(asked)}`,
      `${jobName(asked)}0000`,
      jobName({ ...asked, attempt: 0 }),
    ])
      expect(jobOf(other), other).toBeUndefined();
  });
});

describe('an attempt', () => {
  const words: Words = { ...begun(2, 0), state: 'processing' };

  it('begins after one that has ended, and once', () => {
    expect(begun(1, 0)).toEqual({ state: 'waiting', attempt: 1, askedAt: '1970-01-01T00:00:00.000Z' });
    expect(isNext(undefined, 1)).toBe(true);
    expect(isNext(words, 3)).toBe(false);
    expect([1, 2, 3].map((attempt) => isNext({ ...words, state: 'failed' }, attempt))).toEqual([false, false, true]);
  });
  it('ends with words, or says why not', () => {
    expect(ended(words, 2, { file: 'x.vtt', hasWords: true })).toEqual({ ...words, state: 'ready', file: 'x.vtt' });
    const failures = [
      { file: 'x.vtt', hasWords: false },
      { reason: 'The media format provided does not match the detected media format.' },
      { reason: 'Invalid file size: file size too large.' },
      { reason: 'Your audio exceeds the maximum duration.' },
      { reason: 'Internal failure' },
    ].map((outcome) => ended(words, 2, outcome));
    expect(failures.map(({ state }) => state)).toEqual(Array(5).fill('failed'));
    expect(failures.map(({ failure }) => failure)).toEqual([
      'noSpeech',
      'unreadable',
      'tooLarge',
      'tooLong',
      'service',
    ]);
  });
  it.each([
    ['of an attempt before', words, 1],
    ['that nobody waits for', { ...words, state: 'cancelled' } as const, 2],
    ['that was heard before', { ...words, state: 'ready', file: 'x.vtt' } as const, 2],
  ])('an end %s changes nothing', (_, before, attempt) => {
    expect(ended(before, attempt, { reason: 'late' })).toBe(before);
    expect(ended(before, attempt, { file: 'y.vtt', hasWords: true })).toBe(before);
  });
});
