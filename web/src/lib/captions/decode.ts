/** The bytes of a caption file as text. Pure. */

/** UTF-8 and UTF-16 by their marks, else the Cyrillic Windows encoding in which SubRip files still come. */
export function decode(bytes: ArrayBuffer): string | undefined {
  const [a, b] = new Uint8Array(bytes);
  const marked = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
  for (const encoding of marked ? [marked] : ['utf-8', 'windows-1251']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return text.trim() ? text : undefined;
    } catch {
      // then the next one
    }
  }
  return undefined;
}
