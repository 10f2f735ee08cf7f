/** Words of what was pasted, with the marks we know and without everything else. Pure. */
import { node, textNode, type DocNode, type Mark, type MarkName } from '../doc.ts';
import { merged } from '../inline-from-markdown.ts';
import type { PasteNotes } from './notes.ts';
import { styleOf, type PasteNode } from './tree.ts';

export interface PasteContext {
  notes: PasteNotes;
  isAddress(href: string): boolean;
  /** level of the highest heading there is */
  topLevel: number;
}

const ignored = [
  'style',
  'script',
  'meta',
  'link',
  'title',
  'head',
  'xml',
  'template',
  'object',
  'iframe',
  'noscript',
  'svg',
  'img',
  'button',
  'input',
];
export const isIgnored = (of: PasteNode): boolean =>
  ignored.includes(of.tag) ||
  /^(?:v|w|m|st1):/.test(of.tag) ||
  /\bmso-list:\s*ignore/i.test(of.attrs['style'] ?? '') ||
  styleOf(of, 'display') === 'none';

export function inlineOf(children: readonly PasteNode[], context: PasteContext): DocNode[] {
  return tidied(children.flatMap((child) => leaves(child, [], context)));
}

function leaves(of: PasteNode, marks: Mark[], context: PasteContext): DocNode[] {
  if (of.tag === '#text') return of.text ? [textNode(of.text.replace(/[ \t\n\r]+/g, ' '), marks)] : [];
  if (of.tag === 'br') return [node('hardBreak')];
  if (isIgnored(of)) return [];
  const note = context.notes.referredBy(of);
  if (note) return [note];
  if (context.notes.isBackLink(of)) return [];
  const within = marksOf(of, marks, context);
  return of.children.flatMap((child) => leaves(child, within, context));
}

const order: readonly MarkName[] = ['link', 'bold', 'italic', 'strike', 'code'];

function marksOf(of: PasteNode, marks: Mark[], context: PasteContext): Mark[] {
  const held = new Map(marks.map((mark) => [mark.type, mark]));
  const set = (type: MarkName, on: boolean | undefined) => {
    if (on === true) held.set(type, { type });
    if (on === false) held.delete(type);
  };
  set('bold', isBold(of));
  set('italic', isItalic(of));
  set(
    'strike',
    ['s', 'del', 'strike'].includes(of.tag) || /line-through/.test(styleOf(of, 'text-decoration')) || undefined,
  );
  set('code', ['code', 'tt', 'kbd', 'samp'].includes(of.tag) || undefined);
  const href = of.tag === 'a' ? (of.attrs['href'] ?? '') : '';
  if (href && !href.startsWith('#') && context.isAddress(href)) held.set('link', { type: 'link', attrs: { href } });
  return order.flatMap((type) => held.get(type) ?? []);
}

/** Google wraps everything in `<b style="font-weight:normal">`. */
function isBold(of: PasteNode): boolean | undefined {
  const weight = styleOf(of, 'font-weight');
  if (/^(?:normal|[1-4]00)$/.test(weight)) return false;
  if (['b', 'strong'].includes(of.tag) || /^(?:bold|bolder|[6-9]00)$/.test(weight)) return true;
  return undefined;
}

function isItalic(of: PasteNode): boolean | undefined {
  const style = styleOf(of, 'font-style');
  if (style === 'normal') return false;
  return ['i', 'em', 'cite'].includes(of.tag) || style === 'italic' || undefined;
}

/** One space between words, none at the edges; breaks and links without words go. */
function tidied(nodes: DocNode[]): DocNode[] {
  const result: DocNode[] = [];
  let spaced = true;
  for (const each of merged(nodes)) {
    if (each.type === 'text') {
      let text = (each.text ?? '').replace(/[ \u00a0]{2,}/g, ' ').replace(/[\u0000-\u001f\u007f\u200b\ufeff]/g, '');
      if (spaced) text = text.replace(/^[ \u00a0]+/, '');
      if (!text) continue;
      result.push({ ...each, text });
      spaced = /[ \u00a0]$/.test(text);
    } else {
      result.push(each);
      spaced = each.type === 'hardBreak';
    }
  }
  return withoutTail(merged(result));
}

function withoutTail(nodes: DocNode[]): DocNode[] {
  const last = nodes.at(-1);
  if (last?.type === 'hardBreak') return withoutTail(nodes.slice(0, -1));
  if (last?.type !== 'text') return nodes[0]?.type === 'hardBreak' ? withoutTail(nodes.slice(1)) : nodes;
  const text = (last.text ?? '').trimEnd();
  const rest = nodes[0]?.type === 'hardBreak' ? nodes.slice(1, -1) : nodes.slice(0, -1);
  return text ? [...rest, { ...last, text }] : withoutTail(rest);
}
