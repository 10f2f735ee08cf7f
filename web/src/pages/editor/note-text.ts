/** A note as it is edited: its words, and the address of its source if it ends with one. Pure. */

export interface NoteParts {
  text: string;
  source: string;
}

const ending = /\s*\[([^\]]+)\]\((https?:\/\/[^\s()<>]+)\)\s*$/;

export function partsOf(markdown: string): NoteParts & { word: string | undefined } {
  const found = ending.exec(markdown);
  if (!found) return { text: markdown, source: '', word: undefined };
  return { text: markdown.slice(0, found.index), source: found[2] ?? '', word: found[1] };
}

/** `word`: what stands on the link to the source. */
export function noteOf({ text, source }: NoteParts, word: string): string {
  const words = text.trim().replace(/\n{2,}/g, '\n');
  const address = source.trim();
  return address ? `${words} [${word}](${address})`.trim() : words;
}
