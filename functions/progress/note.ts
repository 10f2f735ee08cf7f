/** Notes of one's own: what becomes of one that is sent, from whichever device. Pure. */
import type { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import type { LectureMoment, Note } from '#contracts/notes.ts';
import type { Passage } from '#contracts/passages.ts';

export interface NotePlace {
  personId: string;
  courseId: string;
  lessonId: string;
  id: string;
}
export interface NoteItem extends NotePlace {
  text: string;
  passage?: Passage | undefined;
  moment?: LectureMoment | undefined;
  language: Language;
  createdAt: string;
  changedAt: string;
  revision: number;
}
export interface SentNote {
  text: string;
  passage: Passage | null;
  moment?: LectureMoment | null | undefined;
  language: Language;
  revision: number | null;
}

/**
 * The note after it was sent; `before` itself where that says the same already. One that was removed elsewhere comes back:
 * words that somebody has written are not lost. One that was reworded elsewhere is a conflict.
 */
export function written(before: NoteItem | undefined, sent: SentNote, place: NotePlace, at: string): NoteItem {
  if (before && says(before) === says(sent)) return before;
  if (before && before.revision !== sent.revision) throw new AppError('conflict');
  const { text, passage, language, revision } = sent;
  const moment = before ? before.moment : sent.moment;
  return {
    ...place,
    text,
    ...(passage ? { passage } : {}),
    ...(moment ? { moment } : {}),
    language,
    createdAt: before?.createdAt ?? at,
    changedAt: at,
    revision: (revision ?? 0) + 1,
  };
}

const says = ({ text, passage }: { text: string; passage?: Passage | null | undefined }): string =>
  JSON.stringify([text, passage?.quote, passage?.before, passage?.after]);

/** May a note as it was known be removed? False: it is gone already. */
export function removable(before: NoteItem | undefined, revision: number): boolean {
  if (before && before.revision !== revision) throw new AppError('conflict');
  return before !== undefined;
}

/** Is there such a second in the lesson? */
export const isMomentOf = (
  { lectureId, atSeconds }: LectureMoment,
  lesson: { lectures: Partial<Record<Language, string>> },
  films: readonly { id: string; durationSeconds: number }[],
): boolean =>
  Object.values(lesson.lectures).includes(lectureId) &&
  films.some(({ id, durationSeconds }) => id === lectureId && atSeconds <= Math.ceil(durationSeconds));

export const presentNote = ({ personId: _, passage, moment, ...note }: NoteItem): Note => ({
  ...note,
  passage: passage ?? null,
  moment: moment ?? null,
});
