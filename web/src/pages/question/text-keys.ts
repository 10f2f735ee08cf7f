/** Light Markdown in a plain field: signs around what is chosen, words put in where the writing stands. Pure. */
export interface Chosen {
  value: string;
  start: number;
  end: number;
}

/** Signs around the chosen words; a second time takes them away. */
export function withSigns({ value, start, end }: Chosen, sign: string): Chosen {
  const words = value.slice(start, end);
  const [before, after] = [value.slice(0, start), value.slice(end)];
  const size = sign.length;
  if (before.endsWith(sign) && after.startsWith(sign) && !before.endsWith(`*${sign}`))
    return { value: before.slice(0, -size) + words + after.slice(size), start: start - size, end: end - size };
  return { value: before + sign + words + sign + after, start: start + size, end: end + size };
}

/** Each chosen line as an item of a list. */
export function withList({ value, start, end }: Chosen): Chosen {
  const from = value.lastIndexOf('\n', start - 1) + 1;
  const to = value.indexOf('\n', end) < 0 ? value.length : value.indexOf('\n', end);
  const lines = value.slice(from, to).split('\n');
  const isList = lines.every((line) => line.startsWith('- '));
  const next = lines.map((line) => (isList ? line.slice(2) : `- ${line}`)).join('\n');
  return { value: value.slice(0, from) + next + value.slice(to), start: from, end: from + next.length };
}

/** Words in place of what is chosen; a picture stands by itself. */
export function withWords({ value, start, end }: Chosen, words: string): Chosen {
  const at = start + words.length;
  return { value: value.slice(0, start) + words + value.slice(end), start: at, end: at };
}

/** A picture as a text names it. */
export const pictureText = (mediaId: string, alt: string): string =>
  `![${alt.replaceAll(/\s+/g, ' ').replaceAll(/[\\[\]]/g, '\\$&')}](media:${mediaId})`;
