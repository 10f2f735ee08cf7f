/** Media: pictures and files that texts of every room use. Uploaded, checked by their bytes, pictures re-encoded. */
import { Cursor, Moment, Sha256, id, line, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { errorStatus, type ErrorCode } from './errors.ts';
import { z } from './z.ts';

/** What is taken as a picture; it is kept as AVIF and WebP in several widths, without its metadata. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/avif'] as const;
/** What is taken as a file to download; kept as it came. */
export const fileTypes = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
  'audio/mpeg',
  'text/plain',
  'text/csv',
] as const;
export const pictureBytesMax = 20 * 1024 * 1024;
export const fileBytesMax = 100 * 1024 * 1024;
/** pixels of a picture: about what a phone of today takes; the browser makes larger ones smaller before it sends them */
export const picturePixelsMax = 50_000_000;

export const mediaKinds = ['picture', 'file'] as const;
export type MediaKind = (typeof mediaKinds)[number];

/** A picture in one width and encoding. */
export const PictureVariant = z.object({
  sha256: Sha256,
  type: z.enum(['image/avif', 'image/webp']),
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
});
export type PictureVariant = z.infer<typeof PictureVariant>;

export const Media = z.object({
  id: id('media'),
  kind: z.enum(mediaKinds),
  /** the file's name as its owner sees it; never a key, never a path */
  name: line(200),
  organisation: z.object({ id: id('organisation'), name: localised(200) }),
  /** waiting: for the bytes · processing: being checked and re-encoded · ready · failed: `failure` says why */
  state: z.enum(['waiting', 'processing', 'ready', 'failed']),
  failure: z.nullable(z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]])),
  type: z.string(),
  bytes: z.int(),
  /** of a picture that is ready, after turning it as its camera was held */
  width: z.nullable(z.int()),
  height: z.nullable(z.int()),
  /** widest first, AVIF before WebP of the same width; empty for files */
  variants: z.array(PictureVariant),
  createdAt: Moment,
  /** may the asker rename or remove it? */
  mayChange: z.boolean(),
});
export type Media = z.infer<typeof Media>;

const params = z.strictObject({ mediaId: id('media') });

export const media = {
  startUpload: endpoint({
    method: 'POST',
    path: '/api/media/uploads',
    summary: 'Announces a picture or file of an organisation: answers where to put its bytes.',
    permission: 'useMedia',
    body: z.strictObject({
      id: id('media'),
      organisationId: id('organisation'),
      kind: z.enum(mediaKinds),
      name: line(200),
      type: z.enum([...pictureTypes, ...fileTypes]),
      bytes: z.int().check(z.positive(), z.maximum(fileBytesMax)),
      sha256: Sha256,
    }),
    output: z.object({
      media: Media,
      /** null: the same bytes were put under this id before */
      upload: z.nullable(z.object({ url: z.string(), headers: z.record(z.string(), z.string()) })),
    }),
    errors: ['idTaken', 'organisationClosed', 'quotaExceeded', 'mediaTypeRefused', 'mediaTooLarge'],
    strictLimit: 120,
  }),
  completeUpload: endpoint({
    method: 'POST',
    path: '/api/media/{mediaId}/complete',
    summary: 'The bytes are there: they are checked, and a picture re-encoded. Ask for the media until it is ready.',
    permission: 'useMedia',
    params,
    output: Media,
    errors: ['mediaIncomplete', 'organisationClosed', 'quotaExceeded'],
  }),
  media: endpoint({
    method: 'GET',
    path: '/api/media/{mediaId}',
    summary: 'A picture or file of an organisation in the asker’s reach.',
    permission: 'useMedia',
    params,
    output: Media,
  }),
  library: endpoint({
    method: 'GET',
    path: '/api/media/organisations/{organisationId}',
    summary: 'Pictures or files of an organisation, newest first, or by the beginning of their names.',
    permission: 'useMedia',
    params: z.strictObject({ organisationId: id('organisation') }),
    query: z.strictObject({
      kind: z.enum(mediaKinds),
      q: z.optional(z.string().check(z.maxLength(100))),
      cursor: z.optional(Cursor),
    }),
    output: page(Media),
    errors: ['cursorInvalid'],
  }),
  renameMedia: endpoint({
    method: 'PATCH',
    path: '/api/media/{mediaId}',
    summary: 'Gives a picture or file another name.',
    permission: 'useMedia',
    params,
    body: z.strictObject({ name: line(200) }),
    output: Media,
    errors: ['conflict'],
  }),
  removeMedia: endpoint({
    method: 'DELETE',
    path: '/api/media/{mediaId}',
    summary: 'Takes it out of the library; texts that use it keep it.',
    permission: 'useMedia',
    params,
  }),
  pictureContent: endpoint({
    method: 'GET',
    path: '/api/media/{mediaId}/pictures/{sha256}',
    summary: 'A picture in one of its variants, immutable (bytes).',
    permission: 'useMedia',
    params: z.strictObject({ mediaId: id('media'), sha256: Sha256 }),
    raw: true,
  }),
  fileContent: endpoint({
    method: 'GET',
    path: '/api/media/{mediaId}/file',
    summary: 'A file, as a redirect to an address that works for five minutes and saves it under its name.',
    permission: 'useMedia',
    params,
    raw: true,
  }),
};
