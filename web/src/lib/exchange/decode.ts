/** The bytes of a chosen file as text: UTF-8 or UTF-16 by their mark, what the file itself says, else Cyrillic Windows. Pure. */
import { WrongQuestions } from './item.ts';

/** a larger one would take the browser’s memory several times over */
export const fileBytesMax = 40 * 1024 * 1024;

export function decoded(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new WrongQuestions('empty');
  if (bytes.length > fileBytesMax) throw new WrongQuestions('tooLarge');
  const text = encodingsOf(bytes).reduce<string | undefined>(
    (found, encoding) => found ?? tried(bytes, encoding),
    undefined,
  );
  if (text === undefined) throw new WrongQuestions('unreadable');
  if (/[\u0000-\u0008\u000e-\u001a]/.test(text)) throw new WrongQuestions('binary');
  return text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
}

function encodingsOf(bytes: Uint8Array): string[] {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return ['utf-16le'];
  if (a === 0xfe && b === 0xff) return ['utf-16be'];
  // without a mark: every second byte of its first signs is nothing
  if (a && b === 0 && c && d === 0) return ['utf-16le'];
  if (a === 0 && b && c === 0 && d) return ['utf-16be'];
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  const said = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(start.replace(/^ï»¿/, ''))?.[1];
  return ['utf-8', ...(said ? [said] : []), 'windows-1251'];
}

function tried(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
