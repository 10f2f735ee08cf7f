/** The one door: a lesson’s Markdown → what its components show. Pure; the only place where user text becomes structure. */
import type { Token } from 'marked';
import { blocksOf, type BlockContext } from './blocks.ts';
import type { Note, Pictures, TextModel } from './model.ts';
import { noteBook, noteId } from './notes.ts';
import { slugger } from './text.ts';
import { tokensOf } from './tokens.ts';

export function textModel(source: string, pictures: Pictures = {}): TextModel {
  const tokens: Token[] = tokensOf(source);
  const context: BlockContext = { pictures, notes: noteBook(tokens), slug: slugger() };
  const blocks = blocksOf(tokens, context);
  return { blocks, notes: notesOf(context) };
}

function notesOf(context: BlockContext): Note[] {
  const notes: Note[] = [];
  for (let mention = context.notes.take(); mention; mention = context.notes.take()) {
    const { number, references, tokens } = mention;
    notes.push({ number, id: noteId(number), references, blocks: blocksOf(tokens, context) });
  }
  return notes;
}
