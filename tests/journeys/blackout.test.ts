/// <reference lib="dom" />
/**
 * The end of a test’s time. The network goes before it, and comes back after it: what its learner sees and keeps under each
 * policy, and what whoever holds the test sees meanwhile. The page lives on the academy’s clock: both are moved together, in
 * this file alone and not far, since the clock is that of all journeys.
 */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { attempts } from '#contracts/attempts.ts';
import { type QuizSettings } from '#contracts/quiz-settings.ts';
import { pageOf } from '../support/browser.ts';
import { bankOf, runOf } from '../support/exam.ts';
import { singleChoice } from '../support/questions.ts';
import { now, shiftClock, type TestClient } from '../support/stack.ts';
import { learnerOf, type Bank } from '../support/tests.ts';
import { cut } from '../support/writing-steps.ts';

let bank: Bank;
beforeAll(async () => {
  bank = await bankOf([singleChoice(), singleChoice()]);
});

/** A learner in a test of six minutes who has answered the first question, and who watches. */
async function sitting(blackout: QuizSettings['blackout']) {
  const learner = await learnerOf(bank.academyId);
  const run = await runOf(bank, { layout: 'oneQuestion', minutes: 6, blackout });
  const [page, desk] = await Promise.all([pageOf(learner, cut), pageOf(bank.author)]);
  for (const each of [page, desk]) await each.clock.install({ time: await now() });
  await page.goto(`/tests/${run.id}`);
  await page.getByRole('button', { name: 'Почати тест' }).click();
  await page.getByRole('heading', { name: 'Запитання 1 із 2' }).waitFor();
  await page.getByRole('radio', { name: 'Це правильно' }).check();
  await page.getByRole('button', { name: 'Зберегти й далі' }).click();
  await saved(page).waitFor();
  await desk.goto(`/runs/${run.id}`);
  await desk.locator('tbody tr').getByText('Складає').waitFor();
  // the page says every half minute that somebody is there
  await pass(1, page, desk);
  await desk.locator('tbody tr').getByText('1/2').waitFor();
  return { learner, run, page, desk, row: desk.locator('tbody tr', { hasText: '1/2' }) };
}

const saved = (page: Page) => page.locator('.bar').getByText(/Збережено\sу\sзакладі/);
const held = (page: Page) => page.locator('.bar').getByText(/Збережено\sна\sпристрої/);

/** Time goes by, for the academy and for who looks at these pages. */
async function pass(minutes: number, ...pages: Page[]): Promise<void> {
  await shiftClock(minutes * 60_000);
  for (const page of pages) await page.clock.fastForward(minutes * 60_000);
}

/** Has the end been on the page since? */
async function watchEnd(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => {
    const look = () => document.getElementById('end') && document.body.setAttribute('data-ended', '');
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  });
  return () => page.evaluate(() => document.body.hasAttribute('data-ended'));
}

async function review(client: TestClient, runId: string) {
  const { attempts: own } = await client.call(attempts.ownRun, { params: { runId }, query: {} });
  const params = { attemptId: own.at(-1)!.id };
  return client.call(attempts.attemptReview, { params, query: {} });
}

it('minutes of grace: what was written in time counts, though it arrives later', async () => {
  const { learner, run, page, desk, row } = await sitting({ policy: 'grace', minutes: 10 });
  await page.context().setOffline(true);
  await pass(3, page, desk);
  await page.getByText(/Немає\sзв’язку, складайте далі/).waitFor();
  await row.getByText('Без зв’язку').waitFor();
  await row.getByText(/^2\sхв/).waitFor();
  await page.getByRole('radio', { name: 'Це правильно' }).check();
  await held(page).waitFor();
  await pass(3, page, desk);
  await page.getByRole('heading', { name: 'Час вийшов' }).waitFor();
  await page.getByText(/Буде надіслано, щойно/).waitFor();
  await row.getByText(/^0\sхв/).waitFor();

  await page.context().setOffline(false);
  await page.getByRole('heading', { name: 'Час вийшов, тест завершено' }).waitFor({ timeout: 20_000 });
  const { attempt, questions } = await review(learner, run.id);
  expect(attempt).toMatchObject({ state: 'closed', result: { points: 2 } });
  expect(questions.map(({ late }) => late)).toEqual([false, false]);
  await desk.locator('tbody tr', { hasText: 'Завершено' }).waitFor();
});

it('outages given back: the time that was cut off is there again, for both to see', async () => {
  const { learner, run, page, desk, row } = await sitting({ policy: 'giveBack', minutesMax: 5 });
  await page.context().setOffline(true);
  await pass(6, page, desk);
  // six minutes are over; five of the outage are given back
  await page.getByRole('timer', { name: /^Залишилося.*[34]\sхв/ }).waitFor();
  await row.getByText('Без зв’язку').waitFor();
  await row.getByText(/^0\sхв/).waitFor();
  await page.getByRole('radio', { name: 'Це правильно' }).check();
  await held(page).waitFor();
  const ended = await watchEnd(page);

  await page.context().setOffline(false);
  await saved(page).waitFor({ timeout: 20_000 });
  await page.getByRole('timer', { name: /^Залишилося.*[34]\sхв/ }).waitFor();
  const back = desk.locator('tbody tr', { hasText: '2/2' });
  await back.getByText('Складає').waitFor({ timeout: 20_000 });
  await back.getByText(/[34]\sхв/).waitFor();
  expect(await ended()).toBe(false);
  await page.getByRole('button', { name: 'Завершити тест' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Завершити тест' }).click();
  await page.getByRole('heading', { name: 'Тест завершено' }).waitFor();
  expect((await review(learner, run.id)).attempt).toMatchObject({ state: 'submitted', result: { points: 2 } });
  await desk.locator('tbody tr', { hasText: 'Завершено' }).waitFor();
});

it('without an outage it sends what is left, and says how it ended', async () => {
  const { learner, run, page } = await sitting({ policy: 'none' });
  await page.getByRole('radio', { name: 'Це правильно' }).check();
  await saved(page).waitFor();
  // the page does not know yet: the next sign of life tells
  await shiftClock(6 * 60_000);
  await page.clock.fastForward(40_000);
  await page.getByRole('heading', { name: 'Час вийшов, тест завершено' }).waitFor();
  expect((await review(learner, run.id)).attempt).toMatchObject({ state: 'closed', result: { points: 2 } });
});
