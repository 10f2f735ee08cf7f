/// <reference lib="dom" />
/** Words of tests, banks and norms are on the device from the first letter: a broken network and a closed page lose none. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { quizzes } from '#contracts/quizzes.ts';
import { pageOf } from '../support/browser.ts';
import { createQuiz, quizOf, submitQuiz } from '../support/quizzes.ts';
import { nationalAdmin } from '../support/stack.ts';
import { createBank, learnerOf, openRun, option, sit, type Bank } from '../support/tests.ts';
import { cut } from '../support/writing-steps.ts';

let bank: Bank;
beforeAll(async () => {
  bank = await createBank();
});

/** two cores carry browser, stack and test */
const patiently = { timeout: 20_000 };
const keptWords = 'На пристрої є ненадісланий текст';
/** What is to be changed does not arrive. */
const breakNetwork = (page: Page) =>
  page.route('**/api/**', (route) => (route.request().method() === 'GET' ? route.continue() : route.abort()));
async function reloaded(page: Page): Promise<void> {
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.unrouteAll();
}
/** Runs in the page: the device's memory of words is busy until `words-released`. */
async function holdWords(): Promise<void> {
  const asked = indexedDB.open('kurs-editor');
  await new Promise((resolve) => asked.addEventListener('success', resolve));
  const store = asked.result.transaction('unsent', 'readwrite').objectStore('unsent');
  let isOver = false;
  addEventListener('words-released', () => (isOver = true), { once: true });
  const again = () => !isOver && store.count().addEventListener('success', again);
  again();
}
const onDevice = (page: Page) => page.getByText('Збережено на пристрої').first().waitFor();

