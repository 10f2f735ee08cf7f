/** A course with a lecture in its draft, its author, and a learner who watches it once it is released. */
import { courses } from '#contracts/courses.ts';
import { lectures } from '#contracts/lectures.ts';
import { draftOf } from './authoring.ts';
import { courseBundle, importCourse, withLecture } from './bundle.ts';
import { release, submit } from './reviews.ts';
import { signIn, until, type TestClient } from './stack.ts';
import { createAuthors, type Authors } from './versions.ts';

export interface LectureCourse {
  authors: Authors;
  author: TestClient;
  learner: TestClient;
  courseId: string;
  lectureId: string;
}

export async function lectureCourse(): Promise<LectureCourse> {
  const authors = await createAuthors();
  const { instructor: author, tree } = authors;
  const courseId = await importCourse(author, withLecture(courseBundle()), tree.academyId);
  const { lessons } = await draftOf(author, courseId);
  const lectureId = lessons.flatMap(({ lectures: shown }) => shown.uk?.id ?? [])[0] ?? '';
  return { authors, author, learner: await signIn(tree.learner.login), courseId, lectureId };
}

/** Releases the draft; answers the address of the lesson that shows the lecture, once its learner can watch it. */
export async function releasedLecture(
  { authors, author, learner, courseId, lectureId }: LectureCourse,
  review?: Awaited<ReturnType<typeof submit>>,
): Promise<string> {
  await release(authors.reviewer, review ?? (await submit(author, courseId, { languages: ['uk'] })));
  await learner.call(courses.enrol, { params: { courseId } });
  await until(
    () => learner.call(lectures.lecture, { params: { lectureId }, query: { courseId } }),
    ({ state }) => state === 'ready',
    60,
  );
  const { modules } = await learner.call(courses.course, { params: { courseId } });
  const shown = modules.flatMap(({ lessons }) => lessons).find((lesson) => lesson.lectures.uk);
  return `/courses/${courseId}/lessons/${shown?.id ?? ''}`;
}
