/** How a piece of the original is named and shown. Pure. */
import type { Piece } from '#contracts/adoption.ts';

export const changeSigns = {
  added: { kind: 'acc', icon: 'plus' },
  changed: { kind: 'plain', icon: 'pencil' },
  removed: { kind: 'bad', icon: 'trash' },
} as const;

/** Words that can be written anew from both; everything else is taken or left. */
export const isEditable = ({ kind, field, block, theirs }: Piece): boolean =>
  theirs !== null &&
  (kind === 'text' ? block === null : ['title', 'module', 'course'].includes(kind) && field !== 'outcomes');

/** A line, or a text of several. */
export const isLine = ({ kind, field }: Piece): boolean =>
  ['title', 'minutes', 'module'].includes(kind) || (kind === 'course' && field === 'title');

/** What can be taken over without a look at one’s own: it stands here as it was taken over. */
export const untouched = (pieces: readonly Piece[]): Piece[] => pieces.filter(({ changedHere }) => !changedHere);

/** The message that names what it is. */
export function labelOf({ kind, field, block }: Piece) {
  if (kind === 'text') return block ? ('sharing.piece.caption' as const) : ('sharing.piece.text' as const);
  if (kind === 'block') return `sharing.piece.${(block?.theirs ?? block?.mine)?.kind ?? 'text'}` as const;
  if (kind === 'course')
    return `sharing.piece.course${field === 'title' ? 'Title' : field === 'summary' ? 'Summary' : 'Outcomes'}` as const;
  return `sharing.piece.${kind}` as const;
}