describe('what is typed while the network is broken', () => {
  it('into the name and the words of a test is offered back, and saved', async () => {
    const quiz = await createQuiz(bank.author, bank.academyId, quizOf(bank.questionIds));
    const page = await pageOf(bank.author, cut);
    await page.goto(`/quizzes/${quiz.id}?view=settings`);
    await page.getByLabel('Назва: українська').waitFor();
    await breakNetwork(page);
    await page.getByLabel('Назва: українська').fill('Вогнева підготовка: залік');
    await page.getByText('Вступне слово').click();
    await page.locator('#intro-uk').fill('Двадцять хвилин.\nОдна спроба.');
    await onDevice(page);
    await reloaded(page);
    await page.getByText(keptWords).waitFor();
    await expect.poll(() => page.getByLabel('Назва: українська').inputValue()).toBe('Вогнева підготовка');
    await page.getByText('Показати текст').click();
    await page.getByText('Двадцять хвилин.').waitFor();
    await page.getByRole('button', { name: 'Повернути на місце' }).click();
    await expect
      .poll(async () => (await bank.author.call(quizzes.quiz, { params: { quizId: quiz.id } })).content, patiently)
      .toMatchObject({
        title: { uk: 'Вогнева підготовка: залік' },
        intro: { uk: 'Двадцять хвилин.\nОдна спроба.' },
      });
    await page.getByText(keptWords).waitFor({ state: 'detached' });
  });

  it('reaches the academy by itself once the network is back', async () => {
    const quiz = await createQuiz(bank.author, bank.academyId, quizOf(bank.questionIds));
    const page = await pageOf(bank.author, cut);
    await page.goto(`/quizzes/${quiz.id}?view=settings`);
    await page.getByLabel('Назва: українська').waitFor();
    await page.context().setOffline(true);
    await page.getByLabel('Назва: українська').fill('Після затемнення');
    await onDevice(page);
    await page.context().setOffline(false);
    await expect
      .poll(
        async () => (await bank.author.call(quizzes.quiz, { params: { quizId: quiz.id } })).content.title.uk,
        patiently,
      )
      .toBe('Після затемнення');
  });

  it('as what a reviewer asks to change is offered back', async () => {
    const quiz = await createQuiz(bank.author, bank.academyId, quizOf(bank.questionIds));
    await submitQuiz(bank.author, quiz);
    const page = await pageOf(bank.reviewer, cut);
    const open = async () => page.getByRole('button', { name: 'Повернути', exact: true }).first().click();
    await page.goto(`/quizzes/${quiz.id}/frozen`);
    await open();
    await breakNetwork(page);
    await page.getByLabel('Що змінити').fill('Третє запитання має дві правильні відповіді.');
    await page.getByRole('dialog').getByRole('button', { name: 'Повернути', exact: true }).click();
    await page.getByRole('alert').first().waitFor();
    await onDevice(page);
    await reloaded(page);
    await open();
    await page.getByRole('button', { name: 'Повернути на місце' }).click();
    await expect
      .poll(() => page.getByLabel('Що змінити').inputValue())
      .toBe('Третє запитання має дві правильні відповіді.');
    await page.getByRole('dialog').getByRole('button', { name: 'Повернути', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const { note } = await bank.author.call(quizzes.quiz, { params: { quizId: quiz.id } });
    expect(note).toBe('Третє запитання має дві правильні відповіді.');
  });

  it('as the name of a folder is offered back', async () => {
    const page = await pageOf(bank.author, cut);
    const open = () => page.getByRole('button', { name: 'Нова папка' }).first().click();
    await page.goto('/questions');
    await open();
    await breakNetwork(page);
    await page.getByRole('dialog').getByLabel('Назва').fill('Зброя та спеціальні засоби');
    await page.getByRole('dialog').getByRole('button', { name: 'Зберегти' }).click();
    await page.getByRole('alert').first().waitFor();
    await reloaded(page);
    await open();
    await page.getByRole('button', { name: 'Повернути на місце' }).click();
    await expect
      .poll(() => page.getByRole('dialog').getByLabel('Назва').inputValue())
      .toBe('Зброя та спеціальні засоби');
    await page.getByRole('dialog').getByRole('button', { name: 'Зберегти' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('of a norm is offered back', async () => {
    const page = await pageOf(await nationalAdmin(), cut);
    await page.goto('/norms/new');
    const article = page.getByLabel('Стаття, частина, пункт');
    await article.fill('ст. 23 ч. 1');
    await page.getByRole('textbox', { name: 'українська' }).last().fill('Поліція діє відповідно до закону.');
    await onDevice(page);
    await reloaded(page);
    await page.getByRole('button', { name: 'Повернути на місце' }).click();
    await expect.poll(() => article.inputValue()).toBe('ст. 23 ч. 1');
    await expect
      .poll(() => page.getByRole('textbox', { name: 'українська' }).last().inputValue())
      .toBe('Поліція діє відповідно до закону.');
  });

  it('is said to be on the device once all of it is there, not before', async () => {
    const page = await pageOf(await nationalAdmin(), cut);
    await page.goto('/norms/new');
    const article = page.getByLabel('Стаття, частина, пункт');
    await article.fill('ст. 23');
    await onDevice(page);
    await page.evaluate(holdWords);
    await article.fill('ст. 23 ч. 1');
    await page.getByText('Зберігаємо').first().waitFor();
    expect(await page.getByText('Збережено на пристрої').count()).toBe(0);
    await page.evaluate(() => dispatchEvent(new Event('words-released')));
    await onDevice(page);
  });

  it('as the reason of an appeal stands there when the dialog is opened again', async () => {
    const run = await openRun(bank);
    const learner = await learnerOf(bank.academyId);
    const tab = await sit(learner, run.id);
    await tab.answer(bank.questionIds[0]!, option('b'));
    await tab.submit();
    const page = await pageOf(learner, { ...cut, serviceWorkers: 'block' });
    const open = () =>
      page
        .getByRole('button', { name: /Не згодні з оцінкою/ })
        .first()
        .click();
    await page.goto(`/attempts/${tab.opened.id}/review`);
    await open();
    await breakNetwork(page);
    const why = page.getByLabel('Чому оцінку варто переглянути');
    await why.fill('Стаття має дві чинні редакції.');
    await page.getByRole('dialog').getByRole('button', { name: 'Надіслати' }).click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await onDevice(page);
    await reloaded(page);
    await open();
    await expect.poll(() => why.inputValue()).toBe('Стаття має дві чинні редакції.');
    // nor does it matter that the academy is slow to say who is here, on a device that knows it and on one that does not
    await page.route('**/api/identity/me', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 2000));
      await route.continue();
    });
    for (const isKnown of [true, false]) {
      if (!isKnown) await page.evaluate(() => localStorage.removeItem('kurs.me'));
      await page.reload();
      await open();
      await expect.poll(() => why.inputValue()).toBe('Стаття має дві чинні редакції.');
    }
    await page.getByRole('dialog').getByRole('button', { name: 'Надіслати' }).click();
    await page.getByText('Стаття має дві чинні редакції.').waitFor();
    await page.reload();
    await page.getByText('Стаття має дві чинні редакції.').waitFor();
  });
});
