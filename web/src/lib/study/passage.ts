/** Finding a passage again: by what stood there and around it, also after the text has changed a little. Pure. */
import type { Passage } from '#contracts/passages.ts';
import type { Span } from './marks.ts';

/** characters around a passage that are kept */
const aroundMax = 60;
const quoteMax = 1000;
/** what of a longer passage must still be there at either end */
const endLength = 24;
/** share of a passage's words that must still be there */
const alikeMin = 0.6;

/** The passage at a place of the text; undefined for blank space. */
export function passageAt(text: string, { start, end }: Span): Passage | undefined {
  const [from, to] = trimmed(text, start, Math.min(end, start + quoteMax));
  if (from >= to) return undefined;
  return {
    quote: text.slice(from, to),
    before: text.slice(Math.max(0, from - aroundMax), from),
    after: text.slice(to, to + aroundMax),
  };
}

function trimmed(text: string, start: number, end: number): [number, number] {
  const piece = text.slice(start, end);
  return [start + piece.length - piece.trimStart().length, end - (piece.length - piece.trimEnd().length)];
}

/** A text without its spaces, and where each character stood: spaces change with every line break. */
class Dense {
  readonly text: string;
  readonly #places: number[] = [];

  constructor(text: string) {
    let dense = '';
    for (let at = 0; at < text.length; at += 1) {
      if (/[\s\u00ad]/.test(text[at]!)) continue;
      dense += text[at]!;
      this.#places.push(at);
    }
    this.text = dense;
  }

  span(start: number, length: number): Span {
    return { start: this.#places[start]!, end: this.#places[start + length - 1]! + 1 };
  }
}

const dense = (text: string): string => text.replace(/[\s\u00ad]/g, '');

/** Makes the finder for one text. It answers undefined where the passage is gone. */
export function passageFinder(text: string): (passage: Passage) => Span | undefined {
  const whole = new Dense(text);
  return (passage) => {
    const [quote, before, after] = [passage.quote, passage.before, passage.after].map(dense) as [
      string,
      string,
      string,
    ];
    if (!quote) return undefined;
    const place = exact(whole.text, quote, before, after) ?? changed(whole.text, quote, before, after);
    return place && whole.span(place.start, place.end - place.start);
  };
}

/** Of several places the one with the most alike surroundings. */
function exact(text: string, quote: string, before: string, after: string): Span | undefined {
  let best: (Span & { alike: number }) | undefined;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    const end = at + quote.length;
    const alike = sameEnd(text.slice(0, at), before) + sameStart(text.slice(end), after);
    if (!best || alike > best.alike) best = { start: at, end, alike };
  }
  return best;
}

function sameStart(a: string, b: string): number {
  let count = 0;
  while (count < b.length && a[count] === b[count]) count += 1;
  return count;
}
function sameEnd(a: string, b: string): number {
  let count = 0;
  while (count < b.length && a.at(-1 - count) === b.at(-1 - count)) count += 1;
  return count;
}

/** Between the same ends, or between the same surroundings, if most of its pairs of letters are still there. */
function changed(text: string, quote: string, before: string, after: string): Span | undefined {
  const candidates = [...betweenEnds(text, quote), ...betweenSurroundings(text, quote, before, after)];
  const judged = candidates
    .map((span) => ({ ...span, alike: likeness(text.slice(span.start, span.end), quote) }))
    .filter(({ alike }) => alike >= alikeMin)
    .sort((a, b) => b.alike - a.alike);
  return judged[0];
}

function betweenEnds(text: string, quote: string): Span[] {
  if (quote.length < 2 * endLength) return [];
  const start = text.indexOf(quote.slice(0, endLength));
  const last = quote.slice(-endLength);
  const end = start < 0 ? -1 : text.indexOf(last, start + endLength);
  return end < 0 || end - start > quote.length * 2 ? [] : [{ start, end: end + last.length }];
}

function betweenSurroundings(text: string, quote: string, before: string, after: string): Span[] {
  const [lead, tail] = [before.slice(-endLength), after.slice(0, endLength)];
  if (lead.length < 6 || tail.length < 6) return [];
  const at = text.indexOf(lead);
  const start = at + lead.length;
  const end = at < 0 ? -1 : text.indexOf(tail, start);
  return end <= start || end - start > quote.length * 2 ? [] : [{ start, end }];
}

/** Share of common pairs of letters (Dice): insensitive to a word more or less. */
export function likeness(a: string, b: string): number {
  const [pairsA, pairsB] = [pairs(a), pairs(b)];
  const total = a.length + b.length - 2;
  if (total <= 0) return a === b ? 1 : 0;
  let common = 0;
  for (const [pair, count] of pairsA) common += Math.min(count, pairsB.get(pair) ?? 0);
  return (2 * common) / total;
}

function pairs(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (let at = 0; at < text.length - 1; at += 1) {
    const pair = text.slice(at, at + 2);
    found.set(pair, (found.get(pair) ?? 0) + 1);
  }
  return found;
}
