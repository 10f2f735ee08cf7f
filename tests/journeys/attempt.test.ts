/// <reference lib="dom" />
/** A test as its learner sits it: in every kind of question, through an outage, a killed browser, two tabs. */
import { beforeAll, expect, inject, it } from 'vitest';
import type { Page } from 'playwright-core';
import { attempts } from '#contracts/attempts.ts';
import { expectSound } from '../support/axe.ts';
import { pageOf } from '../support/browser.ts';
import { bankOf, nineKinds, rightAnswers, runOf } from '../support/exam.ts';
import { KillableBrowser } from '../support/killable-browser.ts';
import { approvedQuestion, singleChoice } from '../support/questions.ts';
import { until, type TestClient } from '../support/stack.ts';
import { createRun, learnerOf, releasedQuiz, type Bank } from '../support/tests.ts';

const oneByOne = { layout: 'oneQuestion', navigation: 'free' } as const;

let kinds: Bank;
let twenty: Bank;

beforeAll(async () => {
  kinds = await bankOf(nineKinds);
  twenty = await bankOf(Array.from({ length: 20 }, () => singleChoice()));
});

const academy = (page: Page) => page.locator('.bar').getByText(/Збережено\sу\sзакладі/);
const device = (page: Page) => page.locator('.bar').getByText(/Збережено\sна\sпристрої/);
const next = (page: Page) => page.getByRole('button', { name: 'Зберегти й далі' }).click();

async function begin(page: Page, runId: string): Promise<void> {
  await page.goto(`/tests/${runId}`);
  await page.getByRole('button', { name: 'Почати тест' }).click();
  await page.getByRole('heading', { name: /Запитання 1 із/ }).waitFor();
}
async function finish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Завершити тест' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Завершити тест' }).click();
}

async function lastReview(client: TestClient, runId: string) {
  const { attempts: all } = await client.call(attempts.ownRun, { params: { runId }, query: {} });
  const params = { attemptId: all.at(-1)!.id };
  return (await client.call(attempts.attemptReview, { params, query: {} })).questions;
}

it('every kind is answered by keyboard and pointer, sent, marked and explained', async () => {
  const learner = await learnerOf(kinds.academyId);
  const run = await runOf(kinds, oneByOne);
  const page = await pageOf(learner);
  await page.goto('/');
  await page.getByRole('link', { name: 'До тесту' }).click();
  await page.getByRole('button', { name: 'Почати тест' }).click();
  await page.getByRole('heading', { name: 'Запитання 1 із 9' }).waitFor();

  await page.getByRole('radio', { name: 'Це правильно' }).focus();
  await page.keyboard.press('Space');
  await next(page);
  await page.getByRole('checkbox', { name: 'Час затримання' }).check();
  await page.getByRole('checkbox', { name: 'Підстави затримання' }).check();
  await next(page);
  await page.getByRole('radio', { name: 'Так, правильно' }).check();
  await next(page);
  await page.getByLabel('Ваша відповідь').fill('Протокол');
  await next(page);
  await page.getByLabel('Число').fill('60');
  await page.getByLabel('Одиниця').selectOption('км/год');
  await next(page);
  await page.getByLabel('Слідчий').selectOption({ label: await labelOf(page, 'Слідчий', 'розслідує') });
  await page.getByLabel('Адвокат').selectOption({ label: await labelOf(page, 'Адвокат', 'захищає') });
  await next(page);
  await putInOrder(page, ['Представитися', 'Пояснити причину', 'Скласти протокол']);
  await next(page);
  await page.getByLabel('Пропуск 1 з 2').selectOption({ label: 'має право' });
  await page.getByLabel('Пропуск 2 з 2').fill('протокол');
  await next(page);
  await page.getByLabel('Ваша відповідь').fill('Представлюся і поясню причину.');
  await page.getByText('4 слова').waitFor();
  await academy(page).waitFor();
  await finish(page);
  await page.getByRole('heading', { name: 'Тест завершено' }).waitFor();
  const desk = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: 700 });
  await page.getByRole('link', { name: 'Переглянути' }).waitFor();
  await expectSound(page, 'the end of a test, narrow');
  await page.setViewportSize(desk);
  await page.getByRole('link', { name: 'Переглянути' }).click();
  await page.getByRole('heading', { name: /Запитання 9/ }).waitFor();
  await expect.poll(() => page.locator('.q-head').getByText('Правильно', { exact: true }).count()).toBe(8);

  const review = await lastReview(learner, run.id);
  expect(review.slice(0, 8).map(({ answer }) => answer)).toEqual(
    rightAnswers.map((answer) => (answer.kind === 'shortText' ? { ...answer, text: 'Протокол' } : answer)),
  );
  expect(review.slice(0, 8).map(({ score }) => score?.share)).toEqual(Array(8).fill(1));
  expect(review[8]?.score?.share).toBeNull();
});

