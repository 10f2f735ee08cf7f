/** Two academies and a course of one that is everybody's; what stands on the shelf of somebody who looks. */
import { courses, type Course } from '#contracts/courses.ts';
import type { Language } from '#contracts/common.ts';
import { courseBundle, importCourse } from '../support/bundle.ts';
import { createAcademyTree, signIn, type TestClient } from '../support/stack.ts';

/** `stranger`: a learner of the other academy. */
export async function createShelf() {
  const [tree, other] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  const instructor = await signIn(tree.instructor.login);
  const learner = await signIn(tree.learner.login);
  const stranger = await signIn(other.learner.login);
  const courseId = await importCourse(instructor, courseBundle('all', 'Право для всіх'), tree.academyId);
  return { tree, other, instructor, learner, stranger, courseId };
}

/** In the order of the course. */
export const lessonIds = ({ modules }: Pick<Course, 'modules'>): string[] =>
  modules.flatMap(({ lessons }) => lessons.map((lesson) => lesson.id));

export async function catalogueOf(client: TestClient, language?: Language) {
  const { items } = await client.call(courses.catalogue, { query: language ? { language } : {} });
  return items;
}

/** Is the course on somebody's shelf? */
export const holds = async (client: TestClient, id: string): Promise<boolean> =>
  (await catalogueOf(client)).some((card) => card.id === id);

export const statusOf = async (client: TestClient, id: string): Promise<number> =>
  (await client.reply(courses.course, { params: { courseId: id } })).status;
