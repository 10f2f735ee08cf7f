/**
 * `kurs-bundle/2`: a whole course as one zip – `manifest.json`, `signature.json` and `blobs/<sha256>`. What stands in a blob
 * names nothing by an id, so that a course that goes from academy to academy keeps its hashes; see CONTRIBUTING.md.
 */
import { additionHashes } from './film-additions.ts';
import { blockKinds, blocksMax, isPlain, lessonsMax, MarkdownText, modulesMax } from './blocks.ts';
import { BundlePath } from './bundle.ts';
import { Language, Moment, Sha256, id, languages, line, localised } from './common.ts';
import { fileTypes } from './media.ts';
import { Code, Wording } from './norms.ts';
import { z } from './z.ts';

export const archiveFormat = 'kurs-bundle/2';
/** of a zip, directories among them */
export const archiveEntriesMax = 5000;
/** of `manifest.json` */
export const archiveManifestBytesMax = 2 * 1024 * 1024;
/** of everything together: beyond it a zip has another form */
export const archiveBytesMax = 4_000_000_000;

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;
const plainTypes = {
  'application/json': 8 * megabyte,
  'image/png': megabyte,
  'image/jpeg': megabyte,
  'image/webp': 20 * megabyte,
  'image/avif': 20 * megabyte,
  'text/vtt': 500 * kilobyte,
  'video/mp4': archiveBytesMax,
} as const;
/** What a blob may be, and how large. */
export const archiveTypes: Readonly<Record<string, number>> = {
  ...Object.fromEntries(fileTypes.map((type) => [type, 100 * megabyte])),
  ...plainTypes,
};

export const ArchiveBlob = z
  .strictObject({
    sha256: Sha256,
    bytes: z.int().check(z.positive()),
    type: z.string().check(z.refine((type) => Object.hasOwn(archiveTypes, type), 'type')),
  })
  .check(z.refine(({ type, bytes }) => bytes <= (archiveTypes[type] ?? bytes), 'tooLarge'));
export type ArchiveBlob = z.infer<typeof ArchiveBlob>;

const pixels = z.int().check(z.minimum(1), z.maximum(20_000));
const ArchivePicture = z.strictObject({
  sha256: Sha256,
  type: z.enum(['image/png', 'image/jpeg', 'image/webp', 'image/avif']),
  width: pixels,
  height: pixels,
});

const ArchiveLesson = z.strictObject({
  id: id('lesson'),
  title: localised(200),
  minutes: z.int().check(z.minimum(1), z.maximum(600)),
  /** blob: the lesson's blocks in order, as `LessonBlocks` */
  blocks: Sha256,
  /** language of instruction → film */
  films: z.partialRecord(Language, id('lecture')),
});

const ArchiveFilm = z.strictObject({
  id: id('lecture'),
  language: Language,
  title: localised(200),
  durationSeconds: z.number().check(z.minimum(1), z.maximum(6 * 3600)),
  /** blob: the film as its authors gave it */
  source: Sha256,
  /** language → blob, WebVTT */
  captions: z.partialRecord(Language, Sha256),
  /** blobs, as each kind writes them */
  ...additionHashes,
});

/** A picture or file that blocks show; `key`, by which they name it, is the hash of its widest WebP, or of the file. */
const ArchiveMedia = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('picture'),
    key: Sha256,
    name: line(200),
    width: pixels,
    height: pixels,
    variants: z
      .array(z.strictObject({ ...ArchivePicture.shape, type: z.enum(['image/avif', 'image/webp']) }))
      .check(z.minLength(1), z.maxLength(12)),
  }),
  z.strictObject({ kind: z.literal('file'), key: Sha256, name: line(200), type: z.enum(fileTypes) }),
]);
export type ArchiveMedia = z.infer<typeof ArchiveMedia>;

