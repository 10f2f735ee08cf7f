/** Endpoints of notes and bookmarks: everything is the asker's own; and what becomes of them with their person. */
import { AppError } from '#contracts/errors.ts';
import type { LectureMoment, Note, notes as contract } from '#contracts/notes.ts';
import { courseForLearner, lessonsOf } from '../courses/courses.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { cancellationReasons, isConditionFailure } from '../platform/table.ts';
import { isMomentOf, presentNote, removable, written, type NoteItem } from './note.ts';
import * as store from './notes.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const noteHandlers: Handlers<typeof contract> = {
  notes: list,
  putNote: put,
  removeNote: remove,
};

/** Also of a course one can see no more: what one has noted stays one's own. */
async function list(ctx: Context, { params: { courseId }, query: { lessonId, cursor } }: Of<'notes'>) {
  const personId = ctx.person.id;
  const scope = `notes ${courseId} ${lessonId ?? ''} ${personId}`;
  const range = lessonId ? `${courseId}#${lessonId}#` : `${courseId}#`;
  const page = await store.notesPage(personId, range, await openCursor(cursor, scope, ctx.now));
  return { items: page.items.map(presentNote), next: await sealCursor(page.lastKey, scope, ctx.now) };
}

const attemptsMax = 4;

/** Two of one's own devices, or two tabs, may send the same at once: each time it is judged by what is there by then. */
async function put(ctx: Context, { params, body }: Of<'putNote'>): Promise<Note> {
  const place = { personId: ctx.person.id, courseId: params.courseId, lessonId: params.lessonId, id: params.noteId };
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const before = await store.note(place);
    if (!before) await requirePlace(ctx, params, body.moment);
    const after = written(before, body, place, new Date(ctx.now).toISOString());
    if (after === before || (await isSaved(before, after))) return presentNote(after);
  }
  throw new AppError('conflict');
}

/** A new note belongs to a lesson that one can read, or to a second of its lecture; an old one stays where it is, whatever became of them. */
async function requirePlace(
  ctx: Context,
  { courseId, lessonId }: Of<'putNote'>['params'],
  moment: LectureMoment | null | undefined,
): Promise<void> {
  const { manifest } = await courseForLearner(ctx.person, courseId);
  const lesson = lessonsOf(manifest).find(({ id }) => id === lessonId);
  if (!lesson || (moment && !isMomentOf(moment, lesson, manifest.lectures))) throw new AppError('notFound');
}

/** False where it changed since it was read. */
async function isSaved(before: NoteItem | undefined, after: NoteItem): Promise<boolean> {
  try {
    await store.saveNote(before, after);
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const [note, room] = cancellationReasons(error);
    if (note !== 'ConditionalCheckFailed' && room === 'ConditionalCheckFailed') throw new AppError('tooManyNotes');
    return false;
  }
}

async function remove(ctx: Context, { params, query }: Of<'removeNote'>) {
  const place = { personId: ctx.person.id, courseId: params.courseId, lessonId: params.lessonId, id: params.noteId };
  const before = await store.note(place);
  if (removable(before, Number(query.revision))) {
    await store.removeNote(before!).catch((error: unknown) => {
      throw isConditionFailure(error) ? new AppError('conflict') : error;
    });
  }
  return {};
}

/** Reaction: with the person go their notes. Again, it finds nothing to do. */
export async function eraseNotes(personId: string): Promise<void> {
  for await (const notes of store.notePages(personId)) for (const each of notes) await store.removeNote(each);
}

/** Reaction: the notes of a duplicate are the kept person's as well. Again, it finds them there. */
export async function uniteNotes(from: string, to: string): Promise<void> {
  for await (const notes of store.notePages(from)) {
    for (const each of notes) {
      const mine = { ...each, personId: to };
      // more than there is room for stay with the duplicate, where the person's own data has them
      if (!(await store.note(mine))) await isSaved(undefined, mine).catch(leaveThere);
    }
  }
}

function leaveThere(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}