it('an outage, a killed browser and a submission without a network lose nothing', { timeout: 120_000 }, async () => {
  const learner = await learnerOf(twenty.academyId);
  const run = await runOf(twenty, oneByOne);
  const browser = new KillableBrowser();
  let page = await browser.start(learner);
  await page.goto(`${inject('origin')}/tests`);
  await page.waitForFunction(async () => {
    await navigator.serviceWorker.ready;
    return navigator.serviceWorker.controller !== null;
  });
  await page.getByRole('link', { name: 'Вогнева підготовка' }).click();
  await page.getByRole('button', { name: 'Почати тест' }).click();
  await page.getByRole('heading', { name: 'Запитання 1 із 20' }).waitFor();
  const address = page.url();

  for (let number = 1; number <= 4; number += 1) await choose(page, number);
  await academy(page).waitFor();
  await browser.offline(true);
  for (let number = 5; number <= 9; number += 1) await choose(page, number);
  await page.getByRole('radio', { name: wordsOf(10) }).check();
  await device(page).waitFor();
  await page.getByText(/Немає\sзв’язку, складайте далі/).waitFor();
  await page
    .locator('.answer-place')
    .getByText(/Відповідь збережено на цьому пристрої/)
    .waitFor();
  await browser.kill();

  page = await browser.start(learner);
  await browser.offline(true);
  await page.goto(address);
  await page.getByRole('heading', { name: 'Запитання 10 із 20' }).waitFor();
  await expect.poll(() => page.getByRole('radio', { name: wordsOf(10) }).isChecked()).toBe(true);
  await page
    .getByText(/Є\sвідповідь: 10 з\s20/)
    .first()
    .waitFor();
  await next(page);
  for (let number = 11; number <= 15; number += 1) await choose(page, number);
  expect((await held(learner, address)).length).toBe(4);
  await browser.offline(false);
  await academy(page).waitFor({ timeout: 40_000 });
  expect((await held(learner, address)).length).toBe(15);
  for (let number = 16; number <= 19; number += 1) await choose(page, number);
  await page.getByRole('radio', { name: wordsOf(20) }).check();
  await device(page).or(academy(page)).waitFor();

  await browser.offline(true);
  await finish(page);
  await page.getByText(/Буде надіслано, щойно/).waitFor();
  await browser.offline(false);
  await page.getByRole('heading', { name: 'Тест завершено' }).waitFor({ timeout: 40_000 });
  await page.getByRole('link', { name: 'Переглянути' }).click();
  await page.getByRole('heading', { name: /Запитання 20/ }).waitFor();

  const review = await lastReview(learner, run.id);
  expect(review.map(({ answer }) => answer)).toEqual(
    Array.from({ length: 20 }, (_, index) => ({ kind: 'single', option: optionOf(index + 1) })),
  );
  expect(review.flatMap(({ others }) => others)).toEqual([]);
});

it('two tabs show each other’s answers, another device has them after a reload', async () => {
  const learner = await learnerOf(twenty.academyId);
  const run = await runOf(twenty, oneByOne);
  const page = await pageOf(learner);
  await begin(page, run.id);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole('radio', { name: wordsOf(3) }).check();
  await page.waitForFunction(() => document.querySelector('input:checked') !== null);
  await expect.poll(() => page.getByRole('radio', { name: wordsOf(3) }).isChecked()).toBe(true);
  await academy(other).waitFor();
  const phone = await pageOf(learner, { viewport: { width: 390, height: 800 } });
  await phone.goto(page.url());
  await phone.getByRole('heading', { name: 'Запитання 1 із 20' }).waitFor();
  await expect.poll(() => phone.getByRole('radio', { name: wordsOf(3) }).isChecked()).toBe(true);
});

it('a session that ends in mid-attempt asks for sign-in in place, and goes on', async () => {
  const learner = await learnerOf(twenty.academyId);
  const run = await runOf(twenty, oneByOne);
  const page = await pageOf(learner, { allow: [/status of 401/] });
  await begin(page, run.id);
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await page.getByRole('radio', { name: wordsOf(1) }).check();
  await page.getByRole('heading', { name: 'Сеанс завершився: увійдіть знову' }).waitFor();
  await page.context().addCookies(cookies);
  await page.getByRole('button', { name: 'Перевірити вхід' }).click();
  await academy(page).waitFor();
});

