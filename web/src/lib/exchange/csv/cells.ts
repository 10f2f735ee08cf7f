/** Cells of our table: several things in one cell, parted by a bar. Pure. */
export const barred = (cell: string): string[] =>
  cell
    .replaceAll(/\\([|\\=~])/g, (_, sign: string) => `\uE050${sign.charCodeAt(0)}\uE051`)
    .split('|')
    .map((piece) => piece.trim())
    .filter(Boolean);

/** A piece as it was meant, signs with a backslash bare. */
export const bare = (piece: string): string =>
  piece.replaceAll(/\uE050(\d+)\uE051/g, (_, code: string) => String.fromCharCode(Number(code))).trim();

export const unbarred = (texts: readonly string[]): string =>
  texts.map((text) => text.replaceAll(/[|\\=~]/g, String.raw`\$&`)).join(' | ');

/** What a spreadsheet would calculate goes out behind an apostrophe, which is taken away on the way in. */
export const guarded = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
export const unguarded = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r])/, '');