export const ArchiveManifest = z.strictObject({
  format: z.literal(archiveFormat),
  /** where it comes from, and when */
  exported: z.strictObject({
    courseId: id('course'),
    /** newest release of the course there */
    version: z.nullable(z.int()),
    organisation: z.strictObject({ id: id('organisation'), name: localised(200) }),
    at: Moment,
  }),
  /** first = the language of origin and the fall-back of every text */
  languages: z.array(Language).check(
    z.minLength(1),
    z.maxLength(languages.length),
    z.refine((all) => new Set(all).size === all.length, 'twice'),
  ),
  title: localised(200),
  summary: localised(600),
  outcomes: z.array(localised(500)).check(z.maxLength(20)),
  topics: z.array(line(80)).check(z.maxLength(20)),
  competences: z.array(id('competence')).check(z.maxLength(50)),
  audience: z.enum(['all', 'own']),
  modules: z
    .array(
      z.strictObject({
        id: id('module'),
        title: localised(200),
        lessons: z.array(ArchiveLesson).check(z.minLength(1), z.maxLength(lessonsMax)),
      }),
    )
    .check(z.minLength(1), z.maxLength(modulesMax)),
  films: z.array(ArchiveFilm).check(z.maxLength(lessonsMax)),
  media: z.array(ArchiveMedia).check(z.maxLength(2000)),
  /** pictures that texts name by a path */
  pictures: z.record(BundlePath, ArchivePicture),
  /** blob: the ids of the blocks, as `BlockNames` */
  names: Sha256,
  /** blob: the norms that the texts refer to, as `ArchiveNorms`; null: none */
  norms: z.nullable(Sha256),
  /** every blob, each once */
  blobs: z.array(ArchiveBlob).check(z.minLength(1), z.maxLength(archiveEntriesMax - 2)),
});
export type ArchiveManifest = z.infer<typeof ArchiveManifest>;

/** The blocks of a lesson; `ref` is the key of a picture or file. */
export const LessonBlocks = z
  .array(
    z.strictObject({
      kind: z.enum(blockKinds),
      ref: z.nullable(Sha256),
      texts: z.partialRecord(
        Language,
        z.strictObject({
          text: MarkdownText,
          alt: z.nullable(z.string().check(z.maxLength(500), z.refine(isPlain, 'control'))),
        }),
      ),
    }),
  )
  .check(z.maxLength(blocksMax));
export type LessonBlocks = z.infer<typeof LessonBlocks>;

/** lesson → ids of its blocks, in order */
export const BlockNames = z.record(id('lesson'), z.array(id('block')).check(z.maxLength(blocksMax)));
export type BlockNames = z.infer<typeof BlockNames>;

/** Articles with all their wordings, as they are where the course comes from. */
export const ArchiveNorms = z
  .array(
    z.strictObject({
      id: id('article'),
      code: Code,
      act: z.strictObject({ code: Code, title: localised(400) }),
      reference: line(120),
      wordings: z.array(z.strictObject({ ...Wording.shape })).check(z.maxLength(100)),
    }),
  )
  .check(z.maxLength(500));
export type ArchiveNorms = z.infer<typeof ArchiveNorms>;

const base64 = (bytes: number) =>
  z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/), z.maxLength(Math.ceil(bytes / 3) * 4));

/** Ed25519 (RFC 8032) over the bytes of `manifest.json`, which is canonical JSON. */
export const ArchiveSignature = z.strictObject({
  algorithm: z.literal('Ed25519'),
  /** SHA-256 of the public key */
  keyId: Sha256,
  /** the 32 bytes of it; whose it is says `signingKey` of the installation it comes from */
  publicKey: base64(32),
  signature: base64(64),
});
export type ArchiveSignature = z.infer<typeof ArchiveSignature>;

/** JSON in one form only: fields in the order of their names, nothing between them. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : Number(a > b))))
      : each,
  );

export const archiveLessons = ({ modules }: Pick<ArchiveManifest, 'modules'>) =>
  modules.flatMap(({ lessons }) => lessons);
