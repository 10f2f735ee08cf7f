/** `kurs-bundle/1`: a course as files. One manifest (JSON) names every file with its hash; see CONTRIBUTING.md. */
import { Language, Sha256, localised } from './common.ts';
import { z } from './z.ts';

/** Path inside the bundle: relative, forward slashes, no `.` or `..` segments, plain characters. */
export const BundlePath = z
  .string()
  .check(
    z.maxLength(200, 'bundlePathInvalid'),
    z.regex(/^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[a-z0-9._-]+(?:\/[a-z0-9._-]+)*$/i, 'bundlePathInvalid'),
  );
const Key = z.string().check(z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), z.maxLength(80));
const pathPerLanguage = z.partialRecord(Language, BundlePath);

export const bundleFileTypes = {
  'text/markdown': 100 * 1024,
  'image/png': 1024 * 1024,
  'image/jpeg': 1024 * 1024,
  'image/webp': 1024 * 1024,
  'text/vtt': 500 * 1024,
  'video/mp4': 4 * 1024 ** 3,
} as const;
export type BundleFileType = keyof typeof bundleFileTypes;

export const BundleFile = z
  .strictObject({
    path: BundlePath,
    sha256: Sha256,
    bytes: z.int().check(z.positive()),
    type: z.enum(Object.keys(bundleFileTypes) as [BundleFileType, ...BundleFileType[]]),
  })
  .check(z.refine((file) => file.bytes <= bundleFileTypes[file.type], 'tooLarge'));
export type BundleFile = z.infer<typeof BundleFile>;

export const BundleLesson = z.strictObject({
  key: Key,
  title: localised(200),
  minutes: z.int().check(z.minimum(1), z.maximum(600)),
  text: pathPerLanguage,
  /** language of instruction → key of the lecture spoken in it */
  lecture: z.optional(z.partialRecord(Language, Key)),
});
export const BundleModule = z.strictObject({
  key: Key,
  title: localised(200),
  lessons: z.array(BundleLesson).check(z.minLength(1), z.maxLength(50)),
});
export const BundleLecture = z.strictObject({
  key: Key,
  language: Language,
  title: localised(200),
  durationSeconds: z.number().check(z.minimum(1), z.maximum(6 * 3600)),
  file: BundlePath,
  captions: pathPerLanguage,
});

export const Bundle = z.strictObject({
  format: z.literal('kurs-bundle/1'),
  /** first = the language of origin and the fall-back of every text */
  languages: z.array(Language).check(
    z.minLength(1),
    z.maxLength(4),
    z.refine((languages) => new Set(languages).size === languages.length, 'twice'),
  ),
  title: localised(200),
  summary: localised(600),
  outcomes: z.array(localised(500)).check(z.maxLength(20)),
  topics: z.array(Key).check(z.maxLength(20)),
  /** whose catalogue shows it: everybody's, or only that of the academy that brings it in */
  audience: z.enum(['all', 'own']),
  modules: z.array(BundleModule).check(z.minLength(1), z.maxLength(50)),
  lectures: z.array(BundleLecture).check(z.maxLength(100)),
  files: z.array(BundleFile).check(z.minLength(1), z.maxLength(2000)),
});
export type Bundle = z.infer<typeof Bundle>;
