/**
 * Questions that ask nearly the same. Two texts are as alike as their sets of five-character pieces: the share of pieces
 * they have in common (Jaccard). Which of thousands to compare at all say bands of a MinHash signature:
 * A. Broder, “On the resemblance and containment of documents”, 1997; J. Leskovec, A. Rajaraman, J. Ullman, “Mining of Massive
 * Datasets”, ch. 3 (shingling, banding). Five bands of three meet with 97 % where 80 % is in common, with 0.5 % where 10 % is. Pure.
 */
import { languages } from '#contracts/common.ts';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import { folded, plain, textsIn } from './content.ts';

const pieceLength = 5;
const bands = 5;
const rows = 3;
/** from here on two questions are shown as alike */
const alikeFrom = 0.6;
/** characters that are compared */
const probeMax = 500;
/** “Choose what is right” says little: then what can be chosen counts too */
const tellingFrom = 40;

/** What of a question is compared: what it asks, in the first language it has. */
export function probeOf({ given, ask, body }: QuestionContent): string {
  const language = languages.find((each) => ask[each] !== undefined)!;
  const asked = folded(plain(`${given?.[language] ?? ''} ${ask[language] ?? ''}`));
  const rest = textsIn(body).map((texts) => texts[language] ?? '');
  return (asked.length < tellingFrom ? folded(plain([asked, ...rest.sort()].join(' '))) : asked).slice(0, probeMax);
}

function piecesOf(text: string): Set<string> {
  if (text.length <= pieceLength) return new Set([text]);
  return new Set(Array.from({ length: text.length - pieceLength + 1 }, (_, at) => text.slice(at, at + pieceLength)));
}

/** 0–1. */
export function likeness(one: string, other: string): number {
  if (one === other) return 1;
  const [a, b] = [piecesOf(one), piecesOf(other)];
  const common = [...a].filter((piece) => b.has(piece)).length;
  return common / (a.size + b.size - common);
}

export const areAlike = (one: string, other: string): boolean => likeness(one, other) >= alikeFrom;

/** Names of the bands: texts that are alike share one of them, most likely. */
export function bandsOf(probe: string): string[] {
  const hashes = [...piecesOf(probe)].map(fnv1a);
  const least = Array.from({ length: bands * rows }, (_, index) =>
    hashes.reduce((min, hash) => Math.min(min, mixed(hash ^ mixed(index + 1))), 0xffffffff),
  );
  return Array.from({ length: bands }, (_, band) =>
    [band, ...least.slice(band * rows, (band + 1) * rows).map((hash) => hash.toString(36))].join('-'),
  );
}

/** FNV-1a, 32 bits, over UTF-16 units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The last step of MurmurHash3: each bit of what goes in changes half of what comes out. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
