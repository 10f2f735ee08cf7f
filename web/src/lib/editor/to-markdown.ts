/** Nodes of the document → Markdown of a segment. Pure. */
import { attrOf, contentOf, isBlank, node, textAttr, type DocNode } from './doc.ts';
import type { Care } from './escape.ts';
import { inlineInOneLine, inlineMarkdown } from './inline-to-markdown.ts';

/** A block’s nodes as Markdown, the notes they mention at the end; nothing where there is nothing to read. */
export function markdownOf(nodes: readonly DocNode[], care: Care = 'usual'): string {
  if (nodes.every(isBlank)) return '';
  const body = joined(nodes, care);
  const notes = [...notesIn(nodes)].map(([label, text]) => noteMarkdown(label, text));
  return [body, ...(notes.length > 0 ? [notes.join('\n')] : [])].filter(Boolean).join('\n\n');
}

function joined(nodes: readonly DocNode[], care: Care, between = '\n\n'): string {
  return nodes
    .map((each) => blockMarkdown(each, care))
    .filter((text) => text !== '')
    .join(between);
}

function blockMarkdown(of: DocNode, care: Care): string {
  switch (of.type) {
    case 'heading':
      return headingMarkdown(of, care);
    case 'paragraph':
      return inlineMarkdown(contentOf(of), care);
    case 'bulletList':
    case 'orderedList':
      return listMarkdown(of, care);
    case 'blockquote':
      return quoted(joined(contentOf(of), care));
    case 'callout':
      return calloutMarkdown(of, care);
    case 'codeBlock':
      return codeMarkdown(of);
    case 'horizontalRule':
      return '---';
    case 'table':
      return tableMarkdown(of, care);
    case 'unknown':
      return contentOf(of)
        .map(({ text = '' }) => text)
        .join('');
    default:
      return '';
  }
}

function headingMarkdown(of: DocNode, care: Care): string {
  const text = inlineInOneLine(contentOf(of), care).replace(/(#+)$/, (run) => run.replace(/#/g, '\\#'));
  return `${'#'.repeat(Number(attrOf(of, 'level') ?? 2))} ${text}`.trimEnd();
}

function listMarkdown(of: DocNode, care: Care): string {
  const tight = attrOf(of, 'tight') !== false && contentOf(of).every((item) => contentOf(item).length < 3);
  const start = of.type === 'orderedList' ? Number(attrOf(of, 'start') ?? 1) : null;
  const items = contentOf(of).map((item, index) =>
    itemMarkdown(item, start === null ? '-' : `${start + index}.`, tight, care),
  );
  return items.join(tight ? '\n' : '\n\n');
}

function itemMarkdown(item: DocNode, marker: string, tight: boolean, care: Care): string {
  const checked = attrOf(item, 'checked');
  const box = typeof checked === 'boolean' ? (checked ? '[x] ' : '[ ] ') : '';
  const body = joined(contentOf(item), care, tight ? '\n' : '\n\n');
  const empty = isBlank(contentOf(item)[0] ?? item) && contentOf(item).length > 1;
  const indent = ' '.repeat(marker.length + 1);
  const lines = `${box}${body}`.split('\n').map((line, index) => (index === 0 || line === '' ? line : indent + line));
  return empty ? `${marker}\n${indent}${lines.join('\n')}` : `${marker} ${lines.join('\n')}`.trimEnd();
}

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line ? `> ${line}` : '>'))
    .join('\n');

function calloutMarkdown(of: DocNode, care: Care): string {
  const [title, ...body] = contentOf(of);
  const bold = contentOf(title ?? of).map((each): DocNode =>
    each.type === 'text' ? { ...each, marks: [...(each.marks ?? []), { type: 'bold' }] } : each,
  );
  const heading = title && !isBlank(title) ? inlineInOneLine(bold, care) : '';
  const text = joined(body, care);
  const kind = `[!${textAttr(of, 'kind').toUpperCase()}]`;
  const begins = !heading && body[0]?.type !== 'paragraph' ? '\n\n' : '\n';
  return quoted([kind, [heading, text].filter(Boolean).join('\n\n')].filter(Boolean).join(begins));
}

function codeMarkdown(of: DocNode): string {
  const text = contentOf(of)
    .map((each) => each.text ?? '')
    .join('')
    .replace(/\n+$/, '');
  const longest = Math.max(2, ...(text.match(/^[ \t]*`+/gm) ?? []).map((run) => run.trim().length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${textAttr(of, 'language')}\n${text}\n${fence}`;
}

function tableMarkdown(of: DocNode, care: Care): string {
  const rows = contentOf(of).map((row) => contentOf(row));
  const width = Math.max(1, ...rows.map((row) => row.length));
  const [head = [], ...body] = rows;
  const aligns = Array.from({ length: width }, (_, at) => ruleOf(head[at]));
  return [lineOf(head, width, care), `| ${aligns.join(' | ')} |`, ...body.map((row) => lineOf(row, width, care))].join(
    '\n',
  );
}

function lineOf(row: readonly DocNode[], width: number, care: Care): string {
  const cells = Array.from({ length: width }, (_, at) => cellMarkdown(row[at], care));
  return `| ${cells.join(' | ')} |`;
}

function cellMarkdown(cell: DocNode | undefined, care: Care): string {
  const inline = contentOf(cell ?? node('tableCell')).flatMap((paragraph, index) => [
    ...(index > 0 ? [{ type: 'text' as const, text: ' ' }] : []),
    ...contentOf(paragraph),
  ]);
  return inlineInOneLine(inline, care).replace(/\\?\|/g, '\\|');
}

function ruleOf(cell: DocNode | undefined): string {
  const align = cell ? attrOf(cell, 'align') : null;
  return align === 'left' ? ':---' : align === 'center' ? ':---:' : align === 'right' ? '---:' : '---';
}

/** Notes in the order of their first mention; a mark whose text stands elsewhere has none. */
function notesIn(nodes: readonly DocNode[], found = new Map<string, string>()): Map<string, string> {
  for (const each of nodes) {
    const text = each.type === 'footnote' ? attrOf(each, 'text') : undefined;
    const label = textAttr(each, 'label');
    if (typeof text === 'string' && !found.has(label)) found.set(label, text);
    notesIn(contentOf(each), found);
  }
  return found;
}

/** Lines after the first stand in, so that they belong to the note. */
const noteMarkdown = (label: string, text: string): string =>
  `[^${label}]: ${text
    .trim()
    .split('\n')
    .map((line, index) => (index === 0 || line === '' ? line : `    ${line}`))
    .join('\n')}`;
