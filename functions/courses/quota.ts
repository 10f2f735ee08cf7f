/** Rules of room: what a version adds to what an academy or region keeps. */

/**
 * Bytes that a bundle adds to what is kept of its course: each file once, and only those the course did not have.
 * What two courses share counts for each of them; what films become for viewers is not counted.
 */
export function newBytes(
  { files }: { files: readonly { sha256: string; bytes: number }[] },
  kept: ReadonlySet<string>,
): number {
  const added = new Map(files.filter((file) => !kept.has(file.sha256)).map((file) => [file.sha256, file.bytes]));
  return [...added.values()].reduce((sum, bytes) => sum + bytes, 0);
}
