/** Rules for a course that comes as an archive: its manifest must hold together, and each blob must be what it says. Pure. */
import { additionContents } from '#contracts/film-additions.ts';
import {
  archiveLessons,
  ArchiveNorms,
  BlockNames,
  LessonBlocks,
  type ArchiveBlob,
  type ArchiveManifest,
} from '#contracts/archive.ts';
import type { Language, Localised } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { slideKey, Slides } from '#contracts/film-slides.ts';
import { z } from '#contracts/z.ts';
import { checkCaptions, checkVideo, pictureSize } from './bundle-check.ts';

const wrong = (path: string, reason: string) => new AppError('bundleReferenceUnknown', { path, reason });

/** Throws the first fault: something named twice, a reference to nothing or to something else, no title in the first language. */
export function checkArchive(manifest: ArchiveManifest): void {
  const lessons = archiveLessons(manifest);
  unique(manifest.blobs.map(({ sha256 }) => sha256));
  unique(manifest.modules.map(({ id }) => id));
  unique(lessons.map(({ id }) => id));
  unique(manifest.films.map(({ id }) => id));
  unique(manifest.media.map(({ key }) => key));
  checkBlobs(manifest);
  const films = new Set(manifest.films.map(({ id }) => id));
  for (const { id, films: shown } of lessons)
    for (const film of Object.values(shown)) if (!films.has(film)) throw wrong(id, 'lecture');
  checkFirstLanguage(manifest);
}

function unique(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw wrong(name, 'twice');
    seen.add(name);
  }
}

/** What the manifest names is there with its type, and nothing else is. */
function checkBlobs(manifest: ArchiveManifest): void {
  const types = new Map(manifest.blobs.map(({ sha256, type }) => [sha256, type]));
  const used = namedIn(manifest);
  for (const { sha256, type } of used) {
    if (!types.has(sha256)) throw new AppError('bundleFileMissing', { path: `blobs/${sha256}` });
    if (types.get(sha256) !== type) throw wrong(`blobs/${sha256}`, type);
  }
  const names = new Set(used.map(({ sha256 }) => sha256));
  const stray = manifest.blobs.find(({ sha256 }) => !names.has(sha256));
  if (stray) throw wrong(`blobs/${stray.sha256}`, 'unused');
}

interface Named {
  sha256: string;
  type: string;
}

function namedIn(manifest: ArchiveManifest): Named[] {
  const json = (sha256: string): Named => ({ sha256, type: 'application/json' });
  const films = manifest.films.flatMap((film): Named[] => [
    { sha256: film.source, type: 'video/mp4' },
    ...Object.values(film.captions).map((sha256) => ({ sha256, type: 'text/vtt' })),
    ...additionContents(film).map(json),
  ]);
  const media = manifest.media.flatMap((each): Named[] =>
    each.kind === 'picture' ? each.variants : [{ sha256: each.key, type: each.type }],
  );
  return [
    json(manifest.names),
    ...(manifest.norms === null ? [] : [json(manifest.norms)]),
    ...archiveLessons(manifest).map(({ blocks }) => json(blocks)),
    ...Object.values(manifest.pictures),
    ...films,
    ...media,
  ];
}

function checkFirstLanguage({ languages: [first], title, summary, modules }: ArchiveManifest): void {
  const need = (text: Localised, path: string, language: Language = first!) => {
    if (!text[language]) throw new AppError('bundleLanguageMissing', { path, language });
  };
  need(title, 'title');
  need(summary, 'summary');
  for (const module of modules) {
    need(module.title, module.id);
    for (const lesson of module.lessons) need(lesson.title, lesson.id);
  }
}

/** Checks the bytes of a blob (of a film, its first ones). What is in JSON is looked at where it is used. */
export function checkBlob({ sha256, type }: ArchiveBlob, bytes: Uint8Array): void {
  const path = `blobs/${sha256}`;
  if (type === 'text/vtt') checkCaptions(path, bytes);
  if (type === 'video/mp4') checkVideo(path, bytes);
  if (type === 'image/avif') checkAvif(path, bytes);
  if (type === 'image/png' || type === 'image/jpeg' || type === 'image/webp') pictureSize({ path, type }, bytes);
}

/** ISO 23000-22: a `ftyp` box of the brand. */
function checkAvif(path: string, bytes: Uint8Array): void {
  if (new TextDecoder('latin1').decode(bytes.subarray(4, 12)) !== 'ftypavif')
    throw new AppError('bundlePictureInvalid', { path });
}

/** A lesson's blocks, of which each shows a picture or file that came along. */
export function lessonBlocks(sha256: string, bytes: Uint8Array, media: ReadonlyMap<string, string>): LessonBlocks {
  const blocks = parsed(LessonBlocks, sha256, bytes);
  for (const { kind, ref } of blocks) {
    const fits = kind === 'text' ? ref === null : ref !== null && media.get(ref) === kind;
    if (!fits) throw wrong(`blobs/${sha256}`, 'ref');
  }
  return blocks;
}

/** Slides of a lecture, of which each shows a picture that came along. */
export function archiveSlides(sha256: string, bytes: Uint8Array, media: ArchiveManifest['media']): void {
  const came = new Set(media.flatMap((each) => (each.kind === 'picture' ? each.variants.map(marked) : [])));
  for (const { key, variants } of parsed(Slides, sha256, bytes))
    if (slideKey(variants) !== key || variants.some((each) => !came.has(marked(each))))
      throw wrong(`blobs/${sha256}`, 'ref');
}
const marked = ({ sha256, type }: Named): string => `${sha256} ${type}`;

export const blockNames = (sha256: string, bytes: Uint8Array): BlockNames => parsed(BlockNames, sha256, bytes);
export const archiveNorms = (sha256: string, bytes: Uint8Array): ArchiveNorms => parsed(ArchiveNorms, sha256, bytes);

function parsed<S extends z.core.$ZodType>(schema: S, sha256: string, bytes: Uint8Array): z.infer<S> {
  try {
    return z.parse(schema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    throw new AppError('bundleTextInvalid', { path: `blobs/${sha256}`, reason: 'json' });
  }
}
