/** A course whose lecture has rules: what the tests of watching and of saving have in common. */
import { courses } from '#contracts/courses.ts';
import { filmRules, noRules, type FilmRules } from '#contracts/film-rules.ts';
import { lectures } from '#contracts/lectures.ts';
import { draftOf } from './authoring.ts';
import { courseBundle, importCourse, withLecture } from './bundle.ts';
import { release, submit } from './reviews.ts';
import { signIn, until } from './stack.ts';
import { createAuthors, type Authors } from './versions.ts';

/** A course of an academy whose one lecture has these rules; released, and the lecture ready. */
export async function courseWithRules(rules: Partial<FilmRules>, durationSeconds = 6, given?: Authors) {
  const authors = given ?? (await createAuthors());
  const { instructor, reviewer, tree } = authors;
  const courseId = await importCourse(instructor, withLecture(courseBundle(), { durationSeconds }), tree.academyId);
  const { lessons } = await draftOf(instructor, courseId);
  const lectureId = lessons.flatMap((lesson) => lesson.lectures.uk?.id ?? [])[0] ?? '';
  await instructor.call(filmRules.saveFilmRules, {
    params: { courseId, lectureId },
    body: { rules: { ...noRules, ...rules }, base: null },
  });
  await release(reviewer, await submit(instructor, courseId, { languages: ['uk'] }));
  const learner = await signIn(tree.learner.login);
  await until(
    () => learner.reply(lectures.lecture, { params: { lectureId }, query: { courseId } }),
    ({ body }) => body.state === 'ready',
    60,
  );
  const { modules } = await learner.call(courses.course, { params: { courseId } });
  const [law, duty, talk] = modules.flatMap((module) => module.lessons.map(({ id }) => id));
  return { authors, tree, courseId, lectureId, law: law!, duty: duty!, talk: talk! };
}
