/**
 * Numbers and codes of statements, in Crockford’s base 32 (no I, L, O, U). A number is read aloud and typed: its last sign is
 * a check sign (Luhn mod 32), which finds every single wrong sign and nearly every pair that changed places. It counts nothing: no counter
 * is written when a whole year is issued, and nobody learns from it how many there are. Pure.
 */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bodyLength = 8;
const codeLength = 26;

/** How many random bytes a number and a code are made of. */
export const randomBytesNeeded = bodyLength + codeLength;

/** A number such as `2026-7KQ4-M2XR-9` and a code of 130 bits, from the year and random bytes. */
export function numberAndCode(year: string, random: Uint8Array): { number: string; code: string } {
  const drawn = [...random].map((byte) => signs[byte & 31]!).join('');
  const body = year + drawn.slice(0, bodyLength);
  return { number: written(body + checkSign(body)), code: drawn.slice(bodyLength, bodyLength + codeLength) };
}

/** The number somebody typed, as it is kept; undefined where it is none. */
export function readNumber(typed: string): string | undefined {
  const plain = readSigns(typed);
  const body = plain.slice(0, -1);
  if (!/^\d{4}/.test(plain) || body.length !== 4 + bodyLength || checkSign(body) !== plain.at(-1)) return undefined;
  return written(plain);
}

/** The code somebody typed or scanned; undefined where it is none. */
export function readCode(typed: string): string | undefined {
  const plain = readSigns(typed);
  return plain.length === codeLength && [...plain].every((sign) => signs.includes(sign)) ? plain : undefined;
}

const readSigns = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[\s\-–—]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');

const written = (plain: string): string =>
  [plain.slice(0, 4), plain.slice(4, 8), plain.slice(8, 12), plain.slice(12)].join('-');

function checkSign(body: string): string {
  const sum = [...body].reverse().reduce((total, sign, index) => {
    const value = signs.indexOf(sign) * (index % 2 === 0 ? 2 : 1);
    return total + Math.floor(value / 32) + (value % 32);
  }, 0);
  return signs[(32 - (sum % 32)) % 32]!;
}
