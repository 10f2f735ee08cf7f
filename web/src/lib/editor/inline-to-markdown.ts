/** Text with marks → inline Markdown. Pure. */
import { textAttr, type DocNode, type Mark, type MarkName } from './doc.ts';
import {
  asReference,
  codeSpan,
  escapeLineStart,
  escapeText,
  isPunctuation,
  isWordSign,
  linkTarget,
  type Care,
} from './escape.ts';
import { merged } from './inline-from-markdown.ts';

const wrapping: readonly MarkName[] = ['link', 'bold', 'italic', 'strike'];
const signs = { bold: '**', italic: '*', strike: '~~' } as const;

/** Text of a paragraph; lines part at hard breaks. */
export function inlineMarkdown(nodes: readonly DocNode[], care: Care): string {
  const trimmed = withoutEdgeBreaks(merged([...nodes]));
  return emit(trimmed, [], care)
    .split('\\\n')
    .map((line) => escapeLineStart(line.trim()))
    .join('\\\n');
}

/** The same for where no line may end: a heading, a cell. */
export function inlineInOneLine(nodes: readonly DocNode[], care: Care): string {
  const flat = nodes.map((each) => (each.type === 'hardBreak' ? { type: 'text' as const, text: ' ' } : each));
  return emit(merged(flat), [], care).trim();
}

function emit(nodes: readonly DocNode[], done: readonly MarkName[], care: Care): string {
  let out = '';
  let closedOn: string | undefined;
  for (let at = 0; at < nodes.length;) {
    const { length, mark } = widest(nodes, at, done);
    const run = nodes.slice(at, at + length);
    at += length;
    const piece = isBareAddress(run, mark)
      ? { body: run[0]?.text ?? '' }
      : mark
        ? wrapped(mark, emit(run, [...done, mark.type], care))
        : { body: leaf(run[0], care) };
    if (closedOn && isPunctuation(closedOn) && isWordSign(firstSign(piece.body)))
      piece.body = asReference(firstSign(piece.body) ?? '') + piece.body.slice((firstSign(piece.body) ?? '').length);
    if (piece.opensOn && isPunctuation(piece.opensOn) && isWordSign(lastSign(out)))
      out = out.slice(0, -(lastSign(out) ?? '').length) + asReference(lastSign(out) ?? '');
    out += piece.body;
    closedOn = piece.closesOn;
  }
  return out;
}

/** An address that stands as it is becomes a link by itself. */
const isBareAddress = (run: readonly DocNode[], mark: Mark | undefined): boolean =>
  mark?.type === 'link' &&
  run.length === 1 &&
  run[0]?.text === mark.attrs?.href &&
  /^https?:\/\/[^\s<>"'«»*~]*[\p{L}\p{N}/]$/u.test(mark.attrs?.href ?? '');

interface Piece {
  body: string;
  /** first and last sign inside marks like `**`: they decide whether a mark may open or close here */
  opensOn?: string;
  closesOn?: string;
}

/** The mark that holds the longest from here on stands outside. */
function widest(nodes: readonly DocNode[], at: number, done: readonly MarkName[]): { length: number; mark?: Mark } {
  let best: { length: number; mark?: Mark } = { length: 1 };
  for (const type of wrapping) {
    const mark = done.includes(type) ? undefined : markOf(nodes[at], type);
    if (!mark) continue;
    const length = runOf(nodes, at, mark);
    if (!best.mark || length > best.length) best = { length, mark };
  }
  return best;
}

function runOf(nodes: readonly DocNode[], at: number, mark: Mark): number {
  let end = at;
  while (end < nodes.length && holds(nodes[end], mark, nodes, end)) end += 1;
  // a break at the end needs no mark
  while (end > at + 1 && nodes[end - 1]?.type === 'hardBreak') end -= 1;
  return end - at;
}

/** A break or a note inside a run does not interrupt it. */
function holds(of: DocNode | undefined, mark: Mark, nodes: readonly DocNode[], at: number): boolean {
  if (!of) return false;
  if (of.type === 'hardBreak' || of.type === 'footnote')
    return mark.type !== 'link' && holds(nodes[at + 1], mark, nodes, at + 1);
  return JSON.stringify(markOf(of, mark.type)) === JSON.stringify(mark);
}

const markOf = (of: DocNode | undefined, type: MarkName) => of?.marks?.find((mark) => mark.type === type);

function wrapped(mark: Mark, inner: string): Piece {
  const [, before = '', core = '', after = ''] = /^((?:\s|\\\n)*)([\s\S]*?)((?:\s|\\\n)*)$/.exec(inner) ?? [];
  if (mark.type === 'link') {
    const href = linkTarget(mark.attrs?.href ?? '');
    return { body: core ? `${before}[${core}](${href})${after}` : inner };
  }
  if (!core || mark.type === 'code') return { body: inner };
  const sign = signs[mark.type];
  const edges = {
    ...(before ? {} : { opensOn: firstSign(core) ?? '' }),
    ...(after ? {} : { closesOn: lastSign(core) ?? '' }),
  };
  return { body: `${before}${sign}${core}${sign}${after}`, ...edges };
}

function leaf(of: DocNode | undefined, care: Care): string {
  if (!of) return '';
  if (of.type === 'hardBreak') return '\\\n';
  if (of.type === 'footnote') return `[^${textAttr(of, 'label')}]`;
  if (of.type === 'rawInline') return textAttr(of, 'source');
  const text = (of.text ?? '').replace(/[\t\n]+/g, ' ');
  if (markOf(of, 'code')) return codeSpan(text);
  return markOf(of, 'link')
    ? text.replace(/[\\`*[\]~]/g, '\\$&').replace(/&(?=[#a-z])/gi, '\\&')
    : escapeText(text, care);
}

function withoutEdgeBreaks(nodes: DocNode[]): DocNode[] {
  const isBreak = (each: DocNode | undefined) => each?.type === 'hardBreak';
  let [start, end] = [0, nodes.length];
  while (start < end && isBreak(nodes[start])) start += 1;
  while (end > start && isBreak(nodes[end - 1])) end -= 1;
  return nodes.slice(start, end);
}

const firstSign = (text: string): string | undefined => [...text.slice(0, 2)][0];
const lastSign = (text: string): string | undefined => [...text.slice(-2)].at(-1);
