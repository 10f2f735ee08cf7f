/**
 * Markdown → lines that can be compared: a paragraph, a heading, an item of a list, a row of a table. What a line looks
 * like is kept beside its words, so that the differences are read as text and not as Markdown. Pure.
 */
import type { Token, Tokens } from 'marked';
import { calloutKinds } from '../markdown/model.ts';
import { decodeEntities } from '../markdown/text.ts';
import { tokensOf, type FootnoteToken } from '../markdown/tokens.ts';
import { phraseOf } from './phrases.ts';
import { wordsOf, type Word } from './words.ts';

export type LineKind = 'paragraph' | 'heading' | 'item' | 'row' | 'code' | 'note' | 'rule';
export interface Line {
  kind: LineKind;
  /** of a heading 2 to 4, of an item how deep it lies (from 1), else 0 */
  level: number;
  /** what stands before an item or a footnote: «•», «2.», «☑» */
  marker: string;
  /** call-outs and quotations around it, outermost first, e.g. `warning` or `quote` */
  frame: string;
  /** row of column heads */
  head: boolean;
  /** one, except in a row of a table */
  cells: Word[][];
}

type Around = Pick<Line, 'frame' | 'level'>;

export const linesOf = (markdown: string): Line[] => within(tokensOf(markdown), { frame: '', level: 0 });

function within(tokens: readonly Token[], around: Around): Line[] {
  return tokens.flatMap((token) => lineOf(token, around));
}

function lineOf(token: Token, around: Around): Line[] {
  switch (token.type) {
    case 'heading':
      return [line('heading', around, phraseOf(token.tokens), { level: Math.min(4, Math.max(2, token.depth)) })];
    case 'paragraph':
    case 'text':
      return [line('paragraph', around, phraseOf(token.tokens ?? [token]))];
    case 'list':
      return listOf(token as Tokens.List, around);
    case 'blockquote':
      return quoteOf(token as Tokens.Blockquote, around);
    case 'table':
      return tableOf(token as Tokens.Table, around);
    case 'code':
      return (token as Tokens.Code).text.split('\n').map((text) => line('code', around, wordsOf(text)));
    case 'footnote':
      return noteOf(token as FootnoteToken, around);
    case 'hr':
      return [line('rule', around, [])];
    case 'html':
      return [line('paragraph', around, wordsOf(token.raw.trim()))];
    default:
      return [];
  }
}

function line(kind: LineKind, around: Around, words: Word[], own: Partial<Line> = {}): Line {
  return { kind, marker: '', head: false, cells: [words], ...around, ...own };
}

/** The first line of an item carries its mark; what follows in it lies as deep, without one. */
function listOf(list: Tokens.List, around: Around): Line[] {
  const level = around.level + 1;
  return list.items.flatMap((item, index) => {
    const sign = list.ordered ? `${(Number(list.start) || 1) + index}.` : '•';
    const marker = item.task ? (item.checked ? '☑' : '☐') : sign;
    const tokens = item.tokens.filter(({ type }) => type !== 'checkbox');
    const [first, ...rest] = within(tokens, { ...around, level });
    const lead: Line = first?.kind === 'paragraph' ? { ...first, kind: 'item', marker } : line('item', around, []);
    const others = first && first.kind !== 'paragraph' ? [first, ...rest] : rest;
    return [{ ...lead, level, marker }, ...others];
  });
}

const calloutMark = /^\s*\[!([A-Z]+)\][ \t]*(?:\n|$)/;

function quoteOf(quote: Tokens.Blockquote, around: Around): Line[] {
  const name = calloutMark.exec(quote.text)?.[1]?.toLowerCase();
  const kind = calloutKinds.find((each) => each === name);
  const frame = [around.frame, kind ?? 'quote'].filter(Boolean).join(' ');
  const tokens = kind ? tokensOf(quote.text.replace(calloutMark, '')) : quote.tokens;
  return within(tokens, { ...around, frame });
}

function tableOf(table: Tokens.Table, around: Around): Line[] {
  const row = (cells: Tokens.TableCell[], head: boolean) =>
    line('row', around, [], { head, cells: cells.map((cell) => phraseOf(cell.tokens)) });
  return [row(table.header, true), ...table.rows.map((cells) => row(cells, false))];
}

function noteOf(note: FootnoteToken, around: Around): Line[] {
  const [first, ...rest] = within(note.tokens, around);
  if (!first) return [];
  return [{ ...first, kind: 'note', marker: `[${decodeEntities(note.label)}]` }, ...rest];
}
