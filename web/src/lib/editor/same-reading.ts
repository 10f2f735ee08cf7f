/** Do two texts read the same? Compares what the learner’s page would show, whatever way it was spelled. Pure. */
import type { Block, Inline, TextModel } from '../markdown/model.ts';

export function sameReading(a: TextModel, b: TextModel): boolean {
  return JSON.stringify(readingOf(a)) === JSON.stringify(readingOf(b));
}

function readingOf({ blocks, notes }: TextModel): unknown {
  return [blocks.map(blockOf), notes.map((note) => [note.number, note.references.length, note.blocks.map(blockOf)])];
}

function blockOf(block: Block): unknown {
  switch (block.type) {
    case 'heading':
      return [block.type, block.level, lineOf(block.children)];
    case 'paragraph':
    case 'plain':
      return [block.type, lineOf(block.children)];
    case 'list':
      return [
        block.type,
        block.ordered && block.start,
        block.items.map((item) => [item.checked, item.blocks.map(blockOf)]),
      ];
    case 'quote':
      return [block.type, block.blocks.map(blockOf)];
    case 'callout':
      return [block.type, block.kind, block.title && lineOf(block.title), block.blocks.map(blockOf)];
    case 'table':
      return [
        block.type,
        block.caption && lineOf(block.caption),
        [block.head, ...block.rows].map((row) => row.map((cell) => [cell.align, lineOf(cell.children)])),
      ];
    case 'code':
      return [block.type, block.text.trimEnd()];
    default:
      return block;
  }
}

type Leaf = [what: string, marks: string[]];

/** Leaves with their marks: `**[a](b)**` and `[**a**](b)` read the same. */
function lineOf(children: readonly Inline[]): Leaf[] {
  const leaves = children.flatMap((child) => leavesOf(child, []));
  const merged: Leaf[] = [];
  for (const [what, marks] of leaves) {
    const last = merged.at(-1);
    if (last && what.startsWith('t:') && last[0].startsWith('t:') && String(last[1]) === String(marks))
      last[0] += what.slice(2);
    else merged.push([what, marks]);
  }
  return merged.map(([what, marks], index): Leaf => [spaced(what, index, merged.length), marks]);
}

function spaced(what: string, index: number, length: number): string {
  if (!what.startsWith('t:')) return what;
  let text = what.slice(2).replace(/[ \t\n]+/g, ' ');
  if (index === 0) text = text.trimStart();
  if (index === length - 1) text = text.trimEnd();
  return text;
}

function leavesOf(inline: Inline, marks: string[]): Leaf[] {
  const within = (mark: string, children: Inline[]) =>
    children.flatMap((child) => leavesOf(child, [...marks, mark].sort()));
  switch (inline.type) {
    case 'text':
      // a space reads the same inside and outside of a mark
      return parts(inline.text).map((part): Leaf => [`t:${part}`, part.trim() ? marks : []]);
    case 'strong':
    case 'em':
    case 'del':
      return within(inline.type, inline.children);
    case 'link':
      return within(`link ${inline.href}`, inline.children);
    case 'code':
      return [[`code ${inline.text}`, marks]];
    case 'reference':
      return [[`note ${inline.number}`, []]];
    case 'break':
      return [['break', []]];
    default:
      return [[JSON.stringify(inline), marks]];
  }
}

const parts = (text: string): string[] => text.split(/^(\s+)|(\s+)$/).filter((part) => part);
