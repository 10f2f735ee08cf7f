/// <reference lib="dom" />
/** A test from the bank to the room: built with a draw, approved by somebody else, held, and watched while it is sat. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { attempts } from '#contracts/attempts.ts';
import { courses } from '#contracts/courses.ts';
import { identity } from '#contracts/identity.ts';
import { quizzes } from '#contracts/quizzes.ts';
import { runs } from '#contracts/runs.ts';
import { expectAccessible } from '../support/axe.ts';
import { pageOf } from '../support/browser.ts';
import { writeCourse } from '../support/authoring.ts';
import { approvedQuestion, singleChoice } from '../support/questions.ts';
import { approvedQuiz, createQuiz, quizOf } from '../support/quizzes.ts';
import { newReviewer, release, submit } from '../support/reviews.ts';
import { createAcademyTree, newId, signIn, until, type AcademyTree, type TestClient } from '../support/stack.ts';
import { openLesson, savedAtAcademy, wide } from '../support/writing-steps.ts';

let tree: AcademyTree;
let author: TestClient;
let reviewer: TestClient;
let learner: TestClient;

beforeAll(async () => {
  tree = await createAcademyTree();
  [author, learner] = await Promise.all([signIn(tree.instructor.login), signIn(tree.learner.login)]);
  reviewer = (await newReviewer(tree.academyId)).client;
});

const question = (ask: string, of: object = {}) =>
  approvedQuestion({ author, reviewer }, tree.academyId, { content: singleChoice(ask), use: 'exam', ...of });

const saved = (page: Page) =>
  page
    .getByText(/Збережено\sу\sзакладі/)
    .first()
    .waitFor();

describe('a test', () => {
  it('is built of the bank with a draw, submitted, and approved by somebody else', async () => {
    await question('Коли дозволено застосувати зброю?');
    for (const number of [1, 2, 3]) await question(`Навмання ${number}: що перевіряють?`, { tags: ['зброя'] });
    const page = await pageOf(author);
    await page.goto('/quizzes');
    await page.getByRole('button', { name: 'Новий тест' }).first().click();
    await page.getByLabel('Назва тесту').fill('Вогнева підготовка');
    await page.getByLabel('Іспит').check();
    await page.getByRole('button', { name: 'Створити' }).click();
    await page.getByRole('heading', { name: 'Вогнева підготовка', level: 1 }).waitFor();

    await page.getByRole('button', { name: 'Додати запитання' }).click();
    const picker = page.getByRole('dialog');
    await picker.getByLabel(/Слова\sіз\sзапитання/).fill('застосувати зброю');
    await picker.getByRole('button', { name: /Переглянути.*застосувати зброю/ }).click();
    await picker.getByText('Це правильно').waitFor();
    await picker.getByRole('checkbox', { name: /Коли дозволено застосувати зброю/ }).check();
    await picker.getByRole('button', { name: 'Додати', exact: true }).click();
    await page.getByRole('button', { name: 'Коли дозволено застосувати зброю?', exact: true }).waitFor();

    await page.getByRole('button', { name: 'Вибір навмання' }).click();
    const draw = page.getByRole('dialog');
    await draw.getByLabel('Скільки запитань').fill('2');
    await draw.getByLabel('Мітка').selectOption('зброя');
    await draw.getByText(/Підходять\s3/).waitFor();
    await expectAccessible(page);
    await draw.getByRole('button', { name: 'Готово' }).click();
    await page.getByText(/2\sзапитання\sнавмання/).waitFor();
    await saved(page);
    await page.getByText(/Усе\sготово\sдо\sрецензії/).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: /Надіслати\sна\sрецензію/ }).click();
    await page.getByText(/Тест\sчекає\sна\sрецензента/).waitFor();

    const desk = await pageOf(reviewer);
    await desk.goto('/reviews?view=quizzes');
    await desk.getByRole('link', { name: 'Вогнева підготовка' }).click();
    await desk.getByText(/Навмання\s2\sз\s3/).waitFor();
    await expectAccessible(desk);
    await desk.getByRole('button', { name: 'Схвалити' }).click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Схвалити' }).click();
    await desk.getByRole('heading', { level: 1, name: /Подані/ }).waitFor();
    const { items } = await author.call(quizzes.usableQuizzes, {
      params: { organisationId: tree.academyId },
      query: {},
    });
    expect(items.map(({ version, questions }) => [version, questions])).toContainEqual([1, 3]);
  });

  it('leads from what is missing to its place, and takes back what was changed', async () => {
    const first = await question('Перше запитання порядку?');
    const second = await question('Друге запитання порядку?');
    const content = quizOf([first, second, newId('question')], { title: { uk: 'Тест без одного' }, languages: ['uk'] });
    const { id } = await createQuiz(author, tree.academyId, content);
    const page = await pageOf(author);
    await page.goto(`/quizzes/${id}`);
    await page.getByText(/Заважає\s1\sріч/).waitFor();
    await page
      .getByRole('complementary')
      .getByRole('button', { name: /Запитання\sбільше\sнемає/ })
      .click();
    expect(await page.evaluate(() => document.activeElement?.closest('li')?.id)).toMatch(/^question-/);
    await page.getByRole('button', { name: /Прибрати: Запитання\sбільше/ }).click();
    await page.getByText(/Усе\sготово\sдо\sрецензії/).waitFor();
    await page.getByRole('button', { name: 'Вище: Друге запитання порядку?' }).click();
    const order = () => page.locator('main ol > li button.words').allInnerTexts();
    expect(await order()).toEqual(['Друге запитання порядку?', 'Перше запитання порядку?']);
    await page.getByRole('button', { name: /Скасувати\sзміну/ }).click();
    expect(await order()).toEqual(['Перше запитання порядку?', 'Друге запитання порядку?']);
    await saved(page);
    await page.getByRole('link', { name: /Переглянути\sяк\sслухач/ }).click();
    await page.getByText('Це неправильно').first().waitFor();
    await expectAccessible(page);
  });

  it('is set for an academy, and the live view shows who is in and gives more time', async () => {
    const quiz = await approvedQuiz({ author, reviewer }, tree.academyId);
    const page = await pageOf(author);
    await page.goto(`/runs/new?quiz=${quiz.id}`);
    await page
      .getByLabel(/Вогнева підготовка.*2/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Створити код' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Призначити', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Вогнева підготовка' }).waitFor();
    const runId = new URL(page.url()).pathname.split('/').pop() ?? '';
    const { code } = await author.call(runs.run, { params: { runId } });
    await page.getByRole('button', { name: /Показати\sвеликим/ }).click();
    await page.getByRole('dialog').getByText(code!.slice(0, 3)).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Закрити' }).click();
    const row = page.locator('tbody tr', { hasText: (await learner.call(identity.me, {})).familyName });
    await row
      .getByText(/Не\sрозпочато/)
      .first()
      .waitFor();

    const opened = { attemptId: newId('attempt'), language: 'uk' as const, code };
    const attempt = await learner.call(attempts.openAttempt, { params: { runId }, body: opened });
    await row.getByText('Складає').first().waitFor();
    await expectAccessible(page);
    await row.getByRole('button', { name: /Додати\sчас/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /15\sхвилин/ }).click();
    await dialog.getByRole('button', { name: /Додати\sчас/ }).click();
    await until(
      () => learner.call(attempts.attempt, { params: { attemptId: attempt.id }, query: {} }),
      ({ closesAt }) => Date.parse(closesAt!) - Date.parse(attempt.closesAt!) === 15 * 60_000,
    );
  });

  it('is put into a lesson, and learners go to it from the text', async () => {
    const quiz = await approvedQuiz({ author, reviewer }, tree.academyId);
    const course = await writeCourse(author, tree.academyId, { languages: ['uk'] });
    const { courseId } = course;
    const [lessonId = ''] = course.lessonIds;
    const page = await pageOf(author, wide);
    const text = await openLesson(page, { courseId, lessonId });
    await text.getByText('Текст заняття 1.').click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/тест');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('button', { name: /Вогнева підготовка/ })
      .first()
      .click();
    await text.locator('a.link', { hasText: 'Вогнева підготовка' }).waitFor();
    await savedAtAcademy(page);
    await expectAccessible(page);
    const { items } = await author.call(quizzes.usableQuizzes, {
      params: { organisationId: tree.academyId },
      query: {},
    });
    expect(items.map(({ id }) => id)).toContain(quiz.id);

    await release(reviewer, await submit(author, courseId, { languages: ['uk'] }));
    await learner.call(courses.enrol, { params: { courseId } });
    const desk = await pageOf(learner);
    await desk.goto(`/courses/${courseId}/lessons/${lessonId}`);
    await desk.getByRole('button', { name: /Тест: Вогнева підготовка/ }).click();
    await desk.waitForURL(/\/tests\/run_/);
    await desk.getByRole('heading', { level: 1, name: 'Вогнева підготовка' }).waitFor();
  });
});
