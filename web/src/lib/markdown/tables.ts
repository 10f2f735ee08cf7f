/** Tables: cells with their alignment, a caption without its full stop, a name for the scroll region. */
import type { Tokens } from 'marked';
import { inlinesOf, type InlineContext } from './inlines.ts';
import { plainText, type Block, type Cell, type Inline } from './model.ts';

const aligns = { left: 'start', center: 'center', right: 'end' } as const;

export function tableOf(token: Tokens.Table, caption: Inline[] | null, context: InlineContext): Block {
  const cell = (each: Tokens.TableCell): Cell => ({
    align: each.align ? aligns[each.align] : 'start',
    children: inlinesOf(each.tokens, context),
  });
  const head = token.header.map(cell);
  const words = caption ? withoutStop(caption) : null;
  const name = plainText(words ?? head.flatMap((each) => [...each.children, { type: 'text', text: ' ' }]));
  return { type: 'table', caption: words, name, head, rows: token.rows.map((row) => row.map(cell)) };
}

function withoutStop(caption: Inline[]): Inline[] {
  const last = caption.at(-1);
  if (last?.type !== 'text' || !/[^.]\.$/.test(last.text)) return caption;
  return [...caption.slice(0, -1), { type: 'text', text: last.text.slice(0, -1) }];
}
