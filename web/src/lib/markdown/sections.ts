/** The parts of a text by its headings of level two, for a list of contents. Pure. */
import { plainText, type TextModel } from './model.ts';

export interface Section {
  id: string;
  title: string;
}

export const notesId = 'notes-title';

export function sectionsOf(model: TextModel): Section[] {
  return model.blocks.flatMap((block) =>
    block.type === 'heading' && block.level === 2 ? [{ id: block.id, title: plainText(block.children) }] : [],
  );
}

/** Index of the part the reader is in: the last whose heading has passed the line; −1 before the first. */
export function partAt(tops: readonly number[], line: number): number {
  return tops.filter((top) => top <= line).length - 1;
}
