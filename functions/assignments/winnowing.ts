/**
 * How much two texts share, by winnowing: S. Schleimer, D. S. Wilkerson, A. Aiken, “Winnowing: Local Algorithms for Document
 * Fingerprinting”, SIGMOD 2003. Letters and digits alone count, in lower case; of the hashes of every `gram` of them in a row
 * each window of `window` keeps its least, the rightmost of equal ones. Every shared run of `gram + window − 1` characters
 * is found, no run shorter than `gram` ever is. A hint for a person to look at, never a verdict. Pure.
 */

/** characters of a shingle: shorter runs are how everybody writes */
const gram = 28;
const window = 8;
/** a run that more than this share of all works has is how the task is answered, not copied */
const commonShare = 0.34;
const commonFrom = 4;

export interface Fingerprint {
  hash: number;
  /** place in the text, of its first and after its last character */
  from: number;
  to: number;
}

interface Letters {
  codes: number[];
  /** where each stands in the text */
  places: number[];
}

function lettersOf(text: string): Letters {
  const codes: number[] = [];
  const places: number[] = [];
  for (const found of text.matchAll(/[\p{L}\p{N}]/gu)) {
    codes.push(found[0].toLowerCase().codePointAt(0)!);
    places.push(found.index);
  }
  return { codes, places };
}

const base = 1_000_003;

/** Hash of every shingle, rolled along (Rabin–Karp, in 32 bits). */
function hashesOf(codes: readonly number[]): number[] {
  const hashes: number[] = [];
  let top = 1;
  for (let step = 1; step < gram; step += 1) top = Math.imul(top, base);
  let hash = 0;
  for (const [index, code] of codes.entries()) {
    if (index >= gram) hash = (hash - Math.imul(codes[index - gram]!, top)) | 0;
    hash = (Math.imul(hash, base) + code) | 0;
    if (index >= gram - 1) hashes.push(mixed(hash));
  }
  return hashes;
}

/** Spreads the bits, so that the least hash is any hash (the last steps of MurmurHash3). */
function mixed(hash: number): number {
  let bits = hash ^ (hash >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** The fingerprints of a text, in their order. */
export function fingerprints(text: string): Fingerprint[] {
  const { codes, places } = lettersOf(text);
  const hashes = hashesOf(codes);
  const kept: Fingerprint[] = [];
  let last = -1;
  for (let start = 0; start < Math.max(0, hashes.length - window + 1) || (start === 0 && hashes.length); start += 1) {
    const least = leastIn(hashes, start, Math.min(hashes.length, start + window));
    if (least === last) continue;
    last = least;
    kept.push({ hash: hashes[least]!, from: places[least]!, to: places[least + gram - 1]! + 1 });
  }
  return kept;
}

function leastIn(hashes: readonly number[], from: number, to: number): number {
  let least = from;
  for (let index = from + 1; index < to; index += 1) if (hashes[index]! <= hashes[least]!) least = index;
  return least;
}

/** Hashes that say nothing: those of the task itself, and those that many works share. */
export function commonHashes(task: string, works: readonly ReadonlySet<number>[]): Set<number> {
  const common = new Set(fingerprints(task).map(({ hash }) => hash));
  const counts = new Map<number, number>();
  for (const each of works) for (const hash of each) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const many = Math.max(commonFrom, works.length * commonShare);
  for (const [hash, count] of counts) if (count > many) common.add(hash);
  return common;
}

/** Share of the one that stands in the other as well, 0–1; what is common counts for neither. */
export function sharedBy(own: ReadonlySet<number>, other: ReadonlySet<number>, common: ReadonlySet<number>): number {
  const counted = [...own].filter((hash) => !common.has(hash));
  return counted.length ? counted.filter((hash) => other.has(hash)).length / counted.length : 0;
}

/** A stretch of characters in each text, from and to (exclusive). */
export interface SharedPassage {
  here: { from: number; to: number };
  there: { from: number; to: number };
}

/** letters that may differ between two shingles of one passage */
const gapMax = 2 * gram;

/** The passages two texts share, the longest first. */
export function sharedPassages(here: string, there: string, common: ReadonlySet<number>, max: number): SharedPassage[] {
  const places = new Map<number, Fingerprint>();
  for (const each of fingerprints(there)) if (!places.has(each.hash)) places.set(each.hash, each);
  const passages: SharedPassage[] = [];
  for (const own of fingerprints(here)) {
    const other = places.get(own.hash);
    if (!other || common.has(own.hash)) continue;
    const last = passages.at(-1);
    if (last && goesOn(last, own, other)) {
      last.here.to = own.to;
      last.there.to = Math.max(last.there.to, other.to);
    } else passages.push({ here: { from: own.from, to: own.to }, there: { from: other.from, to: other.to } });
  }
  return passages.sort((a, b) => b.here.to - b.here.from - (a.here.to - a.here.from)).slice(0, max);
}

const goesOn = ({ here, there }: SharedPassage, own: Fingerprint, other: Fingerprint): boolean =>
  own.from <= here.to + gapMax && other.from >= there.from && other.from <= there.to + gapMax;
