import { expect, it } from 'vitest';
import { faultOf, isAwaited, mayBegin, shown, type FilmFile } from './film-transcription.ts';

const film: FilmFile = { type: 'video/mp4', bytes: 1000, durationSeconds: 60, hasSound: true };

it.each([
  [undefined, {}],
  [undefined, { hasSound: undefined, type: 'audio/mpeg', durationSeconds: 4 * 3600, bytes: 2 * 1024 ** 3 }],
  ['tooLong', { durationSeconds: 4 * 3600 + 1 }],
  ['tooLarge', { bytes: 2 * 1024 ** 3 + 1 }],
  ['container', { type: 'video/quicktime' }],
  ['container', { type: 'video/x-matroska' }],
  ['noSound', { hasSound: false, type: 'video/x-matroska' }],
  ['unreadable', { type: undefined, bytes: undefined }],
] as const)('%s: %j', (fault, more) => expect(faultOf({ ...film, ...more })).toBe(fault));

const words = {
  id: 'lec_1',
  source: 'a',
  language: 'uk',
  attempt: 2,
  askedAt: '2026-11-23T00:00:00Z',
  revision: 3,
} as const;

it('authors see what was written as long as it is there', () => {
  const none = { attempt: 0, state: 'none', failure: null, askedAt: null, text: null };
  expect(shown(undefined, undefined)).toEqual(none);
  const ready = { ...words, state: 'ready', file: 'a.vtt' } as const;
  expect(shown(ready, 'WEBVTT')).toMatchObject({ attempt: 2, state: 'ready', text: 'WEBVTT' });
  expect(shown(ready, undefined)).toMatchObject({ attempt: 2, state: 'none', text: null });
  const failed = { ...words, state: 'failed', failure: 'noSpeech' } as const;
  expect(shown(failed, undefined)).toMatchObject({ state: 'failed', failure: 'noSpeech', askedAt: words.askedAt });
});

it('the next attempt begins where nothing is awaited and nothing lies there to be taken', () => {
  const of = (state: Parameters<typeof mayBegin>[0]['state'], attempt = 1) => ({ attempt, state });
  expect(mayBegin(of('none', 0), 1)).toBe(true);
  for (const state of ['none', 'failed', 'cancelled'] as const) expect(mayBegin(of(state), 2)).toBe(true);
  for (const state of ['waiting', 'processing', 'ready'] as const) expect(mayBegin(of(state), 2)).toBe(false);
  expect(mayBegin(of('failed'), 1)).toBe(false);
  expect(mayBegin(of('failed'), 3)).toBe(false);
  expect([isAwaited(of('processing'), 1), isAwaited(of('processing'), 2), isAwaited(of('ready'), 1)]).toEqual([
    true,
    false,
    false,
  ]);
});
