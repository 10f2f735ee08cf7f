/**
 * A lesson’s text as the editor holds it: plain data in the shape of a ProseMirror document, without the library. What
 * becomes Markdown and comes from it is this; so both ways can be tested without a browser. Pure.
 */
export type MarkName = 'bold' | 'italic' | 'strike' | 'code' | 'link';

export interface Mark {
  type: MarkName;
  attrs?: { href: string };
}

export type NodeName =
  | 'paragraph'
  | 'heading'
  | 'bulletList'
  | 'orderedList'
  | 'listItem'
  | 'blockquote'
  | 'callout'
  | 'calloutTitle'
  | 'codeBlock'
  | 'horizontalRule'
  | 'table'
  | 'tableRow'
  | 'tableHeader'
  | 'tableCell'
  | 'picture'
  | 'file'
  | 'unknown'
  | 'text'
  | 'hardBreak'
  | 'footnote'
  | 'rawInline';

export interface DocNode {
  type: NodeName;
  attrs?: Record<string, unknown>;
  content?: DocNode[];
  text?: string;
  marks?: Mark[];
}

export const node = (type: NodeName, content?: DocNode[], attrs?: Record<string, unknown>): DocNode => ({
  type,
  ...(attrs ? { attrs } : {}),
  ...(content ? { content } : {}),
});

export const textNode = (text: string, marks: Mark[] = []): DocNode => ({
  type: 'text',
  text,
  ...(marks.length > 0 ? { marks } : {}),
});

export const contentOf = (parent: DocNode): DocNode[] => parent.content ?? [];
export const attrOf = (of: DocNode, name: string): unknown => of.attrs?.[name];
export const textAttr = (of: DocNode, name: string): string => {
  const value = of.attrs?.[name];
  return typeof value === 'string' ? value : '';
};

const atoms: readonly NodeName[] = ['picture', 'file', 'rawInline', 'footnote', 'horizontalRule'];

/** Is there nothing to read in it? An empty paragraph, or a table of empty cells. */
export function isBlank(of: DocNode): boolean {
  if (of.type === 'text') return !of.text?.trim();
  return !atoms.includes(of.type) && contentOf(of).every(isBlank);
}

/** What a text is called by at a glance: its words, shortened. */
export function wordsOf(of: DocNode): string {
  if (of.type === 'text') return of.text ?? '';
  if (of.type === 'hardBreak') return ' ';
  return contentOf(of)
    .map(wordsOf)
    .join(isTextBlock(of) ? '' : ' ');
}

export const isTextBlock = ({ type }: DocNode): boolean =>
  ['paragraph', 'heading', 'calloutTitle', 'codeBlock', 'unknown'].includes(type);

/** Texts of a node in the order in which its empty copy has them. */
export const linesOf = (of: DocNode): string[] => (isTextBlock(of) ? [wordsOf(of)] : contentOf(of).flatMap(linesOf));
