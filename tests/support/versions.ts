/** A course with a second version, and learners of the first: what the tests of versions have in common. */
import { courses } from '#contracts/courses.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import { progress } from '#contracts/progress.ts';
import { reviews } from '#contracts/reviews.ts';
import { addLesson, lessonDraft, save, writeBlocks, writeCourse, written, type WrittenCourse } from './authoring.ts';
import { newReviewer, release, reviewIs, submit } from './reviews.ts';
import { createAcademyTree, createPerson, newId, settled, signIn, type AcademyTree, type TestClient } from './stack.ts';

export interface Authors {
  tree: AcademyTree;
  instructor: TestClient;
  reviewer: TestClient;
}

export async function createAuthors(): Promise<Authors> {
  const tree = await createAcademyTree();
  const [instructor, { client }] = await Promise.all([signIn(tree.instructor.login), newReviewer(tree.academyId)]);
  return { tree, instructor, reviewer: client };
}

export interface Released extends WrittenCourse {
  law: string;
  duty: string;
  talk: string;
}

/** A course of three lessons, as it was at first. */
export async function releaseFirst({ tree, instructor, reviewer }: Authors, uk = 'Новий курс'): Promise<Released> {
  const made = await writeCourse(instructor, tree.academyId, { title: { uk }, lessons: 3, languages: ['uk'] });
  await release(reviewer, await submit(instructor, made.courseId, { languages: ['uk'] }));
  const [law, duty, talk] = made.lessonIds;
  return { ...made, law: law!, duty: duty!, talk: talk! };
}

export const whatChanged = { uk: 'Нова стаття закону.\nЗаняття 2 знято.' };

/** Another text of `law`, no `duty` any more; a new lesson at the end unless it is to be shorter. Answers what reviewers saw. */
export async function releaseSecond(
  { instructor, reviewer }: Authors,
  { courseId, law, duty, blockIds }: Released,
  { shorter = false } = {},
) {
  const { blocks } = await lessonDraft(instructor, { courseId, lessonId: law });
  const blockId = blockIds[0]![1]!;
  const base = blocks.find(({ id }) => id === blockId)!.texts.uk!.revision;
  await save(instructor, { courseId, lessonId: law }, written(blockId, 'Текст заняття 1, тепер інакше.', { base }));
  await instructor.call(draftOutline.binLesson, { params: { courseId, lessonId: duty } });
  if (!shorter) {
    const lessonId = await addLesson(instructor, courseId, { title: { uk: 'Підсумок' } });
    await writeBlocks(instructor, { courseId, lessonId }, 'Що запам’ятати.');
  }
  const body = { id: newId('review'), languages: ['uk' as const], note: null, dueAt: null, whatChanged };
  await instructor.call(reviews.submit, { params: { courseId }, body });
  const key = { courseId, reviewId: body.id };
  const seen = await reviewIs(reviewer, key, 'open');
  await release(reviewer, key);
  return seen;
}

/** A new learner of the academy who has read these lessons. */
export async function versionLearner(
  { tree }: Authors,
  courseId: string,
  read: readonly string[] = [],
  familyName = 'Слухач',
) {
  const { id, login } = await createPerson(tree.academyId, ['learner'], { familyName, givenName: 'Проба' });
  const client = await signIn(login);
  await client.call(courses.enrol, { params: { courseId } });
  for (const lessonId of read) await client.call(progress.readLesson, { params: { courseId, lessonId } });
  return { id, client };
}

/** A course in its second version; `begun` and `moved` have read two lessons of the first, `done` has completed it. */
export async function createVersions(uk?: string) {
  const authors = await createAuthors();
  const made = await releaseFirst(authors, uk);
  const { courseId, law, duty, talk } = made;
  const [begun, moved, done] = await Promise.all([
    versionLearner(authors, courseId, [law, duty], 'Бондар'),
    versionLearner(authors, courseId, [law, duty], 'Ґудзь'),
    versionLearner(authors, courseId, [law, duty, talk], 'Єременко'),
  ]);
  await settled();
  await releaseSecond(authors, made);
  await settled();
  return { ...authors, ...made, begun, moved, done };
}
