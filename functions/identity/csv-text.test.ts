import { describe, expect, it } from 'vitest';
import { decodeText } from './csv-text.ts';

const text = 'Прізвище;Ім’я\nЄвтушенко;Ївга\n';
const utf16 = (words: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(words.length * 2));
  [...words].forEach((letter, index) => view.setUint16(index * 2, letter.charCodeAt(0), littleEndian));
  return new Uint8Array(view.buffer);
};
const bytesOf = (words: string) => new TextEncoder().encode(words);
/** Windows-1251 of Cyrillic letters and ASCII. */
const windows1251 = (words: string) => {
  const known = new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1251').decode(Uint8Array.of(byte)), byte]),
  );
  return Uint8Array.from(words, (letter) => known.get(letter) ?? 0x3f);
};

describe('the text of a file', () => {
  it.each([
    ['UTF-8', bytesOf(text), 'utf-8'],
    ['UTF-8 with a byte order mark', bytesOf(`\uFEFF${text}`), 'utf-8'],
    ['UTF-16 as Excel writes “Unicode text”', utf16(`\uFEFF${text}`, true), 'utf-16le'],
    ['UTF-16 without a mark', utf16(text, true), 'utf-16le'],
    ['UTF-16, the other way round', utf16(`\uFEFF${text}`, false), 'utf-16be'],
    ['windows-1251', windows1251(text), 'windows-1251'],
  ])('is read from %s', (_, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ text, encoding });
  });
  it('is read from plain ASCII', () => {
    expect(decodeText(bytesOf('email,name\n'))?.encoding).toBe('utf-8');
  });
  it('is refused in an encoding we do not read', () => {
    // José, Müller in ISO 8859-1: as windows-1251 it would become other names
    const latin = Uint8Array.from('Jos\u00e9;M\u00fcller\nRen\u00e9;Fran\u00e7ois', (letter) => letter.charCodeAt(0));
    expect(decodeText(latin)).toBeUndefined();
  });
  it('is refused where there is none: a spreadsheet’s own format', () => {
    expect(decodeText(Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 0x21, 0]))).toBeUndefined();
  });
});
