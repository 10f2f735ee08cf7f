/**
 * Markdown as a translation program shows it: words to translate, signs it protects. Signs are inline codes, not text, for
 * a translator with another program sees neither our editor nor our warnings: a link whose address got a space in it is
 * lost silently; a code that is missing is reported by every such program. What is put together again is the very text. Pure.
 */
export type Run =
  | string
  /** a sign by itself: a footnote’s mark, the beginning of a line */
  | { code: string }
  /** signs around words: bold, a link */
  | { open: string; close: string; runs: Run[] };

interface Rule {
  /** sticky */
  pattern: RegExp;
  /** of a pair: how many characters at the beginning and the end are signs */
  parts?: (match: RegExpExecArray) => { open: number; close: number };
}

const ends = (length: number) => () => ({ open: length, close: length });
const wordsBetween = (open: number) => (match: RegExpExecArray) => ({
  open,
  close: match[0].length - open - (match[1] ?? '').length,
});

/** At the beginning of a line. */
const beforeQuotes: readonly Rule[] = [
  { pattern: /[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t]*\1[ \t]*$|(?![\s\S]))/my },
  { pattern: /[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$/my },
  { pattern: /(?:[ \t]*>)+[ \t]?(?:\[![A-Z]+\])?/y },
  { pattern: /\[\^[^\]\s]{1,100}\]:[ \t]*/y },
];
/** There, or behind the sign of a quotation. */
const lineBeginnings: readonly Rule[] = [{ pattern: /[ \t]*(?:#{1,6}|[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?/y }];
const columns: readonly Rule[] = [{ pattern: /[ \t]*\|[ \t]*/y }];
/** Anywhere; the first that fits counts. */
const signs: readonly Rule[] = [
  { pattern: /\\[!-/:-@[-`{-~]/y },
  { pattern: /(`+)(?!`)[^\n]*?[^`]\1(?!`)/y },
  { pattern: /\[\^[^\]\s]{1,100}\]/y },
  { pattern: /!\[((?:[^[\]\\\n]|\\.)*)\]\([^()\s]+(?:[ \t]+"(?:[^"\\\n]|\\.)*")?\)/y, parts: wordsBetween(2) },
  { pattern: /\[((?:[^[\]\\\n]|\\.|\[\^[^\]\s]{1,100}\])+)\]\([^()\s]*\)/y, parts: wordsBetween(1) },
  { pattern: /<(?:https?:\/\/|mailto:)[^<>\s]+>/y },
  { pattern: /https?:\/\/[^\s<>()[\]|]+/y },
  { pattern: /\*\*(?=\S)(?:[^*\\\n]|\\.)+?\*\*/y, parts: ends(2) },
  { pattern: /~~(?=\S)(?:[^~\\\n]|\\.)+?~~/y, parts: ends(2) },
  { pattern: /\*(?=[^\s*])(?:[^*\\\n]|\\.)+?\*/y, parts: ends(1) },
];
const underlined: readonly Rule[] = [{ pattern: /_(?=[^\s_])(?:[^_\\\n]|\\.)+?_(?![\p{L}\p{N}_])/uy, parts: ends(1) }];
/** no sign begins with anything else: most of a text is passed over */
const maySign = /[\\`[!<h*~_]/;

/** An escaped sign is a word’s, not ours: it stays in the text as it is written. */
const isEscape = (text: string): boolean => text.length === 2 && text.startsWith('\\');

/** Where the reading is. */
interface Place {
  /** no line begins within a pair of signs */
  lines: boolean;
  isLineStart: boolean;
  isBehindQuote: boolean;
  isTable: boolean;
}

export function runsOf(markdown: string, lines = true): Run[] {
  const runs: Run[] = [];
  let words = '';
  const place: Place = { lines, isLineStart: lines, isBehindQuote: false, isTable: false };
  for (let at = 0; at < markdown.length;) {
    if (place.isLineStart) place.isTable = isTableLine(markdown, at);
    const found = matchAt(markdown, at, place);
    const raw = found?.match[0] ?? markdown.slice(at, at + 1);
    if (!found || isEscape(raw)) words += raw;
    else {
      if (words) runs.push(words);
      words = '';
      runs.push(runOf(raw, found.parts));
    }
    at += raw.length;
    place.isBehindQuote = place.isLineStart && /^[ \t>]+$/.test(raw) && raw.includes('>');
    place.isLineStart = lines && raw.endsWith('\n');
  }
  return words ? [...runs, words] : runs;
}

const tableLine = /(?:[ \t]*>)*[ \t]*\|/y;
function isTableLine(markdown: string, at: number): boolean {
  tableLine.lastIndex = at;
  return tableLine.test(markdown);
}

function matchAt(markdown: string, at: number, { isLineStart, isBehindQuote, isTable }: Place) {
  const character = markdown[at] ?? '';
  const isOpen = maySign.test(character);
  const rules = [
    ...(isLineStart ? beforeQuotes : []),
    ...(isLineStart || isBehindQuote ? lineBeginnings : []),
    ...(isTable && /[ \t|]/.test(character) ? columns : []),
    ...(isOpen ? signs : []),
    ...(character === '_' && !/[\p{L}\p{N}_]/u.test(markdown[at - 1] ?? '') ? underlined : []),
  ];
  for (const { pattern, parts } of rules) {
    pattern.lastIndex = at;
    const match = pattern.exec(markdown);
    if (match?.[0]) return { match, parts: parts?.(match) };
  }
  return undefined;
}

function runOf(raw: string, parts: { open: number; close: number } | undefined): Run {
  if (!parts) return { code: raw };
  const end = raw.length - parts.close;
  return { open: raw.slice(0, parts.open), close: raw.slice(end), runs: runsOf(raw.slice(parts.open, end), false) };
}

export const markdownOf = (runs: readonly Run[]): string =>
  runs
    .map((run) => {
      if (typeof run === 'string') return run;
      return 'code' in run ? run.code : run.open + markdownOf(run.runs) + run.close;
    })
    .join('');
