/** Rows of what a reader does with a lesson: notes are their own, reports of errors go to who writes the course. */
import { notes } from '#contracts/notes.ts';
import type { Role } from '#contracts/permissions.ts';
import { reports } from '#contracts/reports.ts';
import { newId, type TestClient } from '../../support/stack.ts';
import { forAll, forOwn, may, type RowsOf } from './row.ts';
import type { World } from './world.ts';

const note = (text: string) => ({ text, passage: null, language: 'uk' as const, revision: null });
const error = (lessonId: string, text: string) => ({
  ...{ lessonId, language: 'uk' as const, kind: 'fact' as const, text, passage: null, named: false },
});

/** A learner of one side notes something and reports an error. */
export async function leaveWords(pupil: TestClient, courseId: string, lessonId: string, mark: string): Promise<void> {
  const noteId = newId('note');
  await pupil.call(notes.putNote, { params: { courseId, lessonId, noteId }, body: note(`Нотатка ${mark}`) });
  const reportId = newId('report');
  await pupil.call(reports.sendReport, { params: { courseId, reportId }, body: error(lessonId, `Помилка ${mark}`) });
}

/** Own notes of whoever asks: of a course elsewhere there are none. */
export const noteRows = ({ course: { courseId, lessonId } }: World): RowsOf<typeof notes> => {
  const ofNew = () => ({ params: { courseId, lessonId, noteId: newId('note') } });
  return {
    notes: { input: () => ({ params: { courseId }, query: {} }), ...forAll },
    putNote: { input: () => ({ ...ofNew(), body: note('Для себе') }), ...forOwn, below: 200 },
    removeNote: { input: () => ({ ...ofNew(), query: { revision: '1' } }), ...forAll },
  };
};

export const reportRows = ({ course, draft: { courseId } }: World): RowsOf<typeof reports> => {
  const ofNew = () => ({ params: { courseId, reportId: newId('report') } });
  return {
    sendReport: {
      input: () => ({
        params: { courseId: course.courseId, reportId: newId('report') },
        body: error(course.lessonId, 'Помилка'),
      }),
      ...forOwn,
      below: 200,
    },
    ownReports: { input: () => ({ query: {} }), ...forAll },
    courseReports: {
      input: () => ({ params: { courseId }, query: { state: 'open' } }),
      own: (role: Role) => (may([role], 'manageDrafts') ? 200 : 'notFound'),
      foreign: 'notFound',
    },
    answerReport: {
      input: () => ({ ...ofNew(), body: { outcome: 'mended', text: '', revision: 1 } }),
      own: (role: Role) => (may([role], 'manageDrafts') ? 'notAllowed' : 'notFound'),
      foreign: 'notFound',
    },
  };
};
