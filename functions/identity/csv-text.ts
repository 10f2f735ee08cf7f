/** From the bytes of a spreadsheet's file to text: UTF-8, UTF-16 (Excel's “Unicode text”), windows-1251. Pure. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251';

/** The text and how it was written; undefined where it is in none of these encodings. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } | undefined {
  const encoding = encodingOf(bytes);
  const text = encoding && decoded(bytes, encoding);
  // what has no text in it (a zip, a spreadsheet's own format) has control characters
  return encoding && text !== undefined && !/[\u0000-\u0008\u000e-\u001f]/.test(text) ? { text, encoding } : undefined;
}

function encodingOf(bytes: Uint8Array): Encoding | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (decoded(bytes, 'utf-8') !== undefined) return zeros(bytes, 1) ? 'utf-16le' : 'utf-8';
  // Cyrillic in UTF-16 without a mark: every other byte is 0 (Latin, signs) or 4
  if (zeros(bytes, 1)) return 'utf-16le';
  return looksCyrillic(bytes) ? 'windows-1251' : undefined;
}

/** Are many of the odd (even) bytes at the beginning zero? */
function zeros(bytes: Uint8Array, from: 0 | 1): boolean {
  const head = bytes.subarray(0, 400);
  const some = head.filter((_, index) => index % 2 === from);
  const empty = some.filter((byte) => byte === 0).length;
  return some.length > 4 && empty * 10 > some.length;
}

/**
 * Letters and signs of a Ukrainian or Russian text make up nearly all bytes above ASCII, and stand side by side
 * (accents of a Latin text stand alone).
 */
function looksCyrillic(bytes: Uint8Array): boolean {
  const isHigh = (byte: number | undefined) => byte !== undefined && byte >= 0x80;
  let [high, letters, beside] = [0, 0, 0];
  bytes.forEach((byte, index) => {
    if (!isHigh(byte)) return;
    high += 1;
    if (byte >= 0xc0 || signs1251.has(byte)) letters += 1;
    if (isHigh(bytes[index - 1]) || isHigh(bytes[index + 1])) beside += 1;
  });
  return letters * 20 >= high * 19 && beside * 10 >= high * 8;
}
// Ё ё Є є Ї ї І і Ґ ґ, « » № – — ’ “ ” and the hard space
const signs1251 = new Set([
  0xa8, 0xb8, 0xaa, 0xba, 0xaf, 0xbf, 0xb2, 0xb3, 0xa5, 0xb4, 0xab, 0xbb, 0xb9, 0x96, 0x97, 0x92, 0x93, 0x94, 0xa0,
]);

function decoded(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
