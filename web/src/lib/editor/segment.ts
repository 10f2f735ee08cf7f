/**
 * The two ways between a saved text and the document, with the promise that nothing is lost: a text that would come back
 * different is kept word for word as a block of source. Pure.
 */
import { textModel } from '../markdown/text-model.ts';
import { node, textNode, type DocNode } from './doc.ts';
import { NotForUs, nodesOf } from './from-markdown.ts';
import { sameReading } from './same-reading.ts';
import { markdownOf } from './to-markdown.ts';

/** Nodes of a saved text; at least one. */
export function nodesFrom(text: string): DocNode[] {
  if (text.trim() === '') return [node('paragraph', [])];
  const nodes = parsed(text);
  return nodes && sameReading(textModel(text), textModel(markdownOf(nodes))) ? nodes : [verbatim(text)];
}

/** Markdown of a block’s nodes: the plain spelling if it reads as written, else the careful one. */
export function textFrom(nodes: readonly DocNode[]): string {
  const plain = clean(markdownOf(nodes));
  if (nodes.some(({ type }) => type === 'unknown') || readsAs(plain, nodes)) return plain;
  const careful = clean(markdownOf(nodes, 'all'));
  return readsAs(careful, nodes) ? careful : plain;
}

/** How a saved text would be written today: what equals it has not been changed. */
export function canonical(text: string): string {
  const known = canonicals.get(text);
  if (known !== undefined) return known;
  const result = textFrom(nodesFrom(text));
  if (canonicals.size > 4000) canonicals.clear();
  canonicals.set(text, result);
  return result;
}
const canonicals = new Map<string, string>();

const verbatim = (text: string): DocNode => node('unknown', [textNode(text)]);

function parsed(text: string): DocNode[] | undefined {
  try {
    const nodes = nodesOf(text);
    return nodes.length > 0 ? nodes : undefined;
  } catch (error) {
    if (error instanceof NotForUs) return undefined;
    throw error;
  }
}

/** Does the text say what the document says? */
function readsAs(text: string, nodes: readonly DocNode[]): boolean {
  const again = text === '' ? [] : parsed(text);
  return again !== undefined && markdownOf(again) === markdownOf(nodes) && wordsEqual(again, nodes);
}

const wordsEqual = (a: readonly DocNode[], b: readonly DocNode[]) => squeezed(a) === squeezed(b);
const squeezed = (nodes: readonly DocNode[]): string => nodes.map(allText).join('').replace(/\s+/g, '');
const allText = (of: DocNode): string => (of.text ?? '') + (of.content ?? []).map(allText).join('');

/** What the contract refuses never comes in: control characters and halves of characters. */
function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f\p{Surrogate}]/gu, '');
}
