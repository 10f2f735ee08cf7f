/** What the original of an adopted course changes beside texts, as its adopter sees it; and what reviewers see of the copy. */
import { expect, it } from 'vitest';
import { authoring } from '#contracts/authoring.ts';
import { draftFilms } from '#contracts/draft-films.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import { norms } from '#contracts/norms.ts';
import { draftOf, writeCourse } from '../support/authoring.ts';
import { expectAccessible } from '../support/axe.ts';
import { pageOf, type PageOptions } from '../support/browser.ts';
import { captions } from '../support/bundle.ts';
import { sendFilm } from '../support/films.ts';
import { askForReview, reviewIs, serviceReviewer } from '../support/reviews.ts';
import { adoptCourse, releaseDraft, rewrite, seesShared, share, upstreamOf } from '../support/sharing.ts';
import { createAcademyTree, signIn, type TestClient } from '../support/stack.ts';

const wide: PageOptions = { viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce' };

/** A shows a film in its first lesson, puts the second one first and says what the course is about. */
async function changeAll(author: TestClient, courseId: string): Promise<void> {
  const film = await sendFilm(author, courseId);
  await author.call(draftFilms.filmCaptions, {
    params: { courseId, lectureId: film.id, language: 'uk' },
    body: { text: captions.toString() },
  });
  const { lessons, revision } = await draftOf(author, courseId);
  const [first, second] = lessons;
  await author.call(draftFilms.lessonFilm, {
    params: { courseId, lessonId: first!.id, language: 'uk' },
    body: { lectureId: film.id },
  });
  const { items } = await author.call(norms.competences, {});
  const competences = items.slice(0, 1).map(({ id }) => id);
  const body = { revision, topics: ['затримання', 'право'], competences };
  const { outlineRevision } = await author.call(authoring.changeDraft, { params: { courseId }, body });
  await author.call(draftOutline.moveLesson, {
    params: { courseId, lessonId: second!.id },
    body: { moduleId: second!.moduleId, place: 'Zz', outlineRevision },
  });
  await releaseDraft(author, courseId);
}

it('order, films, topics and competences of the original are taken or left one by one; reviewers see what B changed', async () => {
  const [a, b] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  const [author, adopter] = await Promise.all([a.instructor, b.instructor].map(({ login }) => signIn(login)));
  const { courseId: from } = await writeCourse(author!, a.academyId, {
    ...{ lessons: 2, languages: ['uk'], title: { uk: 'Особистий огляд' } },
  });
  await share(author!, from, 'all');
  await releaseDraft(author!, from);
  await seesShared(adopter!, from);
  const copy = await adoptCourse(adopter!, from, b.academyId);
  await rewrite(adopter!, copy, [1, 1], 'Наш приклад.');

  // reviewers of B are shown what is not as it was adopted
  const key = await askForReview(adopter!, copy, { languages: ['uk'] });
  await reviewIs(adopter!, key, 'open');
  const reviewing = await pageOf(await serviceReviewer(), wide);
  await reviewing.goto(`/reviews/${copy}/${key.reviewId}`);
  await reviewing.getByText('Порівняно з оригіналом').waitFor();
  await reviewing.getByText(/версії 1 оригіналу/).waitFor();
  await expectAccessible(reviewing);
  await reviewing.getByRole('link', { name: /Заняття 2/ }).click();
  await reviewing.locator('ins', { hasText: 'Наш' }).first().waitFor();
  await reviewing.locator('del', { hasText: 'Текст' }).first().waitFor();

  await changeAll(author!, from);
  const page = await pageOf(adopter!, wide);
  await page.goto(`/authoring/${copy}/upstream`);
  const piece = (name: string | RegExp) => page.getByRole('article', { name });
  await piece('Порядок занять').getByText('Заняття 2 (uk)').first().waitFor();
  await piece('Теми').getByText('затримання, право').waitFor();
  const film = piece('Лекція, Українська');
  await film.getByText('Лекції немає').waitFor();
  await film.getByText('Субтитри: Українська').waitFor();
  await expectAccessible(page);
  const { open } = await upstreamOf(adopter!, copy);

  await piece('Порядок занять').getByRole('button', { name: 'Узяти' }).click();
  await page.getByRole('tab', { name: `Зміни оригіналу (${open - 1})` }).waitFor();
  expect((await draftOf(adopter!, copy)).lessons.map(({ title }) => title.uk)).toEqual([
    ...['Заняття 2 (uk)', 'Заняття 1 (uk)'],
  ]);
  await film.getByRole('button', { name: 'Додати' }).click();
  await page.getByRole('tab', { name: `Зміни оригіналу (${open - 2})` }).waitFor();
  expect((await draftOf(adopter!, copy)).lessons[1]?.lectures.uk?.captions).toEqual(['uk']);
  await piece('Теми').getByRole('button', { name: 'Лишити своє' }).click();
  await page.getByRole('tab', { name: `Зміни оригіналу (${open - 3})` }).waitFor();
  const left = piece('Компетентності').getByRole('button', { name: 'Узяти' });
  if (open > 3) await left.click();
  await page.getByRole('heading', { name: 'Усе вирішено' }).waitFor();
  expect((await draftOf(adopter!, copy)).topics).toEqual([]);
}, 240_000);
