/** What was pasted from Word, Google Docs or a web page → nodes a lesson has. Styles, spans and scripts stay behind. Pure. */
import { attrOf, contentOf, isBlank, node, textNode, type DocNode } from '../doc.ts';
import { inlineOf, isIgnored, type PasteContext } from './inline.ts';
import { noNotes, notesIn } from './notes.ts';
import { tableFrom } from './table.ts';
import { styleOf, wordsIn, type PasteNode } from './tree.ts';
import { isListItem, markerOf, ordered, wordLevel } from './word-lists.ts';

export interface Cleaning {
  newLabel(): string;
  isAddress(href: string): boolean;
}

export function cleaned(root: PasteNode, { newLabel, isAddress }: Cleaning): DocNode[] {
  const bare: PasteContext = { notes: noNotes, isAddress, topLevel: topLevelIn(root) };
  const notes = notesIn(root, newLabel, (children, known) => inlineOf(children, { ...bare, notes: known }));
  return blocksFrom(root.children, { ...bare, notes }).filter(
    (each) => !isBlank(each) || each.type === 'horizontalRule',
  );
}

const blockTags = [
  'p',
  'div',
  'ul',
  'ol',
  'li',
  'table',
  'blockquote',
  'pre',
  'hr',
  'section',
  'article',
  'main',
  'header',
  'footer',
  'aside',
  'figure',
  'figcaption',
  'dl',
  'dt',
  'dd',
  'center',
  'form',
  'body',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
];
const isBlockTag = ({ tag }: PasteNode) => blockTags.includes(tag);
const holdsBlocks = (of: PasteNode): boolean => of.children.some((child) => isBlockTag(child) || holdsBlocks(child));

function blocksFrom(children: readonly PasteNode[], context: PasteContext): DocNode[] {
  const blocks: DocNode[] = [];
  let line: PasteNode[] = [];
  const endLine = () => {
    const inline = inlineOf(line, context);
    if (inline.length > 0) blocks.push(node('paragraph', inline));
    line = [];
  };
  for (let at = 0; at < children.length; at += 1) {
    const child = children[at];
    if (!child || isIgnored(child) || context.notes.isNote(child)) continue;
    if (isListItem(child)) {
      endLine();
      const items = children.slice(at).filter((each) => each.tag !== '#text' || each.text.trim());
      const end = items.findIndex((each) => !isListItem(each));
      const run = end < 0 ? items : items.slice(0, end);
      blocks.push(...wordList(run, context));
      at = children.indexOf(run.at(-1) ?? child);
    } else if (isBlockTag(child) || holdsBlocks(child)) {
      endLine();
      blocks.push(...blockFrom(child, context));
    } else line.push(child);
  }
  endLine();
  return blocks;
}

function blockFrom(of: PasteNode, context: PasteContext): DocNode[] {
  const level = headingLevel(of);
  if (level) return [node('heading', withoutBold(inlineOf(of.children, context)), { level: shifted(level, context) })];
  switch (of.tag) {
    case 'ul':
    case 'ol':
      return listFrom(of, context);
    case 'table':
      return tableFrom(of, context);
    case 'blockquote': {
      const inner = blocksFrom(of.children, context);
      return inner.length > 0 ? [node('blockquote', inner)] : [];
    }
    case 'pre':
      return [node('codeBlock', [textNode(wordsIn(of).replace(/\n+$/, '') || ' ')], { language: null })];
    case 'hr':
      return [node('horizontalRule')];
    default:
      return blocksFrom(of.children, context);
  }
}

function headingLevel(of: PasteNode): number | undefined {
  const own = /^h([1-6])$/.exec(of.tag)?.[1];
  if (own) return Number(own);
  if (/\bMso(?:Title|Heading\d?)\b/.test(of.attrs['class'] ?? '')) return 1;
  const outline = /^(\d)$/.exec(styleOf(of, 'mso-outline-level'))?.[1];
  return of.tag === 'p' && outline ? Number(outline) : undefined;
}

function topLevelIn(of: PasteNode): number {
  return Math.min(headingLevel(of) ?? 7, ...of.children.map(topLevelIn));
}

/** The highest heading becomes the lesson’s second level; its first is the title. */
const shifted = (level: number, { topLevel }: PasteContext): number => Math.min(4, level - topLevel + 2);

const withoutBold = (nodes: DocNode[]): DocNode[] =>
  nodes.map(({ marks = [], ...rest }) => {
    const others = marks.filter(({ type }) => type !== 'bold');
    return others.length > 0 ? { ...rest, marks: others } : rest;
  });

/** Lists of the web; Google puts a nested list beside its item instead of inside. */
function listFrom(of: PasteNode, context: PasteContext): DocNode[] {
  const items: DocNode[] = [];
  for (const child of of.children) {
    if (child.tag === 'ul' || child.tag === 'ol') {
      const last = items.at(-1);
      if (last) last.content = [...contentOf(last), ...listFrom(child, context)];
      else items.push(...listFrom(child, context).flatMap(contentOf));
    } else if (child.tag === 'li' || child.tag !== '#text' || child.text.trim()) items.push(itemFrom(child, context));
  }
  const filled = items.filter((item) => !isBlank(item));
  if (filled.length === 0) return [];
  const start = Number(of.attrs['start']) || 1;
  return [
    of.tag === 'ol' ? node('orderedList', filled, { tight: true, start }) : node('bulletList', filled, { tight: true }),
  ];
}

function itemFrom(of: PasteNode, context: PasteContext): DocNode {
  const blocks = blocksFrom(of.tag === 'li' ? of.children : [of], context);
  const first = blocks[0]?.type === 'paragraph' ? [] : [node('paragraph', [])];
  return node('listItem', [...first, ...blocks], { checked: null });
}

/** Word writes a list as paragraphs that name their level. */
function wordList(items: readonly PasteNode[], context: PasteContext): DocNode[] {
  const roots: DocNode[] = [];
  const open: { level: number; list: DocNode }[] = [];
  for (const item of items) {
    const level = wordLevel(item);
    const type = ordered(markerOf(item)) ? 'orderedList' : 'bulletList';
    while ((open.at(-1)?.level ?? 0) > level) open.pop();
    let current = open.at(-1);
    if (!current || current.level < level || current.list.type !== type) {
      if (current?.level === level) open.pop();
      const list = node(type, [], { tight: true, ...(type === 'orderedList' ? { start: 1 } : {}) });
      const host = open.at(-1)?.list.content?.at(-1);
      if (host) host.content = [...contentOf(host), list];
      else roots.push(list);
      current = { level, list };
      open.push(current);
    }
    current.list.content?.push(
      node('listItem', [node('paragraph', inlineOf(item.children, context))], { checked: null }),
    );
  }
  return roots.filter((list) => attrOf(list, 'tight') === true);
}
