/** Rules of room: what a version adds to what an academy or region keeps. */
import type { Bundle } from '#contracts/bundle.ts';
import { contentOf } from './candidate.ts';
import type { Manifest } from './manifest.ts';

/**
 * Bytes that a bundle adds to the version before: each file once, and only those the course did not have.
 * What two courses share counts for each of them; what films become for viewers is not counted.
 */
export function newBytes(bundle: Pick<Bundle, 'files'>, before: Manifest | undefined): number {
  const kept = before ? contentOf(before) : new Set();
  const added = new Map(bundle.files.filter((file) => !kept.has(file.sha256)).map((file) => [file.sha256, file.bytes]));
  return [...added.values()].reduce((sum, bytes) => sum + bytes, 0);
}
