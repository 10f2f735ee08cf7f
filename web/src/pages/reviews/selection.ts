/** The passage somebody has selected: which block it is in, and its words as they read now. */
export interface Quote {
  blockId: string;
  text: string;
  /** it stands in the original beside a translation */
  source: boolean;
  rect: DOMRect;
}

const quoteMax = 1000;
const elementOf = (node: Node): Element | null => (node instanceof Element ? node : node.parentElement);

/** Nothing where the selection is empty, outside of `root`, or holds only what was struck out. */
export function quoteIn(root: Element): Quote | undefined {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const start = elementOf(range.startContainer);
  const side = start?.closest('[data-text], [data-source]');
  const blockId = start?.closest<HTMLElement>('[data-row]')?.dataset['row'];
  if (!side || !blockId || !root.contains(side)) return undefined;
  const text = wordsIn(range);
  return text
    ? { blockId, text, source: side.hasAttribute('data-source'), rect: range.getBoundingClientRect() }
    : undefined;
}

/** Without what was removed and what only screen readers hear. */
function wordsIn(range: Range): string {
  const copy = range.cloneContents();
  for (const hidden of copy.querySelectorAll('del, .vh, button, textarea')) hidden.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, quoteMax);
}
