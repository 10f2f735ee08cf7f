// Checksums of uploads in parts: each part has its own, the object that of all of theirs (S3 calls it composite).
import { createHash } from 'node:crypto';
import type { Call } from './call.ts';
import type { Meta } from './store.ts';
import { S3Error } from './xml.ts';

/** `sha256` → `ChecksumSHA256`. */
export const sumElement = (name: string): string => `Checksum${name.toUpperCase()}`;

export const elements = (checksums: Meta['checksums']): Record<string, string> =>
  Object.fromEntries(Object.entries(checksums).map(([name, value]) => [sumElement(name), value]));

/** What an upload that begins wants of its parts; none: what they bring is checked and nothing is asked for. */
export function sumsOf({ headers }: Call): Pick<Meta, 'partSums'> {
  const [asked, type] = [headers.get('x-amz-checksum-algorithm')?.toLowerCase(), headers.get('x-amz-checksum-type')];
  if (asked === undefined) return {};
  if (asked !== 'sha256' || (type !== undefined && type !== 'COMPOSITE'))
    throw new S3Error('NotImplemented', `The checksum ${asked} ${type ?? ''} of uploads in parts is not known here`);
  return { partSums: asked };
}

export const mismatch = (wanted: string): S3Error =>
  new S3Error(
    'InvalidRequest',
    `Checksum Type mismatch occurred, expected checksum Type: ${wanted}, actual checksum Type: null`,
  );

export const missing = (wanted: string, part: number | undefined): S3Error =>
  new S3Error(
    'InvalidRequest',
    `The upload was created using a ${wanted} checksum. The complete request must include the checksum for each part. It was missing for part ${part} in the request.`,
  );

/** The object's checksum: of its parts' checksums, and how many there were; refused where another was promised. */
export function compositeOf(
  { headers }: Call,
  name: string | undefined,
  parts: readonly { part: Meta }[],
): Meta['checksums'] {
  if (!name) return {};
  const hash = createHash(name);
  for (const { part } of parts) hash.update(part.checksums[name] ?? '', 'base64');
  const sum = `${hash.digest('base64')}-${parts.length}`;
  const promised = headers.get(`x-amz-checksum-${name}`);
  if (promised !== undefined && promised !== sum && promised !== sum.replace(/-\d+$/, ''))
    throw new S3Error('BadDigest', `The ${name} you specified did not match the calculated checksum.`);
  return { [name]: sum };
}

export const withoutSums = (headers: Map<string, string>): Map<string, string> =>
  new Map([...headers].filter(([name]) => !/^x-amz-checksum-(?!type|algorithm|mode)/.test(name)));
