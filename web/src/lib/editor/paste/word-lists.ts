/** How Word says “this paragraph is an item of a list”. Pure. */
import { wordsIn, type PasteNode } from './tree.ts';

const listStyle = /mso-list:\s*l\d+\s+level(\d+)/i;

export const isListItem = (of: PasteNode): boolean =>
  of.tag === 'p' &&
  (listStyle.test(of.attrs['style'] ?? '') ||
    (/\bMsoListParagraph/.test(of.attrs['class'] ?? '') && markerOf(of) !== ''));

export const wordLevel = (of: PasteNode): number => Number(listStyle.exec(of.attrs['style'] ?? '')?.[1] ?? 1);

/** The bullet or number, which Word puts into the text and asks to ignore. */
export function markerOf(of: PasteNode): string {
  for (const child of of.children) {
    if (/mso-list:\s*ignore/i.test(child.attrs['style'] ?? ''))
      return wordsIn(child)
        .replace(/\u00a0/g, ' ')
        .trim();
    const inner = markerOf(child);
    if (inner) return inner;
  }
  return '';
}

/** `1.`, `а)`, `iv.` count; `·`, `o`, `§` do not. */
export const ordered = (marker: string): boolean => /^\(?(?:\d+|[a-zа-яіїєґ]{1,4})[.)]$/i.test(marker);
