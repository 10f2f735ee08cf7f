/** Notes and bookmarks of one's own: nobody else ever sees them. A bookmark is a note without words. */
import { Cursor, Language, Moment, id, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Passage, words } from './passages.ts';
import { z } from './z.ts';

/** characters of a note */
export const noteMax = 5000;
/** notes and bookmarks of one person */
export const notesMax = 2000;

/** longer than any lecture */
const secondsMax = 24 * 60 * 60;

/** A second of a lecture of the lesson. */
export const LectureMoment = z.strictObject({
  lectureId: id('lecture'),
  atSeconds: z.int().check(z.minimum(0), z.maximum(secondsMax)),
});
export type LectureMoment = z.infer<typeof LectureMoment>;

export const Note = z.object({
  id: id('note'),
  courseId: id('course'),
  lessonId: id('lesson'),
  /** empty: a bookmark */
  text: z.string(),
  /** the words it belongs to; with neither these nor a moment it belongs to the lesson as a whole */
  passage: z.nullable(Passage),
  moment: z.nullable(LectureMoment),
  /** language of the text it was made in */
  language: Language,
  createdAt: Moment,
  changedAt: Moment,
  revision: z.int(),
});
export type Note = z.infer<typeof Note>;

const noteParams = z.strictObject({ courseId: id('course'), lessonId: id('lesson'), noteId: id('note') });

export const notes = {
  notes: endpoint({
    method: 'GET',
    path: '/api/progress/courses/{courseId}/notes',
    summary: 'One’s own notes and bookmarks in a course, or in one of its lessons.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course') }),
    query: z.strictObject({ lessonId: z.optional(id('lesson')), cursor: z.optional(Cursor) }),
    output: page(Note),
    errors: ['cursorInvalid'],
  }),
  putNote: endpoint({
    method: 'PUT',
    path: '/api/progress/courses/{courseId}/lessons/{lessonId}/notes/{noteId}',
    summary:
      'Makes or rewords a note; one that was removed meanwhile comes back. `conflict`: it was reworded elsewhere.',
    permission: 'signedIn',
    params: noteParams,
    body: z
      .strictObject({
        text: words(noteMax),
        passage: z.nullable(Passage),
        /** instead of a passage; left out: none. A note that is there keeps its own. */
        moment: z.optional(z.nullable(LectureMoment)),
        language: Language,
        /** the one that was reworded; null: it is new */
        revision: z.nullable(z.int()),
      })
      .check(z.refine(({ passage, moment }) => !passage || !moment, 'passageAndMoment')),
    output: Note,
    errors: ['conflict', 'tooManyNotes'],
  }),
  removeNote: endpoint({
    method: 'DELETE',
    path: '/api/progress/courses/{courseId}/lessons/{lessonId}/notes/{noteId}',
    summary: 'Removes a note as it was known; `conflict`: it was reworded elsewhere meanwhile.',
    permission: 'signedIn',
    params: noteParams,
    query: z.strictObject({ revision: z.string().check(z.regex(/^\d{1,9}$/)) }),
    errors: ['conflict'],
  }),
};
