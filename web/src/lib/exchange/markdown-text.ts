/** What other programs call a text – HTML, plain, Markdown – as our Markdown, its pictures named as we name them. Pure. */
import { escapeText } from '../editor/escape.ts';
import { node, textNode, type DocNode } from '../editor/doc.ts';
import { cleaned } from '../editor/paste/clean.ts';
import type { PasteNode } from '../editor/paste/tree.ts';
import { textFrom } from '../editor/segment.ts';
import type { Note } from './item.ts';
import { note } from './parts.ts';

export type TextFormat = 'html' | 'auto' | 'plain' | 'markdown';

/** A browser’s parser, or what stands for it in a test. */
export type TreeOf = (html: string) => PasteNode;

export interface TextContext {
  treeOf: TreeOf;
  /** name of a picture as the text says it → how we name it; undefined: the file does not have it */
  picture(source: string): string | undefined;
  notes: Note[];
}

const isAddress = (href: string) => /^(?:https?:|mailto:)/i.test(href);

export function markdownFrom(text: string, format: TextFormat, context: TextContext): string {
  if (!text.trim()) return '';
  if (format === 'markdown') return withNamedPictures(text.trim(), context);
  if (format === 'plain') return plainMarkdown(text);
  const isHtml = /<\/?[a-z][^>]*>|&(?:#\d+|#x[\da-f]+|[a-z]\w*);/i.test(text);
  if (!isHtml) return plainMarkdown(text);
  return fromHtml(format === 'auto' ? text.replaceAll('\n', '<br />') : text, context);
}

/** A text without any marks. */
export function plainMarkdown(text: string): string {
  const paragraphs = text.trim().split(/\n\s*\n/);
  return textFrom(paragraphs.map((each) => node('paragraph', linesOf(each))));
}

const linesOf = (text: string): DocNode[] =>
  text
    .split('\n')
    .flatMap((line, at) => [...(at > 0 ? [node('hardBreak')] : []), ...(line.trim() ? [textNode(line.trim())] : [])]);

const embeds = ['object', 'iframe', 'video', 'audio', 'embed', 'svg', 'script', 'form', 'input', 'math'];
/** Stands for a picture until its text is Markdown: the cleaning of what is pasted leaves pictures out. */
const open = '\uE010';
const close = '\uE011';

function fromHtml(html: string, context: TextContext): string {
  const pictures: string[] = [];
  const keep = (markdown: string) => `${open}${pictures.push(markdown) - 1}${close}`;
  const tree = withTokens(context.treeOf(html), context, keep);
  let count = 0;
  const text = textFrom(cleaned(tree, { newLabel: () => `n${(count += 1)}`, isAddress }));
  return text
    .replaceAll(new RegExp(`${open}(\\d+)${close}`, 'g'), (_, at: string) => pictures[Number(at)] ?? '')
    .trim();
}

function withTokens(of: PasteNode, context: TextContext, keep: (markdown: string) => string): PasteNode {
  if (of.tag === 'img') return { tag: '#text', attrs: {}, children: [], text: keep(pictureMarkdown(of, context)) };
  if (embeds.includes(of.tag)) noteOnce(context, note('embedDropped', of.tag));
  return { ...of, children: of.children.map((child) => withTokens(child, context, keep)) };
}

function pictureMarkdown({ attrs }: PasteNode, context: TextContext): string {
  return named(attrs['src'] ?? '', attrs['alt'] ?? attrs['title'] ?? '', context);
}

function named(source: string, alt: string, context: TextContext): string {
  const ref = context.picture(source);
  const words = alt.replaceAll(/\s+/g, ' ').trim();
  if (ref) return `![${escapeText(words)}](${ref})`;
  noteOnce(context, note(/^https?:/i.test(source) ? 'pictureOutside' : 'pictureMissing', source.slice(0, 100)));
  return /^https?:/i.test(source) ? source : escapeText(words);
}

const withNamedPictures = (text: string, context: TextContext): string =>
  text.replaceAll(/!\[((?:[^\]\\]|\\.)*)\]\(\s*<?([^\s)>]+)>?[^)]*\)/g, (whole, alt: string, source: string) => {
    const ref = context.picture(source);
    return ref ? `![${alt}](${ref})` : source.startsWith('media:') ? whole : named(source, alt, context);
  });

function noteOnce(context: TextContext, each: Note): void {
  if (!context.notes.some(({ code, detail }) => code === each.code && detail === each.detail)) context.notes.push(each);
}
