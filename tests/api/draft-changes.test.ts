/** A draft says whether it was changed since the newest release. */
import { beforeAll, expect, it } from 'vitest';
import { authoring } from '#contracts/authoring.ts';
import { addLesson, draftOf, save, seededDraft, writeBlocks, writeCourse, written } from '../support/authoring.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import { giveBack, newReviewer, release, submit } from '../support/reviews.ts';
import { createAcademyTree, settled, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';

let tree: AcademyTree;
let [author, reviewer]: TestClient[] = [];
beforeAll(async () => {
  tree = await createAcademyTree();
  author = await signIn(tree.instructor.login);
  reviewer = (await newReviewer(tree.academyId)).client;
});
const changed = async (courseId: string) => {
  const { items } = await author!.call(authoring.ownDrafts, { query: {} });
  const card = items.find(({ id }) => id === courseId);
  expect((await draftOf(author!, courseId)).changed).toBe(card?.changed);
  return card?.changed;
};

it('not before the first, not right after one, and with the first word after it', { timeout: 120_000 }, async () => {
  const { courseId, lessonIds, blockIds } = await writeCourse(author!, tree.academyId);
  const lesson = { courseId, lessonId: lessonIds[0]! };
  expect(await changed(courseId)).toBe(false);
  await release(reviewer!, await submit(author!, courseId));
  expect(await changed(courseId)).toBe(false);
  await settled();
  expect(await changed(courseId)).toBe(false);
  await save(author!, lesson, written(blockIds[0]![0]!, '## Інакше', { base: 1 }));
  expect(await changed(courseId)).toBe(true);
  const again = await submit(author!, courseId);
  await giveBack(reviewer!, again, 'Ще раз');
  await settled();
  expect(await changed(courseId)).toBe(true);
});

it('what is written while it is reviewed is not in the release', { timeout: 120_000 }, async () => {
  const { courseId, lessonIds } = await writeCourse(author!, tree.academyId);
  const review = await submit(author!, courseId);
  await writeBlocks(author!, { courseId, lessonId: lessonIds[0]! }, { uk: 'Пізніше', en: 'Later' });
  await release(reviewer!, review);
  await settled();
  expect(await changed(courseId)).toBe(true);
});

it('a course that came by a bundle is as it was released until somebody writes', { timeout: 60_000 }, async () => {
  const courseId = await importCourse(author!, smallBundle(), tree.academyId);
  await seededDraft(author!, courseId);
  expect(await changed(courseId)).toBe(false);
  await addLesson(author!, courseId);
  expect(await changed(courseId)).toBe(true);
});
