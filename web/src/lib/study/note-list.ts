/** Notes as their writer sees them: those of the academy, with what this device has not sent yet upon them. Pure. */
import type { Note } from '#contracts/notes.ts';
import type { UnsentNote } from './unsent.ts';

export interface ShownNote {
  id: string;
  courseId: string;
  lessonId: string;
  text: string;
  passage: Note['passage'];
  moment: Note['moment'];
  language: Note['language'];
  revision: number | null;
  changedAt: string;
  /** the academy does not have it as it is shown */
  onDevice: boolean;
}

/** The latest changed first. */
export function shownNotes(atAcademy: readonly Note[], unsent: readonly UnsentNote[]): ShownNote[] {
  const here = new Map(unsent.map((note) => [note.id, note]));
  const known = atAcademy.filter(({ id }) => !here.has(id)).map((note): ShownNote => ({ ...note, onDevice: false }));
  const written = unsent
    .filter(({ removed }) => !removed)
    .map(({ personId: _, removed: __, changedAtMs, ...note }): ShownNote => ({
      ...note,
      moment: note.moment ?? null,
      changedAt: new Date(changedAtMs).toISOString(),
      onDevice: true,
    }));
  return [...known, ...written].sort((a, b) => (a.changedAt < b.changedAt ? 1 : a.changedAt > b.changedAt ? -1 : 0));
}

/** A note at a second of a lecture. */
export type TimedNote = ShownNote & { moment: NonNullable<ShownNote['moment']> };

/** Those of a lecture, in the order of its seconds. */
export const notesOfLecture = (notes: readonly ShownNote[], lectureId: string): TimedNote[] =>
  notes
    .filter((note): note is TimedNote => note.moment?.lectureId === lectureId)
    .toSorted((a, b) => a.moment.atSeconds - b.moment.atSeconds || (a.id < b.id ? -1 : 1));

export const isBookmark = ({ text }: Pick<ShownNote, 'text'>): boolean => text.trim() === '';

export interface NoteGroup {
  lessonId: string;
  /** null: the version that is read now has no such lesson */
  lesson: { number: number; title: string } | null;
  notes: ShownNote[];
}

/** By lesson in the order of the course; what belongs to no lesson of it any more comes last. */
export function groupedNotes(
  notes: readonly ShownNote[],
  lessons: readonly { id: string; number: number; title: string }[],
): NoteGroup[] {
  const known = new Map(lessons.map((lesson) => [lesson.id, lesson]));
  const ids = [...new Set(notes.map(({ lessonId }) => lessonId))];
  return ids
    .map((lessonId): NoteGroup => ({
      lessonId,
      lesson: known.get(lessonId) ?? null,
      notes: notes.filter((note) => note.lessonId === lessonId),
    }))
    .sort((a, b) => (a.lesson?.number ?? Infinity) - (b.lesson?.number ?? Infinity));
}