it('what the academy does not take stays on the device and says so', async () => {
  const learner = await learnerOf(kinds.academyId);
  const run = await runOf(kinds, oneByOne);
  const page = await pageOf(learner);
  await begin(page, run.id);
  await page.getByRole('radio', { name: 'Це правильно' }).check();
  await page.getByRole('button', { name: 'Запитання 9' }).click();
  await page.getByLabel('Ваша відповідь').fill('слово '.repeat(90_000));
  await page.getByText('Ця відповідь є лише на пристрої').waitFor();
  await page.reload();
  await page.getByText('Ця відповідь є лише на пристрої').waitFor();
  await page.getByLabel('Ваша відповідь').fill('коротко і ясно');
  await page
    .locator('.answer-place')
    .getByText(/Відповідь збережено у закладі/)
    .waitFor();
  expect((await held(learner, page.url())).length).toBe(2);
});

it('questions change their language in the middle; places and answers stay', async () => {
  const learner = await learnerOf(kinds.academyId);
  const run = await runOf(kinds, oneByOne);
  const page = await pageOf(learner, { allow: [/ERR_INTERNET_DISCONNECTED/] });
  await begin(page, run.id);
  await page.getByRole('radio', { name: 'Це правильно' }).check();
  const places = () =>
    page.getByRole('radio').evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value));
  const before = await places();
  await page.getByLabel('Мова запитань').selectOption({ label: 'English' });
  await page.getByRole('radio', { name: 'This is right' }).waitFor();
  await expect.poll(() => page.getByRole('radio', { name: 'This is right' }).isChecked()).toBe(true);
  expect(await places()).toEqual(before);
  await academy(page).waitFor();
  await page.reload();
  await page.getByRole('radio', { name: 'This is right' }).waitFor();
  expect((await held(learner, page.url())).map(({ answer }) => answer)).toEqual([{ kind: 'single', option: 'a' }]);
  await page.context().setOffline(true);
  await page.getByLabel('Мова запитань').selectOption('uk');
  await page.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
  await expect.poll(() => page.getByLabel('Мова запитань').inputValue()).toBe('en');
  await page.context().setOffline(false);
});

it('practice explains an answer at once, and again once it is another', async () => {
  const id = await approvedQuestion(kinds, kinds.academyId, { use: 'practice', content: singleChoice() });
  const quizId = await releasedQuiz(kinds, { ...oneByOne, practice: true }, { questionIds: [id], use: 'practice' });
  const run = await createRun(kinds.author, kinds.academyId, quizId);
  const page = await pageOf(await learnerOf(kinds.academyId));
  await page.goto(`/tests/${run.id}`);
  await page.getByRole('button', { name: 'Почати тренування' }).click();
  await page.getByRole('radio', { name: 'Це неправильно' }).check();
  await page.getByRole('button', { name: 'Перевірити' }).click();
  await page.getByText('Тому що так.').waitFor();
  await page.getByRole('radio', { name: 'Це правильно' }).check();
  await page.getByText('Тому що так.').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Перевірити' }).click();
  await page.locator('.note').getByText('Правильно', { exact: true }).waitFor();
});

/** Options are shuffled for each attempt; which one is chosen follows from the number. */
const optionOf = (number: number): string => ['a', 'b', 'c'][number % 3]!;
const wordsOf = (number: number): RegExp => [/^Це правильно/, /^Це неправильно/, /^Це теж неправильно/][number % 3]!;

async function choose(page: Page, number: number): Promise<void> {
  await page.getByRole('heading', { name: `Запитання ${number} із 20` }).waitFor();
  await page.getByRole('radio', { name: wordsOf(number) }).check();
  await next(page);
}

const held = async (client: TestClient, address: string) =>
  (await client.call(attempts.attempt, { params: { attemptId: address.split('/').at(-1)! }, query: {} })).answers;

async function labelOf(page: Page, prompt: string, choice: string): Promise<string> {
  const labels = await page.getByLabel(prompt).locator('option').allTextContents();
  return labels.find((label) => label.includes(choice))!;
}

/** With Alt and arrows, from the grip of each item. */
async function putInOrder(page: Page, wanted: string[]): Promise<void> {
  const items = page.locator('.order > li');
  for (const [place, name] of wanted.entries()) {
    const at = (await items.allTextContents()).findIndex((text) => text.includes(name));
    await items.nth(at).locator('.grip').focus();
    for (let step = at; step > place; step -= 1) await page.keyboard.press('Alt+ArrowUp');
    await until(
      async () => (await items.allTextContents())[place],
      (text) => text?.includes(name) ?? false,
    );
  }
  const confirm = page.getByRole('button', { name: 'Цей порядок правильний' });
  if (await confirm.isVisible()) await confirm.click();
}
