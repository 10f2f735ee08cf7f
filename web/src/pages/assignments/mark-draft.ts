/** A mark as it is typed, and the text it is about in pieces between the remarks. Pure. */
import type { MarkedWork, WorkMark } from '#contracts/assignment-marking.ts';
import type { WorkComment } from '#contracts/assignment-work.ts';
import type { Passage } from '#contracts/passages.ts';
import { passageAt, passageFinder } from '../../lib/study/passage.ts';

export interface MarkDraft {
  /** the submission it is about */
  number: number;
  points: string;
  levels: Record<string, string>;
  comment: string;
  comments: WorkComment[];
  reason: string;
}

export function isMarkDraft(value: unknown): MarkDraft | undefined {
  const found = (value ?? {}) as Partial<MarkDraft>;
  const whole =
    typeof found.number === 'number' &&
    typeof found.points === 'string' &&
    typeof found.comment === 'string' &&
    typeof found.reason === 'string' &&
    typeof found.levels === 'object' &&
    Array.isArray(found.comments);
  return whole ? (found as MarkDraft) : undefined;
}

/** The mark that counts: the latest. */
export const markOf = ({ marks }: Pick<MarkedWork, 'marks'>): WorkMark | undefined => marks[0];

/** What to begin with: the mark there is, of the submission that is looked at; remarks belong to one text alone. */
export function draftOf(work: MarkedWork, pointsText: (points: number) => string): MarkDraft {
  const mark = markOf(work);
  const number = work.submissions[0]?.number ?? 1;
  const isSame = mark?.number === number;
  return {
    number,
    points: isSame && mark.points !== null ? pointsText(mark.points) : '',
    levels: isSame ? mark.levels : {},
    comment: isSame ? (mark.comment ?? '') : '',
    comments: isSame ? mark.comments : [],
    reason: '',
  };
}

export interface Piece {
  text: string;
  /** remarks on it, by id; several may lie upon one another */
  comments: string[];
}

/** The text in pieces: each has the same remarks from its first letter to its last. */
export function piecesOf(text: string, comments: readonly WorkComment[]): Piece[] {
  const find = passageFinder(text);
  const spans = comments.flatMap(({ id, passage }) => {
    const span = find(passage);
    return span ? [{ id, ...span }] : [];
  });
  const cuts = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1]!;
    const upon = spans.filter((span) => span.start <= start && span.end >= end);
    return { text: text.slice(start, end), comments: upon.map(({ id }) => id) };
  });
}

export const passageIn = (text: string, start: number, end: number): Passage | undefined =>
  passageAt(text, { start, end });

/** Paragraphs that have words, with their places: what can be remarked upon without a mouse. */
export function paragraphsOf(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/[^\n]*\S[^\n]*/g)].map(({ index, 0: line }) => ({
    start: index,
    end: index + line.length,
  }));
}
