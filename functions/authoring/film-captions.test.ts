import { describe, expect, it } from 'vitest';
import { cleanCaptions, requireBase } from './film-captions.ts';

describe('cleanCaptions', () => {
  it('gives clean WebVTT, again and again', () => {
    const clean = cleanCaptions('uk', '1\n0:00:01,5 --> 0:00:03,0\n<b>Так</b>\n');
    expect(clean).toBe('WEBVTT\n\n00:00:01.500 --> 00:00:03.000\nТак\n');
    expect(cleanCaptions('uk', clean)).toBe(clean);
  });

  it.each([
    ['Це не субтитри', 'signature'],
    ['WEBVTT\n\nNOTE nothing', 'empty'],
  ])('refuses %j', (text, reason) => {
    expect(() => cleanCaptions('uk', text)).toThrowError(
      expect.objectContaining({ code: 'bundleCaptionsInvalid', details: { path: 'uk.vtt', reason } }),
    );
  });
});

describe('requireBase', () => {
  it('lets pass what was made from what stands there, what says nothing, and the same once more', () => {
    requireBase('1', '1', '2');
    requireBase(null, undefined, '2');
    requireBase(undefined, '1', '2');
    requireBase('0', '1', '1');
    requireBase('0', undefined, undefined);
  });
  it.each([
    ['0', '1', '2'],
    [null, '1', '2'],
    ['1', undefined, '2'],
    ['0', '1', undefined],
  ])('refuses %j upon %j', (base, stands, next) => {
    expect(() => requireBase(base, stands, next)).toThrowError(expect.objectContaining({ code: 'conflict' }));
  });
});
