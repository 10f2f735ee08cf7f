import { describe, expect, it } from 'vitest';
import type { Bundle, BundleFile } from '#contracts/bundle.ts';
import { AppError } from '#contracts/errors.ts';
import { checkBundle, checkFile } from './bundle-check.ts';

const file = (path: string, type: BundleFile['type']): BundleFile => ({ path, type, sha256: 'a'.repeat(64), bytes: 1 });
const utf8 = (text: string) => new TextEncoder().encode(text);

const bundle = (): Bundle => ({
  format: 'kurs-bundle/1',
  languages: ['uk', 'en'],
  title: { uk: 'Права людини' },
  summary: { uk: 'Коротко' },
  outcomes: [],
  topics: [],
  audience: 'all',
  modules: [
    {
      key: 'one',
      title: { uk: 'Модуль' },
      lessons: [
        { key: 'first', title: { uk: 'Заняття' }, minutes: 5, text: { uk: 'a/uk.md' }, lecture: { uk: 'talk' } },
      ],
    },
  ],
  lectures: [
    {
      key: 'talk',
      language: 'uk',
      title: { uk: 'Лекція' },
      durationSeconds: 6,
      file: 'm/talk.mp4',
      captions: { uk: 'm/talk.vtt' },
    },
  ],
  files: [file('a/uk.md', 'text/markdown'), file('m/talk.mp4', 'video/mp4'), file('m/talk.vtt', 'text/vtt')],
});

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe('a bundle that holds together', () => {
  it('passes', () => expect(codeOf(() => checkBundle(bundle()))).toBeUndefined());

  it.each<[string, (b: Bundle) => void, string]>([
    ['a text that is not among the files', (b) => void b.files.shift(), 'bundleFileMissing'],
    ['captions that are a picture', (b) => void (b.files[2]!.type = 'image/png'), 'bundleReferenceUnknown'],
    [
      'a lesson with an unknown lecture',
      (b) => void (b.modules[0]!.lessons[0]!.lecture = { uk: 'none' }),
      'bundleReferenceUnknown',
    ],
    [
      'two paths that differ by case only',
      (b) => void b.files.push(file('A/UK.md', 'text/markdown')),
      'bundlePathInvalid',
    ],
    [
      'two lessons with one key',
      (b) => void b.modules[0]!.lessons.push(b.modules[0]!.lessons[0]!),
      'bundleReferenceUnknown',
    ],
    [
      'a lesson without text in the first language',
      (b) => void (b.modules[0]!.lessons[0]!.text = { en: 'a/uk.md' }),
      'bundleLanguageMissing',
    ],
    ['a title missing in the first language', (b) => void (b.title = { en: 'Rights' }), 'bundleLanguageMissing'],
  ])('refuses %s', (_, spoil, code) => {
    const spoilt = bundle();
    spoil(spoilt);
    expect(codeOf(() => checkBundle(spoilt))).toBe(code);
  });
});

describe('files are what they say', () => {
  it.each([
    ['no signature', '00:00.000 --> 00:01.000\nтак', 'bundleCaptionsInvalid'],
    ['a cue that ends before it begins', 'WEBVTT\n\n00:02.000 --> 00:01.000\nтак', 'bundleCaptionsInvalid'],
    ['a comma where WebVTT has a full stop', 'WEBVTT\n\n00:00,000 --> 00:01,000\nтак', 'bundleCaptionsInvalid'],
    ['no cue at all', 'WEBVTT\n\nNOTE nothing', 'bundleCaptionsInvalid'],
  ])('refuses captions with %s', (_, text, code) => {
    expect(codeOf(() => checkFile(file('c.vtt', 'text/vtt'), utf8(text)))).toBe(code);
  });

  it('takes captions with hours, settings, a byte order mark and CRLF', () => {
    const text = '\uFEFFWEBVTT - лекція\r\n\r\n1\r\n00:00:00.000 --> 00:00:01.500 align:start\r\nТак\r\n';
    expect(codeOf(() => checkFile(file('c.vtt', 'text/vtt'), utf8(text)))).toBeUndefined();
  });

  it('refuses an mp4 that is none', () => {
    expect(codeOf(() => checkFile(file('v.mp4', 'video/mp4'), utf8('<html>not a video</html>')))).toBe(
      'bundleVideoInvalid',
    );
  });

  it('refuses text that is not UTF-8', () => {
    expect(codeOf(() => checkFile(file('t.md', 'text/markdown'), Uint8Array.of(0xc3, 0x28)))).toBe('bundleTextInvalid');
  });

  it('reads the size of a PNG and refuses one that is HTML', () => {
    const png = Uint8Array.from([
      0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 4, 0xb0, 0, 0, 2, 0xa3, 8,
    ]);
    expect(checkFile(file('p.png', 'image/png'), png)).toMatchObject({ width: 1200, height: 675 });
    expect(codeOf(() => checkFile(file('p.png', 'image/png'), utf8('<svg onload=alert(1)>')))).toBe(
      'bundlePictureInvalid',
    );
    expect(codeOf(() => checkFile(file('p.png', 'image/png'), png.subarray(0, 10)))).toBe('bundlePictureInvalid');
  });
});
