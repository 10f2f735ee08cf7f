/** What of a source has to stand in its translation too: links, legal references, footnotes, pictures in a line. Pure. */
import { attrOf, contentOf, node, textAttr, textNode, wordsOf, type DocNode } from '../editor/doc.ts';
import { nodesFrom } from '../editor/segment.ts';

export type MarkKind = 'link' | 'norm' | 'note' | 'picture';
export interface Mark {
  kind: MarkKind;
  /** by what it is known again in the translation */
  key: string;
  /** what the source calls it */
  words: string;
  /** to be put into the translation as it is */
  node: DocNode;
}

/** Soft: a translator may have a reason. Where nothing is written yet nothing lacks. */
export function lacksOf(source: string, target: string): Mark[] {
  if (!target.trim()) return [];
  const left = new Map<string, number>();
  for (const { key } of marksIn(target)) left.set(key, (left.get(key) ?? 0) + 1);
  return marksIn(source).filter(({ key }) => {
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

/** In the order of the text. */
export function marksIn(markdown: string): Mark[] {
  const found: Mark[] = [];
  collectAll(nodesFrom(markdown), found);
  return found;
}

function collectAll(nodes: readonly DocNode[], found: Mark[]): void {
  nodes.forEach((each, index) => collect(each, nodes[index - 1], found));
}

function collect(of: DocNode, before: DocNode | undefined, found: Mark[]): void {
  if (of.type === 'footnote')
    // labels may differ from language to language: their number counts
    found.push({ kind: 'note', key: 'note', words: textAttr(of, 'text'), node: of });
  else if (of.type === 'rawInline') found.push(pieceOf(of));
  else if (of.type === 'text') collectLink(of, before, found);
  else collectAll(contentOf(of), found);
}

/** A link whose words differ in weight is several nodes, and one link. */
function collectLink(of: DocNode, before: DocNode | undefined, found: Mark[]): void {
  const href = hrefOf(of);
  if (!href) return;
  const last = found.at(-1);
  const key = `link ${href}`;
  if (last?.key === key && before && hrefOf(before) === href) {
    last.words += wordsOf(of);
    last.node = linked(last.words, href);
  } else
    found.push({
      kind: href.startsWith('norm:') ? 'norm' : 'link',
      key,
      words: wordsOf(of),
      node: linked(wordsOf(of), href),
    });
}

const hrefOf = ({ marks }: DocNode): string | undefined => marks?.find(({ type }) => type === 'link')?.attrs?.href;
const linked = (words: string, href: string): DocNode => textNode(words, [{ type: 'link', attrs: { href } }]);

function pieceOf(of: DocNode): Mark {
  const raw = String(attrOf(of, 'source') ?? '');
  return { kind: 'picture', key: `piece ${raw}`, words: raw, node: node('rawInline', undefined, { source: raw }) };
}
