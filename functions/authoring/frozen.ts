/** A lesson as it is frozen: blocks made of Markdown and Markdown made of blocks. Pure. */
import { blocksMax, segmentMax } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import type { FrozenBlock } from '#contracts/reviews.ts';
import { closed, partsOf, splitNotes, type Part } from './frozen-parts.ts';

export type Texts = Partial<Record<Language, string>>;

const limits = { partsMax: blocksMax, lengthMax: segmentMax };

/**
 * The blocks of a lesson that came as one Markdown text per language (the first language first). Languages are aligned by position where they have as
 * many pieces, else by what the pieces are; what finds no place is added to the piece before. `idOf` names the block at an index.
 */
export function blocksOfText(
  texts: Texts,
  languages: readonly Language[],
  idOf: (index: number) => string,
): FrozenBlock[] {
  const written = languages.filter((language) => texts[language]?.trim());
  const [first, ...others] = written.map((language) => ({ language, parts: partsOf(texts[language]!, limits) }));
  if (!first) return [];
  const columns = [
    { language: first.language, rows: first.parts.map(({ text }) => text) },
    ...others.map(({ language, parts }) => ({ language, rows: aligned(first.parts, parts) })),
  ];
  return first.parts.map((_, index) => ({
    id: idOf(index),
    kind: 'text' as const,
    ref: null,
    texts: Object.fromEntries(
      columns.flatMap(({ language, rows }) => (rows[index] ? [[language, { text: rows[index], alt: null }]] : [])),
    ),
  }));
}

/** The pieces of a translation beside those of the first language; undefined where none belongs. */
function aligned(first: readonly Part[], parts: readonly Part[]): (string | undefined)[] {
  if (parts.length === first.length) return parts.map(({ text }) => text);
  const places = placesOf(first, parts);
  const rows: (string | undefined)[] = first.map(() => undefined);
  let at = places.find((place) => place !== undefined) ?? 0;
  parts.forEach(({ text }, index) => {
    at = places[index] ?? at;
    rows[at] = rows[at] === undefined ? text : `${rows[at]}\n\n${text}`;
  });
  return rows;
}

/** A heading says more about where one is than a table or list, and these more than a paragraph. */
const weightOf = ({ type }: Part): number => (type.startsWith('heading') ? 5 : type === 'paragraph' ? 1 : 3);

/** For each piece of the translation, the index of its like: the common run of types that says most. */
function placesOf(first: readonly Part[], parts: readonly Part[]): (number | undefined)[] {
  const width = first.length + 1;
  const longest = new Uint16Array(width * (parts.length + 1));
  const at = (row: number, column: number) => longest[row * width + column]!;
  for (let row = parts.length - 1; row >= 0; row -= 1)
    for (let column = first.length - 1; column >= 0; column -= 1)
      longest[row * width + column] = Math.max(
        at(row + 1, column),
        at(row, column + 1),
        parts[row]!.type === first[column]!.type ? at(row + 1, column + 1) + weightOf(parts[row]!) : 0,
      );
  const places: (number | undefined)[] = parts.map(() => undefined);
  for (let row = 0, column = 0; row < parts.length && column < first.length;) {
    const isLike = parts[row]!.type === first[column]!.type;
    if (isLike && at(row, column) === at(row + 1, column + 1) + weightOf(parts[row]!)) places[row++] = column++;
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return places;
}

const textIn = (block: FrozenBlock, language: Language): string => block.texts[language]?.text.trim() ?? '';

/** Is the lesson there in this language? Every text of the first language must be; pictures and files fall back. */
export const hasLanguage = (blocks: readonly FrozenBlock[], language: Language, first: Language): boolean =>
  language === first ||
  blocks.every((block) => block.kind !== 'text' || !textIn(block, first) || Boolean(textIn(block, language)));

/** The lesson's Markdown in a language it has. `pathOf` answers the path of a picture (undefined: left out). */
export function markdownOf(
  blocks: readonly FrozenBlock[],
  { language, first, pathOf }: { language: Language; first: Language; pathOf: (mediaId: string) => string | undefined },
): string {
  const notes = new Map<string, string>();
  const bodies = blocks.map((block) => {
    if (block.kind === 'text') return bodyOf(textIn(block, language), notes);
    const segment = block.texts[language] ?? block.texts[first] ?? { text: '', alt: null };
    if (block.kind === 'file') return fileOf(block.ref, segment.text);
    const alt = segment.alt?.trim() || block.texts[first]?.alt || '';
    return pictureOf(block.ref && pathOf(block.ref), { text: segment.text, alt });
  });
  const written = bodies.filter(Boolean);
  const definitions = [...notes].map(([label, text]) => `[${label}]: ${text}`).join('\n');
  return `${[...written, ...(definitions ? [definitions] : [])].join('\n\n')}\n`;
}

/** A block's words; its notes go to the end of the lesson, under another label where a block before has one of that name. */
function bodyOf(text: string, notes: Map<string, string>): string {
  const { body, notes: own } = splitNotes(text);
  const renamed = own.map(({ label, raw }) => {
    const content = raw.slice(raw.indexOf(']:') + 2).trim();
    const unique = freeLabel(label, content, notes);
    notes.set(unique, content);
    return [label, unique] as const;
  });
  const relabel = (from: string) =>
    renamed.reduce((so, [label, unique]) => (label === unique ? so : so.replaceAll(`[${label}]`, `[${unique}]`)), from);
  for (const [, unique] of renamed) notes.set(unique, relabel(notes.get(unique)!));
  return closed(relabel(body));
}

function freeLabel(label: string, content: string, notes: ReadonlyMap<string, string>): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? label : `${label.slice(0, 56)}-${count}`;
    const taken = notes.get(candidate);
    if (taken === undefined || taken === content) return candidate;
  }
}

/** Words within `[…]` or a title: no bracket, quote or line break ends it before its time. */
const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[&\\[\]"`*_<!]/g, (character) => `&#${character.charCodeAt(0)};`);

function pictureOf(path: string | null | undefined, { text, alt }: { text: string; alt: string }): string {
  if (!path) return '';
  const caption = text.trim() ? ` "${plain(text)}"` : '';
  return `![${plain(alt)}](${path}${caption})`;
}

const fileOf = (mediaId: string | null, text: string): string =>
  mediaId && text.trim() ? `[${plain(text)}](file:${mediaId})` : '';
