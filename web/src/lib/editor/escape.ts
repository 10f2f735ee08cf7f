/** Text → Markdown that reads as exactly this text. Pure. */

const word = /[\p{L}\p{N}]/u;
const address = /\bhttps?:\/\/[^\s<>"'«»]+/g;

/** How careful: `all` backs every sign of ASCII with a backslash, for the rare text that reads as something else otherwise. */
export type Care = 'usual' | 'all';

export function escapeText(text: string, care: Care = 'usual'): string {
  if (care === 'all') return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
  // addresses become links by themselves; a backslash in them would break them
  let result = '';
  let at = 0;
  for (const { 0: url, index } of text.matchAll(address)) {
    result += escapePlain(text.slice(at, index)) + url;
    at = index + url.length;
  }
  return result + escapePlain(text.slice(at));
}

function escapePlain(text: string): string {
  return text
    .replace(/[\\`*[\]~]/g, '\\$&')
    .replace(/_/g, (sign, index: number) =>
      word.test(text[index - 1] ?? '') && word.test(text[index + 1] ?? '') ? sign : `\\${sign}`,
    )
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .replace(/&(?=[#a-z])/gi, '\\&');
}

/** What would begin a list, a heading or a quotation at the beginning of a line. */
export function escapeLineStart(line: string): string {
  return line
    .replace(/^\s+/, '')
    .replace(/^(#{1,6}|>|[-+]|=+|\||:)(?=\s|$|[-=>|:])/, '\\$1')
    .replace(/^>/, '\\>')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/** A code span with a fence longer than what it holds. */
export function codeSpan(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = text.startsWith('`') || text.endsWith('`') || (/^ .* $/.test(text) && text.trim() !== '') ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}

export function linkTarget(href: string): string {
  return /[\s()<>\\]/.test(href) ? `<${href.replace(/[<>\n\\]/g, (sign) => encodeURIComponent(sign))}>` : href;
}

export const isWordSign = (sign: string | undefined): boolean => sign !== undefined && word.test(sign);
export const isPunctuation = (sign: string | undefined): boolean => sign !== undefined && /[\p{P}\p{S}]/u.test(sign);
export const asReference = (sign: string): string => `&#${sign.codePointAt(0) ?? 0};`;
