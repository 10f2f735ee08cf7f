/** Footnotes of Word and Google Docs: the mark in the text and the note at the end find each other again. Pure. */
import { node, type DocNode } from '../doc.ts';
import { markdownOf } from '../to-markdown.ts';
import { find, type PasteNode } from './tree.ts';

export interface PasteNotes {
  /** the mark, where this element is one */
  referredBy(of: PasteNode): DocNode | undefined;
  /** the little link from a note back to the text */
  isBackLink(of: PasteNode): boolean;
  /** does this element hold a note’s text? it then stands with its mark */
  isNote(of: PasteNode): boolean;
}

const reference = /#_?(?:ftn|ftnt|edn)(\d+)$/;
const backLink = /#_?(?:ftnref|ftnt_ref|ednref)\d+$/;
const definition = /^_?(?:ftn|ftnt|edn)(\d+)$/;

export const noNotes: PasteNotes = { referredBy: () => undefined, isBackLink: () => false, isNote: () => false };

export function notesIn(
  root: PasteNode,
  newLabel: () => string,
  inline: (children: readonly PasteNode[], notes: PasteNotes) => DocNode[],
): PasteNotes {
  const holders = new Map<string, PasteNode>();
  collect(root, holders);
  const labels = new Map<string, string>();
  const isBackLink = (of: PasteNode) => of.tag === 'a' && backLink.test(of.attrs['href'] ?? '');
  const bare: PasteNotes = { ...noNotes, isBackLink };
  const textOf = (holder: PasteNode) => markdownOf([node('paragraph', inline(holder.children, bare))]);
  return {
    isBackLink,
    isNote: (of) => [...holders.values()].includes(of),
    referredBy(of) {
      const number = of.tag === 'a' ? reference.exec(of.attrs['href'] ?? '')?.[1] : undefined;
      const holder = number ? holders.get(number) : undefined;
      if (!number || !holder) return undefined;
      const label = labels.get(number) ?? newLabel();
      labels.set(number, label);
      return node('footnote', undefined, { label, text: textOf(holder) });
    },
  };
}

/** Word: `<div id="ftn1">`; Google: a paragraph with `<a id="ftnt1">`. */
function collect(of: PasteNode, holders: Map<string, PasteNode>): void {
  for (const child of of.children) {
    const number = numberOf(child);
    if (number && !holders.has(number)) holders.set(number, child);
    else collect(child, holders);
  }
}

function numberOf(of: PasteNode): string | undefined {
  const own = definition.exec(of.attrs['id'] ?? '')?.[1];
  if (own && of.tag !== 'a') return own;
  if (of.tag !== 'p') return undefined;
  const anchor = find(of, (each) => each.tag === 'a' && definition.test(each.attrs['id'] ?? ''));
  return anchor && definition.exec(anchor.attrs['id'] ?? '')?.[1];
}
