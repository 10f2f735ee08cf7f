/// <reference lib="dom" />
/** A course on its way to its learners: submitted, read with its differences, commented, returned, mended, released. */
import { beforeAll, describe, expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { reviewComments } from '#contracts/review-comments.ts';
import { save, writeCourse, written, type WrittenCourse } from '../support/authoring.ts';
import { expectAccessible } from '../support/axe.ts';
import { pageOf } from '../support/browser.ts';
import { approvePart, commentOn, selectWords } from '../support/review-steps.ts';
import { newReviewer, release, reviewIs, submit, type ReviewKey } from '../support/reviews.ts';
import { createAcademyTree, createPerson, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';

let tree: AcademyTree;
let author: TestClient;
let reviewer: TestClient;

beforeAll(async () => {
  tree = await createAcademyTree();
  author = await signIn(tree.instructor.login);
  reviewer = (await newReviewer(tree.academyId)).client;
});

/** A course with a version out, and a correction in both languages of its first lesson submitted. */
async function corrected(title: string): Promise<WrittenCourse & { key: ReviewKey }> {
  const course = await writeCourse(author, tree.academyId, { title: { uk: title, en: `${title} (en)` }, lessons: 2 });
  await release(reviewer, await submit(author, course.courseId));
  return { ...course, key: await correct(course, 'виправлений', 'corrected', 1) };
}

async function correct(course: WrittenCourse, uk: string, en: string, base: number): Promise<ReviewKey> {
  const { courseId, lessonIds, blockIds } = course;
  const blockId = blockIds[0]![1]!;
  const params = { courseId, lessonId: lessonIds[0]! };
  await save(author, params, written(blockId, `Текст заняття 1, ${uk}.`, { base }));
  await save(
    author,
    params,
    written(blockId, `Text of lesson 1, ${en}.`, { base, language: 'en', sourceRevision: base + 1 }),
  );
  return submit(author, courseId, { note: 'Виправлено перше заняття.' });
}

const pathOf = ({ courseId, reviewId }: ReviewKey) => `/reviews/${courseId}/${reviewId}`;
const lessonPath = (key: ReviewKey, lessonId: string) => `${pathOf(key)}?lesson=${lessonId}&language=uk`;

describe('a review', () => {
  it('leads from the queue to the changed words, to a comment on a passage, to a return, to a release', async () => {
    const course = await corrected('Огляд місця події');
    const page = await pageOf(reviewer);
    await page.goto('/');
    await page.getByRole('link', { name: 'Рецензії' }).first().click();
    await page.getByRole('link', { name: 'Огляд місця події' }).click();
    await page.getByRole('heading', { name: 'Огляд місця події', level: 1 }).waitFor();
    await page.getByText('Виправлено перше заняття.').waitFor();

    await page.getByRole('link', { name: /Заняття 1/ }).click();
    await page.locator('ins', { hasText: 'виправлений' }).waitFor();
    expect(await page.locator('[data-row] del').count()).toBeGreaterThan(0);
    await selectWords(page, '[data-text] ins', 'виправлений');
    await commentOn(page, 'Що саме виправлено?');
    const { items } = await author.call(reviewComments.comments, { params: { courseId: course.courseId } });
    expect(items).toMatchObject([{ quote: expect.stringContaining('виправлений'), blockId: course.blockIds[0]![1] }]);

    await page.getByLabel('Заняття переглянуто').check();
    await page.getByRole('button', { name: /До\sрішення/ }).click();
    await page.getByText(/Переглянуто\sзанять:\s1\sз\s1/).waitFor();
    await page.getByRole('button', { name: /Повернути\sавторам\s?: Курс/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Повернути авторам' }).click();
    await page.getByText(/Напишіть,\sщо\sпотрібно\sзмінити/).waitFor();
    await page.getByRole('dialog').getByRole('textbox').fill('Поясніть виправлення в тексті.');

    // a power cut: what was written is there again
    await page.reload();
    await page.getByRole('button', { name: /Повернути\sавторам\s?: Курс/ }).click();
    await expect
      .poll(() => page.getByRole('dialog').getByRole('textbox').inputValue())
      .toBe('Поясніть виправлення в тексті.');
    await page.getByRole('dialog').getByRole('button', { name: 'Повернути авторам' }).click();
    await page.getByText(/Нову\sверсію\sне\sвипущено/).waitFor();

    const theirs = await pageOf(author);
    await theirs.goto(pathOf(course.key));
    await theirs.getByText('Поясніть виправлення в тексті.').waitFor();
    await theirs.getByRole('link', { name: 'Що саме виправлено?' }).click();
    await theirs.getByRole('article').getByText('Що саме виправлено?').waitFor();

    const again = await correct(course, 'виправлений за зауваженням', 'corrected again', 2);
    await page.goto(pathOf(again));
    await approvePart(page, 'Курс', /вийде,\sколи\sбуде\sпогоджено\sще: Переклад: English/);
    await approvePart(page, 'Переклад: English', /останнє\sпогодження: версія\s2\sодразу\sвийде/);
    await page.getByText(/Версію\s2\sвипущено/).waitFor();
    const released = await author.call(courses.course, { params: { courseId: course.courseId } });
    expect(released.version).toBe(2);
  });

  it('keeps a comment on the device without a network and sends it by itself afterwards', async () => {
    const { key, lessonIds } = await corrected('Без зв’язку');
    const page = await pageOf(reviewer, {
      allow: [/ERR_INTERNET_DISCONNECTED|Failed to fetch/],
      serviceWorkers: 'block',
    });
    await page.goto(lessonPath(key, lessonIds[0]!));
    await page.locator('ins', { hasText: 'виправлений' }).waitFor();
    await page.context().setOffline(true);
    await page
      .locator('[data-row]')
      .filter({ hasText: 'виправлений' })
      .getByRole('button', { name: /Зауваження/ })
      .click();
    await page.getByLabel('Ваше зауваження').fill('Написано без мережі');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/Не\sвдалося\sнадіслати\.\sРобота\sє\sна\sпристрої/).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('article').getByText('Написано без мережі').waitFor();
    const { items } = await reviewer.call(reviewComments.comments, { params: { courseId: key.courseId } });
    expect(items.map(({ text }) => text)).toEqual(['Написано без мережі']);
  });

  it('is gone through by keyboard: from change to change, to a comment and back', async () => {
    const { key, lessonIds } = await corrected('Клавіатура');
    const page = await pageOf(reviewer);
    await page.goto(lessonPath(key, lessonIds[0]!));
    await page.locator('ins', { hasText: 'виправлений' }).waitFor();
    await page.getByRole('button', { name: 'Наступна зміна' }).focus();
    await page.keyboard.press('Enter');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(await focused()).toMatch(/Блок\s2, Змінено/);
    await page.keyboard.press('n');
    expect(await focused()).toMatch(/Блок\s2/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.type('n – це літера');
    await expect.poll(() => page.getByLabel('Ваше зауваження').inputValue()).toBe('n – це літера');
    await expectAccessible(page, 'a comment that is being written');
  });

  it('shows its own authors why they do not decide, and lets them take it back', async () => {
    const both = await createPerson(tree.academyId, ['instructor', 'reviewer']);
    const client = await signIn(both.login);
    const { courseId } = await writeCourse(client, tree.academyId, { title: { uk: 'Власний курс', en: 'Own' } });
    const key = await submit(client, courseId);
    const page = await pageOf(client);
    await page.goto('/reviews');
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Власний курс' })
      .getByText(/Над\sцим\sкурсом\sпрацювали\sви/)
      .waitFor();
    await page.getByRole('link', { name: 'Власний курс' }).click();
    await page
      .getByText(/Рішення\sухвалює\sрецензент,\sякий\sйого\sне\sписав/)
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: /^Погодити/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Відкликати подання' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Відкликати подання' }).click();
    await page
      .getByText(/Подання\sвідкликано/)
      .first()
      .waitFor();
    await reviewIs(client, key, 'withdrawn');
  });

  it('is given to a colleague, who finds it among their own', async () => {
    const colleague = await newReviewer(tree.academyId);
    const { key } = await corrected('Доручений курс');
    const page = await pageOf(reviewer);
    await page.goto(pathOf(key));
    await page.getByRole('button', { name: /Доручити\sколезі\s?: Курс/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('radio', { name: new RegExp(colleague.id.slice(-6)) })
      .check();
    await page.getByRole('dialog').getByRole('button', { name: 'Доручити' }).click();
    await page.getByText(/Доручено: Проба/).waitFor();

    const theirs = await pageOf(colleague.client);
    await theirs.goto('/reviews');
    await theirs.getByRole('button', { name: 'Доручені мені' }).click();
    await theirs.getByRole('link', { name: 'Доручений курс' }).waitFor();
    await theirs.getByText('Доручено вам').waitFor();
  });
});
