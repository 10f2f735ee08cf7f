/** A course whose only film asks questions: written, released, and the way of who learns it, in few words. */
import { courses } from '#contracts/courses.ts';
import { filmQuestions, type FilmQuestion } from '#contracts/film-questions.ts';
import { lectureQuestions } from '#contracts/lecture-questions.ts';
import type { Answer } from '#contracts/question-kinds.ts';
import { draftOf } from './authoring.ts';
import { courseBundle, importCourse, withLecture } from './bundle.ts';
import { approvedQuestion } from './questions.ts';
import { release, submit } from './reviews.ts';
import { createPerson, newId, settled, signIn, type TestClient } from './stack.ts';
import { createAuthors, type Authors } from './versions.ts';

export interface AskingLecture {
  authors: Authors;
  academyId: string;
  courseId: string;
  lessonId: string;
  lectureId: string;
  /** approved, for practice */
  questionIds: string[];
}

/** A course with a film of six seconds, and questions that could stand in it. */
export async function lectureToAsk(count = 2): Promise<AskingLecture> {
  const authors = await createAuthors();
  const { instructor: author, reviewer } = authors;
  const { academyId } = authors.tree;
  const courseId = await importCourse(author, withLecture(courseBundle()), academyId);
  const { lessons } = await draftOf(author, courseId);
  const [shown] = lessons.flatMap(({ id, lectures }) =>
    lectures.uk ? [{ lessonId: id, lectureId: lectures.uk.id }] : [],
  );
  const questionIds = [];
  for (let at = 0; at < count; at += 1) questionIds.push(await approvedQuestion({ author, reviewer }, academyId));
  return { authors, academyId, courseId, ...shown!, questionIds };
}

export const asks = (questionId: string, atMs: number, more: Partial<FilmQuestion> = {}): FilmQuestion => ({
  ...{ questionId, atMs, version: 1, required: true, againFromMs: null },
  ...more,
});

export const putQuestions = (author: TestClient, at: AskingLecture, items: FilmQuestion[], base: string | null) =>
  author.reply(filmQuestions.saveFilmQuestions, {
    params: { courseId: at.courseId, lectureId: at.lectureId },
    body: { items, base },
  });

/** The film asks these from now on. */
export async function releaseAsking(at: AskingLecture, items: FilmQuestion[]): Promise<void> {
  const { instructor, reviewer } = at.authors;
  const { sha256 } = await instructor.call(filmQuestions.filmQuestions, {
    params: { courseId: at.courseId, lectureId: at.lectureId },
  });
  await putQuestions(instructor, at, items, sha256);
  await release(reviewer, await submit(instructor, at.courseId, { languages: ['uk'] }));
  await settled();
}

export async function learnerOf({ academyId, courseId }: AskingLecture) {
  const { id, login } = await createPerson(academyId, ['learner']);
  const client = await signIn(login);
  await client.call(courses.enrol, { params: { courseId } });
  return { client, personId: id };
}

export const askedOf = (client: TestClient, at: AskingLecture, language: 'uk' | 'en' = 'uk') =>
  client.reply(lectureQuestions.lectureQuestions, { params: placeOf(at), query: { language } });

export const placeOf = ({ courseId, lessonId, lectureId }: AskingLecture) => ({ courseId, lessonId, lectureId });

export const option = (name: string): Answer => ({ kind: 'single', option: name });

export const answerTo = (
  client: TestClient,
  at: AskingLecture,
  questionId: string,
  answer: Answer,
  { answerId = newId('answer'), version = 1 } = {},
) =>
  client.reply(lectureQuestions.answerLectureQuestion, {
    params: { ...placeOf(at), questionId, answerId },
    body: { version, answer, language: 'uk' },
  });
