/** What was pasted, as plain data: the rules that clean it need no browser. */
export interface PasteNode {
  /** lower case; `#text` for words */
  tag: string;
  attrs: Record<string, string>;
  children: PasteNode[];
  text: string;
}

/** deeper than any real text; what goes further is cut */
const depthMax = 60;

/** From the browser’s own parser, which runs nothing and loads nothing. */
export function treeOf(html: string): PasteNode {
  const page = new DOMParser().parseFromString(withoutStyles(html), 'text/html');
  return fromElement(page.body, 0);
}

/** Our CSP refuses styles and handlers in whatever is parsed, and reports each: they are read as data instead. */
const withoutStyles = (html: string): string =>
  html
    .replace(/<style\b[\s\S]*?<\/style\s*>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) =>
      tag.replace(/\sstyle(?=\s*=)/gi, ' data-style').replace(/([\s/"'])on(?=\w+\s*=)/gi, '$1data-on'),
    );

function fromElement(element: Element, depth: number): PasteNode {
  const children = depth < depthMax ? [...element.childNodes].flatMap((child) => fromDom(child, depth + 1)) : [];
  const attrs = Object.fromEntries(
    [...element.attributes].map(({ name, value }) => [name === 'data-style' ? 'style' : name, value]),
  );
  return { tag: element.tagName.toLowerCase(), attrs, children, text: '' };
}

function fromDom(child: ChildNode, depth: number): PasteNode[] {
  if (child instanceof Text) return [{ tag: '#text', attrs: {}, children: [], text: child.data }];
  return child instanceof Element ? [fromElement(child, depth)] : [];
}

/** A declaration of a `style` attribute. */
export function styleOf({ attrs }: PasteNode, property: string): string {
  for (const declaration of (attrs['style'] ?? '').split(';')) {
    const colon = declaration.indexOf(':');
    if (declaration.slice(0, colon).trim().toLowerCase() === property)
      return declaration
        .slice(colon + 1)
        .trim()
        .toLowerCase();
  }
  return '';
}

export const wordsIn = (of: PasteNode): string => (of.tag === '#text' ? of.text : of.children.map(wordsIn).join(''));

export const find = (of: PasteNode, fits: (each: PasteNode) => boolean): PasteNode | undefined => {
  for (const child of of.children) {
    const found = fits(child) ? child : find(child, fits);
    if (found) return found;
  }
  return undefined;
};
