/** What the components of a text are given: plain data without markup, safe by construction. */
import type { Term } from '#contracts/norms.ts';

export interface Picture {
  src: string;
  width: number;
  height: number;
}
/** path as written in the text → picture; nothing else is ever loaded */
export type Pictures = Record<string, Picture>;

export type Inline =
  | { type: 'text'; text: string }
  | { type: 'code'; text: string }
  | { type: 'strong'; children: Inline[] }
  | { type: 'em'; children: Inline[] }
  | { type: 'del'; children: Inline[] }
  | { type: 'break' }
  | { type: 'link'; href: string; external: boolean; children: Inline[] }
  | { type: 'norm'; articleId: string; children: Inline[] }
  | { type: 'quiz'; quizId: string; children: Inline[] }
  | { type: 'picture'; picture: Picture; alt: string }
  | { type: 'noPicture'; alt: string }
  | { type: 'reference'; number: number; id: string; target: string }
  | MarkedText;

/** Words with marks upon them; `at`: their place in the whole text. */
export interface MarkedText {
  type: 'marked';
  text: string;
  at: number;
  /** looked for */
  found: boolean;
  /** notes and bookmarks of one's own that it belongs to, and those that end with it */
  notes: readonly string[];
  signs: readonly { id: string; bookmark: boolean }[];
  /** of the glossary */
  terms: readonly Term[];
}

export const calloutKinds = ['note', 'tip', 'important', 'warning', 'caution'] as const;
export type CalloutKind = (typeof calloutKinds)[number];

export interface Cell {
  align: 'start' | 'center' | 'end';
  children: Inline[];
}
export interface ListItem {
  /** null: an ordinary item; else a task and whether it is done */
  checked: boolean | null;
  blocks: Block[];
}

export type Block =
  | { type: 'heading'; level: 2 | 3 | 4; id: string; children: Inline[] }
  | { type: 'paragraph' | 'plain'; children: Inline[] }
  | { type: 'list'; ordered: boolean; start: number; items: ListItem[] }
  | { type: 'quote'; blocks: Block[] }
  | { type: 'callout'; kind: CalloutKind; title: Inline[] | null; blocks: Block[] }
  | { type: 'code'; text: string }
  | { type: 'table'; caption: Inline[] | null; name: string; head: Cell[]; rows: Cell[][] }
  | { type: 'figure'; picture: Picture; alt: string; caption: string | null }
  | { type: 'rule' };

export interface Note {
  number: number;
  id: string;
  /** ids of the places that refer to it */
  references: string[];
  blocks: Block[];
}

export interface TextModel {
  blocks: Block[];
  notes: Note[];
}

/** The words of inline content, for names and captions. */
export function plainText(children: Inline[]): string {
  return children.map(wordsOf).join('').trim();
}

function wordsOf(inline: Inline): string {
  switch (inline.type) {
    case 'text':
    case 'code':
    case 'marked':
      return inline.text;
    case 'strong':
    case 'em':
    case 'del':
    case 'link':
    case 'norm':
    case 'quiz':
      return inline.children.map(wordsOf).join('');
    case 'picture':
    case 'noPicture':
      return inline.alt;
    case 'break':
      return ' ';
    case 'reference':
      return '';
  }
}
