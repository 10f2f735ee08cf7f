/** Tables of what was pasted: rectangular, one line per cell, the first row as head. Pure. */
import { node, type DocNode } from '../doc.ts';
import { inlineOf, type PasteContext } from './inline.ts';
import type { PasteNode } from './tree.ts';

/** of one row; wider ones are no tables to read */
const columnsMax = 30;

export function tableFrom(of: PasteNode, context: PasteContext): DocNode[] {
  const grid = gridOf(rowsIn(of), context);
  const width = Math.min(columnsMax, Math.max(0, ...grid.map((row) => row.length)));
  const [only] = grid;
  // a frame around one text is no table
  if (width === 1 && grid.length === 1) return only?.[0]?.length ? [node('paragraph', only[0])] : [];
  if (width === 0) return [];
  const rows = grid.map((row, index) =>
    node(
      'tableRow',
      Array.from({ length: width }, (_, at) => cell(index === 0 ? 'tableHeader' : 'tableCell', row[at] ?? [])),
    ),
  );
  return [node('table', rows)];
}

const cell = (type: 'tableHeader' | 'tableCell', content: DocNode[]): DocNode =>
  node(type, [node('paragraph', content)], { align: null });

function rowsIn(of: PasteNode): PasteNode[] {
  return of.children.flatMap((child) => {
    if (child.tag === 'tr') return [child];
    return ['tbody', 'thead', 'tfoot'].includes(child.tag) ? rowsIn(child) : [];
  });
}

/** A cell over several columns or rows stands in the first; the others stay empty. */
function gridOf(rows: readonly PasteNode[], context: PasteContext): DocNode[][][] {
  const grid: DocNode[][][] = rows.map(() => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const each of row.children.filter(({ tag }) => tag === 'td' || tag === 'th')) {
      while (grid[y]?.[x]) x += 1;
      const [wide, high] = [span(each, 'colspan'), span(each, 'rowspan')];
      for (let down = 0; down < high && y + down < rows.length; down += 1)
        for (let right = 0; right < wide; right += 1) {
          const line = grid[y + down];
          if (line) line[x + right] = down + right === 0 ? inlineOf(lines(each.children), context) : [];
        }
      x += wide;
    }
  });
  return grid.map((row) => Array.from(row, (content) => content ?? []));
}

const span = (of: PasteNode, name: string): number => Math.min(columnsMax, Math.max(1, Number(of.attrs[name]) || 1));

/** Paragraphs of a cell follow each other after a space. */
function lines(children: readonly PasteNode[]): PasteNode[] {
  const space: PasteNode = { tag: '#text', attrs: {}, children: [], text: ' ' };
  return children.flatMap((child) =>
    /^(?:p|div|ul|ol|li|br|h\d)$/.test(child.tag) ? [...lines(child.children), space] : [child],
  );
}
