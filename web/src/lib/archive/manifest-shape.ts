/**
 * Is it a manifest, as far as this page shows and sends it? The server proves it by the whole schema before anything is
 * written: the browser has no validator. Pure.
 */
import type { ArchiveManifest, ArchiveSignature } from '#contracts/archive.ts';

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isTitle = (value: unknown): boolean => isFields(value) && Object.values(value).every(isText);
const all = (value: unknown, fits: (each: Fields) => boolean): boolean =>
  Array.isArray(value) && value.every((each) => isFields(each) && fits(each));

export const formatOf = (value: unknown): unknown => (isFields(value) ? value['format'] : undefined);

export function isManifest(value: unknown): value is ArchiveManifest {
  if (!isFields(value)) return false;
  const { exported, languages, title, summary, modules, films, media, blobs } = value;
  return (
    isExported(exported) &&
    Array.isArray(languages) &&
    languages.length > 0 &&
    languages.every(isText) &&
    [title, summary].every(isTitle) &&
    all(modules, isModule) &&
    all(films, ({ id }) => isText(id)) &&
    all(media, ({ key }) => isText(key)) &&
    all(blobs, isBlob)
  );
}

const isExported = (value: unknown): boolean =>
  isFields(value) && isText(value['at']) && isFields(value['organisation']) && isTitle(value['organisation']['name']);

const isModule = ({ id, title, lessons }: Fields): boolean =>
  isText(id) &&
  isTitle(title) &&
  all(lessons, (lesson) => isText(lesson['id']) && isTitle(lesson['title']) && isCount(lesson['minutes']));

const isBlob = ({ sha256, bytes, type }: Fields): boolean =>
  isText(sha256) && /^[0-9a-f]{64}$/.test(sha256) && isCount(bytes) && isText(type);

export const isSignature = (value: unknown): value is ArchiveSignature =>
  isFields(value) && ['algorithm', 'keyId', 'publicKey', 'signature'].every((name) => isText(value[name]));
