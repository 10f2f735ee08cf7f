/** The kinds of nodes that a lesson’s text has and Tiptap does not bring along. */
import { Node, mergeAttributes } from '@tiptap/core';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { calloutKinds } from '../../markdown/model.ts';

const dataAttribute = (name: string, fallback: string | null = null) => ({
  default: fallback,
  parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`) ?? fallback,
  renderHTML: (attributes: Record<string, unknown>) =>
    attributes[name] === null ? {} : { [`data-${name}`]: String(attributes[name]) },
});

export const Callout = Node.create({
  name: 'callout',
  group: 'block',
  content: 'calloutTitle block+',
  defining: true,
  addAttributes: () => ({
    kind: {
      ...dataAttribute('kind', 'note'),
      parseHTML: (element) => calloutKinds.find((kind) => kind === element.getAttribute('data-kind')) ?? 'note',
    },
  }),
  parseHTML: () => [{ tag: 'div[data-callout]' }],
  renderHTML: ({ HTMLAttributes }) => [
    'div',
    mergeAttributes(HTMLAttributes, { 'data-callout': '', class: 'callout' }),
    0,
  ],
});

export const CalloutTitle = Node.create({
  name: 'calloutTitle',
  content: 'inline*',
  marks: 'italic strike code link',
  defining: true,
  selectable: false,
  parseHTML: () => [{ tag: 'p[data-callout-title]', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes(HTMLAttributes, { 'data-callout-title': '' }), 0],
});

/** What the editor does not know stands as its source: nothing is lost, and who knows Markdown can change it. */
export const Unknown = Node.create({
  name: 'unknown',
  group: 'block',
  content: 'text*',
  marks: '',
  code: true,
  defining: true,
  parseHTML: () => [{ tag: 'pre[data-unknown]', preserveWhitespace: 'full', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['pre', mergeAttributes(HTMLAttributes, { 'data-unknown': '' }), ['code', 0]],
});

export const Picture = Node.create({
  name: 'picture',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    ref: dataAttribute('ref'),
    caption: dataAttribute('caption', ''),
    alt: dataAttribute('alt', ''),
  }),
  parseHTML: () => [{ tag: 'figure[data-picture]' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', mergeAttributes(HTMLAttributes, { 'data-picture': '' })],
});

export const FileBlock = Node.create({
  name: 'file',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ ref: dataAttribute('ref'), label: dataAttribute('label', '') }),
  parseHTML: () => [{ tag: 'p[data-file]', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes(HTMLAttributes, { 'data-file': '' })],
});

/** The mark of a footnote carries what the note says; its number is counted where it is shown. */
export const Footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ label: dataAttribute('label', ''), text: dataAttribute('text') }),
  parseHTML: () => [{ tag: 'sup[data-footnote]' }],
  renderHTML: ({ HTMLAttributes, node }) => [
    'sup',
    mergeAttributes(HTMLAttributes, {
      'data-footnote': '',
      role: 'button',
      title: typeof node.attrs['text'] === 'string' ? node.attrs['text'] : '',
    }),
  ],
});

/** A piece inside a line that stays as its source, such as a picture of an imported text. */
export const RawInline = Node.create({
  name: 'rawInline',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ source: dataAttribute('source', '') }),
  parseHTML: () => [{ tag: 'code[data-raw]' }],
  renderHTML: ({ HTMLAttributes, node }) => [
    'code',
    mergeAttributes(HTMLAttributes, { 'data-raw': '' }),
    String(node.attrs['source']),
  ],
});

/** Cells hold one line, as in Markdown. The styles Tiptap would write into the page are left out: our CSP forbids them. */
export const tableNodes = [
  Table.extend({ renderHTML: ({ HTMLAttributes }) => ['table', HTMLAttributes, ['tbody', 0]] }).configure({
    resizable: false,
    View: null,
  }),
  TableRow,
  TableHeader.extend({ content: 'paragraph', addAttributes: cellAttributes }),
  TableCell.extend({ content: 'paragraph', addAttributes: cellAttributes }),
];

function cellAttributes() {
  const fixed = (value: unknown) => ({ default: value, rendered: false });
  return { colspan: fixed(1), rowspan: fixed(1), colwidth: fixed(null), align: dataAttribute('align') };
}
