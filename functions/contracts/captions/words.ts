/** The words of a cue without its tags and references; the name of who speaks stands before what they say. */

/**
 * As the standard’s tokenizer goes: from `<` to the next `>`, or to the end, nothing is text. A name in a `<v>` is kept as
 * people write it, “Name: …”: who cannot hear the voice would not know it otherwise.
 */
export function vttWords(text: string): string {
  const bare = text.replace(/<([^>]*)(?:>|$)/g, (_, tag: string) => {
    const name = /^v(?:\.[^\s]*)?\s+([\s\S]+)$/.exec(tag)?.[1];
    const said = name === undefined ? '' : tidy(decoded(name)).replace(/\n/g, ' ');
    return said ? `\n${escaped(said)}: ` : '';
  });
  return tidy(decoded(bare));
}

/** tags of HTML, and codes in braces as other formats have them */
export const srtMarkup = /<\/?[a-z][^<>]*>|\{\\[^{}]*\}/gi;

/** SRT has no rules: what looks like a tag of HTML or a code in braces is none of the words. */
export function srtWords(text: string): string {
  const bare = text.replace(/<br *\/?>/gi, '\n').replace(srtMarkup, '');
  return tidy(decoded(bare));
}

/** One space between words, no empty lines, no control characters: what a cue may hold. */
export const tidy = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g, '')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.replace(/[^\S\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');

export const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const references = new Map(
  Object.entries({
    ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', lrm: '\u200e', rlm: '\u200f' },
    ...{ ndash: '–', mdash: '—', laquo: '«', raquo: '»', hellip: '…', copy: '©', deg: '°', sect: '§' },
  }),
);
const reference = /&(?:#x([0-9a-f]+);?|#(\d+);?|(amp|lt|gt|quot|nbsp)(?:;|(?![a-z0-9]))|([a-z]+);)/gi;

/** Of the 2,231 names HTML knows, those that captions carry; another one stays as it is written. */
function decoded(text: string): string {
  return text.replace(reference, (whole, ...found) => {
    const [hex, decimal, short, name] = found as (string | undefined)[];
    if (hex !== undefined) return letter(parseInt(hex, 16));
    if (decimal !== undefined) return letter(Number(decimal));
    return references.get(short ?? name ?? '') ?? whole;
  });
}

const letter = (code: number): string =>
  code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code);
