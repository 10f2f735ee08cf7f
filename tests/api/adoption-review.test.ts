/** The first review of an adopted course: what differs from what was adopted, and every language to be answered all the same. */
import { beforeAll, expect, it } from 'vitest';
import { reviews } from '#contracts/reviews.ts';
import { draftOf, writeBlocks, writeCourse } from '../support/authoring.ts';
import { release, serviceReviewer, submit } from '../support/reviews.ts';
import { adoptCourse, releaseDraft, rewrite, seesShared, share } from '../support/sharing.ts';
import { createAcademyTree, signIn, until, type AcademyTree, type TestClient } from '../support/stack.ts';

let [a, b]: AcademyTree[] = [];
let [author, adopter, reviewer]: TestClient[] = [];
let from = '';

beforeAll(async () => {
  [a, b] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  [author, adopter] = await Promise.all([a.instructor, b.instructor].map(({ login }) => signIn(login)));
  reviewer = await serviceReviewer();
  ({ courseId: from } = await writeCourse(author!, a.academyId, { lessons: 3, title: { uk: 'Оригінал' } }));
  await share(author!, from, 'all');
  await releaseDraft(author!, from);
  await seesShared(adopter!, from);
}, 120_000);

const openReview = async (params: { courseId: string; reviewId: string }) =>
  until(
    () => reviewer!.call(reviews.review, { params }),
    ({ state }) => state !== 'preparing',
    60,
  );

it('shows what was changed here, block by block, and says with what it is compared', async () => {
  const copy = await adoptCourse(adopter!, from, b!.academyId);
  await rewrite(adopter!, copy, [1, 1], 'Наш приклад.');
  const { lessons, languages } = await draftOf(adopter!, copy);
  await writeBlocks(adopter!, { courseId: copy, lessonId: lessons[1]!.id }, 'Наше доповнення.');
  const review = await submit(adopter!, copy, { languages });
  const shown = await openReview(review);
  expect(shown).toMatchObject({
    ...{ before: null, version: 1, changedLessons: 1, courseChanges: [] },
    original: { version: 1, organisation: { id: a!.academyId } },
  });
  expect(shown.lessons.map(({ kind }) => kind)).toEqual(['same', 'changed', 'same']);
  // what another academy released nobody here has approved: each language is answered
  expect(shown.parts.map(({ part }) => part)).toEqual(['course', 'en']);
  const lesson = async (lessonId: string) => reviewer!.call(reviews.reviewLesson, { params: { ...review, lessonId } });
  const { before, after } = await lesson(lessons[1]!.id);
  expect(before!.blocks.map(({ id }) => id)).toEqual(after!.blocks.slice(0, 2).map(({ id }) => id));
  expect([before!.blocks[1]?.texts.uk?.text, after!.blocks[1]?.texts.uk?.text]).toEqual([
    ...['Текст заняття 2. (uk)', 'Наш приклад.'],
  ]);
  const same = await lesson(lessons[0]!.id);
  expect(same.before!.blocks).toEqual(same.after!.blocks);
  expect((await release(reviewer!, review)).version).toBe(1);

  // from then on with the release before
  await rewrite(adopter!, copy, [0, 1], 'І тут наше.');
  const next = await openReview(await submit(adopter!, copy, { languages }));
  expect([next.before, next.original, next.changedLessons]).toEqual([1, null, 1]);
}, 180_000);

it('a course of one’s own is new as a whole', async () => {
  const { courseId } = await writeCourse(adopter!, b!.academyId);
  const shown = await openReview(await submit(adopter!, courseId, { languages: ['uk', 'en'] }));
  expect([shown.original, shown.lessons.map(({ kind }) => kind)]).toEqual([null, ['added']]);
}, 60_000);
