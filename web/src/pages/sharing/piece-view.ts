/** How a piece of the original is named and shown. Pure. */
import { isWords, type courseFields, type Piece } from '#contracts/adoption.ts';
import type { FilmAddition } from '#contracts/film-additions.ts';
import { steadyIn } from '#contracts/order.ts';
import { linesOf } from '../../lib/player/vtt.ts';

export const changeSigns = {
  added: { kind: 'acc', icon: 'plus' },
  changed: { kind: 'plain', icon: 'pencil' },
  removed: { kind: 'bad', icon: 'trash' },
} as const;

/** Words that can be written anew from both; everything else is taken or left. */
export const isEditable = (piece: Piece): boolean =>
  piece.theirs !== null && isWords(piece) && (piece.kind !== 'text' || piece.block === null);

/** A line, or a text of several. */
export const isLine = ({ kind, field }: Piece): boolean =>
  ['title', 'minutes', 'module', 'place'].includes(kind) || (kind === 'course' && field === 'title');

/** What can be taken over without a look at one’s own: it stands here as it was taken over. */
export const untouched = (pieces: readonly Piece[]): Piece[] => pieces.filter(({ changedHere }) => !changedHere);

/** The message that names what it is. */
export function labelOf({ kind, field, block, about }: Piece) {
  if (kind === 'order')
    return about ? ('sharing.piece.orderLessons' as const) : ('sharing.piece.orderModules' as const);
  if (kind === 'text') return block ? ('sharing.piece.caption' as const) : ('sharing.piece.text' as const);
  if (kind === 'block') return `sharing.piece.${(block?.theirs ?? block?.mine)?.kind ?? 'text'}` as const;
  if (kind === 'addition') return `editor.added.${field as FilmAddition}` as const;
  if (kind === 'course') return courseLabels[field as (typeof courseFields)[number]];
  return `sharing.piece.${kind}` as const;
}

const courseLabels = {
  title: 'sharing.piece.courseTitle',
  summary: 'sharing.piece.courseSummary',
  outcomes: 'sharing.piece.courseOutcomes',
  topics: 'sharing.piece.courseTopics',
  competences: 'sharing.piece.courseCompetences',
} as const;

/** A list of which only what is in it counts. */
export const isSet = ({ kind, field }: Piece): boolean =>
  kind === 'course' && (field === 'topics' || field === 'competences');

/** One entry a line, as they are read in a row. */
export const inRow = (lines: string | null, wordFor: (entry: string) => string = (entry) => entry): string =>
  (lines ?? '').split('\n').filter(Boolean).map(wordFor).join(', ');

export interface Placed {
  title: string;
  /** it stands elsewhere than in the other order */
  moved: boolean;
}

/** Titles one a line, and which of them did not keep their place against the other order. */
export function placedLines(lines: string, other: string): Placed[] {
  const [here, there] = [keyed(lines), keyed(other)];
  const steady = steadyIn(
    there.map(({ key }) => key),
    here.map(({ key }) => key),
  );
  return here.map(({ key, title }) => ({ title, moved: !steady.has(key) }));
}

/** Two things may be called the same. */
function keyed(lines: string): { key: string; title: string }[] {
  const times = new Map<string, number>();
  return lines.split('\n').map((title) => {
    const count = (times.get(title) ?? 0) + 1;
    times.set(title, count);
    return { key: `${count} ${title}`, title };
  });
}

/** The words of captions, without their times. */
export const wordsOfCaptions = (vtt: string | null): string | null =>
  vtt &&
  linesOf(vtt)
    .map(({ text }) => text)
    .join('\n\n');
