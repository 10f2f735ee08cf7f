/** Rules for a course bundle: the manifest must hold together, and each file must be what it says it is. Pure. */
import { parseVtt } from '#contracts/captions/vtt.ts';
import type { Bundle, BundleFile, BundleFileType } from '#contracts/bundle.ts';
import type { Language, Localised } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { containerOf } from '#contracts/film-file/read-film.ts';
import type { Picture } from './manifest.ts';

/** Throws the first fault of a manifest: a path twice, a reference to nothing, a text missing in the first language. */
export function checkBundle(bundle: Bundle): void {
  checkPaths(bundle);
  checkReferences(bundle);
  checkLanguages(bundle);
}

function checkPaths(bundle: Bundle): void {
  const seen = new Set<string>();
  for (const { path } of bundle.files) {
    // a case-insensitive file system would make one file of two
    const folded = path.toLowerCase();
    if (seen.has(folded)) throw new AppError('bundlePathInvalid', { path, reason: 'twice' });
    seen.add(folded);
  }
}

function checkReferences(bundle: Bundle): void {
  const files = new Map(bundle.files.map((file) => [file.path, file.type]));
  const need = (path: string, type: BundleFileType) => {
    if (!files.has(path)) throw new AppError('bundleFileMissing', { path });
    if (files.get(path) !== type) throw new AppError('bundleReferenceUnknown', { path, reason: type });
  };
  const lectures = new Set(unique(bundle.lectures.map((lecture) => lecture.key)));
  unique(bundle.modules.map((module) => module.key));
  const lessons = bundle.modules.flatMap((module) => module.lessons);
  unique(lessons.map((lesson) => lesson.key));
  for (const lesson of lessons) {
    Object.values(lesson.text).forEach((path) => need(path, 'text/markdown'));
    for (const key of Object.values(lesson.lecture ?? {})) {
      if (!lectures.has(key)) throw new AppError('bundleReferenceUnknown', { path: key, reason: 'lecture' });
    }
  }
  for (const lecture of bundle.lectures) {
    need(lecture.file, 'video/mp4');
    Object.values(lecture.captions).forEach((path) => need(path, 'text/vtt'));
  }
}

function unique(keys: string[]): string[] {
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new AppError('bundleReferenceUnknown', { path: twice, reason: 'twice' });
  return keys;
}

function checkLanguages(bundle: Bundle): void {
  const first = bundle.languages[0]!;
  const need = (texts: Localised | Partial<Record<Language, unknown>>, path: string) => {
    if (!texts[first]) throw new AppError('bundleLanguageMissing', { path, language: first });
  };
  need(bundle.title, 'title');
  need(bundle.summary, 'summary');
  for (const module of bundle.modules) {
    need(module.title, module.key);
    for (const lesson of module.lessons) {
      need(lesson.title, lesson.key);
      need(lesson.text, lesson.key);
    }
  }
}

/** Checks the bytes of a text, captions or picture file; for a video, its first bytes. Answers a picture's size. */
export function checkFile(file: BundleFile, bytes: Uint8Array): Picture | undefined {
  switch (file.type) {
    case 'text/markdown':
      return void checkText(file.path, bytes, 'bundleTextInvalid');
    case 'text/vtt':
      return void checkCaptions(file.path, bytes);
    case 'video/mp4':
      return void checkVideo(file.path, bytes);
    default:
      return { sha256: file.sha256, type: file.type, ...pictureSize(file, bytes) };
  }
}

function checkText(path: string, bytes: Uint8Array, code: 'bundleTextInvalid' | 'bundleCaptionsInvalid'): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.includes('\0')) throw new Error('NUL');
    return text;
  } catch {
    throw new AppError(code, { path, reason: 'utf8' });
  }
}

/** WebVTT as authors of a file should write it: the signature, at least one cue, all times well formed and none backwards. */
export function checkCaptions(path: string, bytes: Uint8Array): void {
  const file = parseVtt(checkText(path, bytes, 'bundleCaptionsInvalid'));
  const wrong = (reason: string, line: number) =>
    new AppError('bundleCaptionsInvalid', { path, reason, line: String(line) });
  if (!file) throw wrong('signature', 1);
  const backwards = file.cues.find(({ startMs, endMs }) => endMs <= startMs);
  const bad = [file.unread[0], backwards?.line]
    .filter((line) => line !== undefined)
    .sort((one, other) => one - other)[0];
  if (bad !== undefined) throw wrong('timing', bad);
  if (file.cues.length === 0) throw wrong('empty', 1);
}

/** It begins as a film does (MP4, QuickTime, WebM, Matroska). What is inside is the transcoder's to judge. */
export function checkVideo(path: string, bytes: Uint8Array): void {
  if (!containerOf(bytes)) throw new AppError('bundleVideoInvalid', { path });
}

/** Width and height from the header of a PNG, JPEG or WebP; the bytes must be what the type says. */
export function pictureSize(
  file: Pick<BundleFile, 'path' | 'type'>,
  bytes: Uint8Array,
): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size =
      file.type === 'image/png' ? pngSize(view) : file.type === 'image/jpeg' ? jpegSize(view) : webpSize(view);
    if (size && size.width > 0 && size.height > 0 && size.width <= 8000 && size.height <= 8000) return size;
  } catch {
    // a header that ends in the middle
  }
  throw new AppError('bundlePictureInvalid', { path: file.path });
}

function pngSize(view: DataView) {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** JPEG: walk the segments to the start of frame (SOF0–SOF15 without DHT, JPG, DAC). */
function jpegSize(view: DataView) {
  if (view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at < view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
  }
  return undefined;
}

/** WebP: the extended (VP8X), lossless (VP8L) and lossy (VP8) headers. */
function webpSize(view: DataView) {
  if (view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57454250) return undefined;
  const kind = view.getUint32(12);
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  if (kind === 0x56503858) return { width: uint24(24) + 1, height: uint24(27) + 1 };
  if (kind === 0x5650384c) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}
