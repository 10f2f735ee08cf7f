/** How a film is cut into parts on its way: the same plan where it is sent and where it is checked. Pure. */

const mebibyte = 1024 ** 2;
/** S3 takes no part below five mebibytes but the last; a small one loses little where the network breaks */
const smallPart = 5 * mebibyte;
const largePart = 8 * mebibyte;
const largeFrom = 1024 * mebibyte;

export interface FilmPart {
  /** from 1 */
  number: number;
  start: number;
  /** exclusive */
  end: number;
}

/** Bytes of every part but the last. A film of four gibibytes has 512, so that all of them fit one list. */
export const partBytesFor = (bytes: number): number => (bytes > largeFrom ? largePart : smallPart);

export const partCount = (bytes: number, partBytes: number): number => Math.ceil(bytes / partBytes);

/** The part with this number; undefined where the film has none. */
export function partAt(number: number, bytes: number, partBytes: number): FilmPart | undefined {
  if (!Number.isInteger(number) || number < 1 || number > partCount(bytes, partBytes)) return undefined;
  const start = (number - 1) * partBytes;
  return { number, start, end: Math.min(bytes, start + partBytes) };
}

/** All parts, in order; together they are the film. */
export const partsOf = (bytes: number, partBytes: number): FilmPart[] =>
  Array.from({ length: partCount(bytes, partBytes) }, (_, index) => partAt(index + 1, bytes, partBytes)!);
