/** Reading a chosen CSV: as UTF-8, or as the Cyrillic Windows encoding that spreadsheets still write. */
export class WrongFile extends Error {
  readonly reason: 'unreadable' | 'tooLarge';

  constructor(reason: WrongFile['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** what the contract takes, with room for letters of two bytes */
const charactersMax = 2_000_000;

export async function readCsv(file: Blob): Promise<string> {
  if (file.size > 2 * charactersMax) throw new WrongFile('tooLarge');
  const text = decode(await file.arrayBuffer().catch(() => new ArrayBuffer(0)));
  if (text === undefined) throw new WrongFile('unreadable');
  if (text.length > charactersMax) throw new WrongFile('tooLarge');
  return text;
}

/** undefined: no text. */
export function decode(bytes: ArrayBuffer): string | undefined {
  if (bytes.byteLength === 0) return undefined;
  for (const encoding of ['utf-8', 'windows-1251']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return /[\u0000-\u0008\u000e-\u001f]/.test(text) ? undefined : text;
    } catch {
      // then the next one
    }
  }
  return undefined;
}
