/// <reference lib="dom" />
/** Questions written by keyboard alone, submitted, approved; what was typed without a network is offered back. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { questions } from '#contracts/questions.ts';
import { expectAccessible } from '../support/axe.ts';
import { pageOf } from '../support/browser.ts';
import { addQuestion, decideQuestion, singleChoice, submitQuestions } from '../support/questions.ts';
import { newReviewer } from '../support/reviews.ts';
import { createAcademyTree, newId, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';

let tree: AcademyTree;
let author: TestClient;
let reviewer: TestClient;

beforeAll(async () => {
  tree = await createAcademyTree();
  author = await signIn(tree.instructor.login);
  reviewer = (await newReviewer(tree.academyId)).client;
});

const atAcademy = (page: Page) => page.getByText(/Збережено\sу\sзакладі/).waitFor();
const onDevice = (page: Page) => page.getByText(/Збережено\sна\sпристрої/).waitFor();
/** Types the rows of a question, one after the other, as a hand does that never leaves the keyboard. */
async function typeRows(page: Page, rows: readonly string[], right?: number) {
  for (const [index, row] of rows.entries()) {
    await page.keyboard.type(row);
    if (index === right) await page.keyboard.press('Alt+Enter');
    if (index < rows.length - 1) await page.keyboard.press('Enter');
  }
}
const asking = (ask: string) => addQuestion(author, tree.academyId, { content: singleChoice(ask) });
const writing = (page: Page) => page.getByLabel('Запитання', { exact: true });

describe('a question', () => {
  it('of one kind after another is written by keyboard, found in the bank, submitted and approved', async () => {
    const page = await pageOf(author);
    await page.goto('/questions');
    await page.getByText(/У\sбанку\sще\sнемає\sзапитань/).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Нове запитання' }).first().click();
    await page.locator('textarea:focus').waitFor();

    await page.keyboard.type('Хто дає дозвіл на обшук житла?');
    await page.keyboard.press('Tab');
    await typeRows(page, ['Слідчий', 'Слідчий суддя', 'Прокурор'], 1);
    await page.keyboard.press('Alt+ArrowUp');
    await atAcademy(page);
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => writing(page).inputValue()).toBe('');

    await page.keyboard.type('Що перевіряють перед застосуванням сили?');
    await page.keyboard.press('Tab');
    await page.evaluate(async () => {
      const data = new DataTransfer();
      data.setData('text/plain', '- Законність\n- Необхідність\n- Пропорційність\n- Настрій');
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await expect.poll(() => page.getByLabel('Варіант 4', { exact: true }).inputValue()).toBe('Настрій');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => writing(page).inputValue()).toBe('');

    const { items } = await author.call(questions.bank, { params: { organisationId: tree.academyId }, query: {} });
    expect(items.map(({ ask }) => ask.uk)).toEqual([
      'Що перевіряють перед застосуванням сили?',
      'Хто дає дозвіл на обшук житла?',
    ]);
    const first = items[1]!;
    const { content } = await author.call(questions.question, { params: { questionId: first.id } });
    expect(content.body).toMatchObject({
      kind: 'single',
      options: [
        { text: { uk: 'Слідчий' }, share: 0 },
        { text: { uk: 'Прокурор' }, share: 0 },
        { text: { uk: 'Слідчий суддя' }, share: 1 },
      ],
    });

    await page.goto('/questions');
    await page.getByRole('link', { name: 'Хто дає дозвіл на обшук житла?' }).click();
    await page.getByRole('button', { name: 'Подати на рецензію' }).click();
    await page.getByText('На рецензії').first().waitFor();

    const theirs = await pageOf(reviewer);
    await theirs.goto('/reviews?view=questions');
    await theirs.getByRole('link', { name: 'Хто дає дозвіл на обшук житла?' }).click();
    await theirs.getByRole('heading', { name: 'Запитання з ключем' }).waitFor();
    await expectAccessible(theirs, 'a question in review');
    await theirs.getByLabel(/Зауваження\sавторові/).focus();
    await theirs.keyboard.press('Control+Enter');
    await theirs.getByText(/Запитань\sна\sрецензію\sнемає/).waitFor();
    const approved = await reviewer.call(questions.question, { params: { questionId: first.id } });
    expect(approved).toMatchObject({ state: 'approved', version: 1 });
  });

  it('is returned with words, changed, and shown with its differences', async () => {
    const questionId = await asking('Строк затримання без ухвали');
    await submitQuestions(author, tree.academyId, questionId);
    const theirs = await pageOf(reviewer);
    await theirs.goto(`/questions/${questionId}/review`);
    await theirs.getByLabel(/Зауваження\sавторові/).fill('Назвіть статтю.');
    await theirs.getByRole('button', { name: /Повернути\sавторові/ }).click();
    await theirs.getByRole('tab', { name: 'Запитання' }).waitFor();

    const page = await pageOf(author);
    await page.goto(`/questions/${questionId}`);
    await page.getByText('Назвіть статтю.').waitFor();
    await writing(page).fill('Строк затримання без ухвали за ст. 211 КПК');
    await atAcademy(page);
    await page.getByRole('button', { name: 'Подати на рецензію' }).click();
    await page.getByText('На рецензії').first().waitFor();
    await page.getByRole('button', { name: 'Відкликати' }).click();
    await writing(page).waitFor();
    await submitQuestions(author, tree.academyId, questionId);
    await decideQuestion(reviewer, questionId);
    await asking('Строк затримання після погодження');
    await page.goto(`/questions/${questionId}`);
    await page.getByRole('tab', { name: /Версії/ }).click();
    await page
      .getByText(/Версія\s1/)
      .first()
      .waitFor();
  });

  it('typed without a network stays on the device and is offered back', async () => {
    const questionId = await asking('Написано в поїзді');
    const page = await pageOf(author, {
      allow: [/ERR_INTERNET_DISCONNECTED|Failed to fetch/],
      serviceWorkers: 'block',
    });
    await page.goto(`/questions/${questionId}`);
    await writing(page).waitFor();
    await page.context().setOffline(true);
    await writing(page).fill('Написано в поїзді без зв’язку');
    await onDevice(page);
    // the browser falls: nobody closes anything
    await page.close({ runBeforeUnload: false });
    const again = await page.context().newPage();
    await page.context().setOffline(false);
    await again.goto(`/questions/${questionId}`);
    await again.getByText(/лишилися\sнезбережені\sзміни/).waitFor();
    await again.getByRole('button', { name: 'Повернути' }).click();
    await atAcademy(again);
    await expect.poll(() => writing(again).inputValue()).toBe('Написано в поїзді без зв’язку');
    const kept = await author.call(questions.question, { params: { questionId } });
    expect(kept.content.ask.uk).toBe('Написано в поїзді без зв’язку');
  });

  it('that two people change shows both texts until one of them chooses', async () => {
    const questionId = await asking('Запитання двох авторів');
    const page = await pageOf(author, { allow: [/status of 409/] });
    await page.goto(`/questions/${questionId}`);
    await writing(page).waitFor();
    const stands = await author.call(questions.question, { params: { questionId } });
    const { folderId, use, difficulty, tags, competences, norms, revision, content } = stands;
    await author.call(questions.changeQuestion, {
      params: { questionId },
      body: {
        ...{ folderId, use, difficulty, tags, competences, norms, revision },
        content: { ...content, ask: { ...content.ask, uk: 'Запитання двох авторів, друга думка' } },
      },
    });
    await writing(page).fill('Запитання двох авторів, перша думка');
    await page.getByRole('button', { name: 'Лишити моє' }).click();
    await atAcademy(page);
    const { content: settled } = await author.call(questions.question, { params: { questionId } });
    expect(settled.ask.uk).toBe('Запитання двох авторів, перша думка');
  });
});

describe('a bank', () => {
  it('is put in order: a folder made, several questions moved, and the move undone', async () => {
    const other = await createAcademyTree();
    const writer = await signIn(other.instructor.login);
    for (const ask of ['Перше', 'Друге']) await addQuestion(writer, other.academyId, { content: singleChoice(ask) });
    const inFolders = async () => {
      const { items } = await writer.call(questions.bank, { params: { organisationId: other.academyId }, query: {} });
      return items.filter(({ folderId }) => folderId).length;
    };
    const page = await pageOf(writer);
    await page.goto('/questions');
    await page.getByRole('button', { name: 'Нова папка' }).first().click();
    await page.getByRole('dialog').getByLabel('Назва').fill('Затримання');
    await page.getByRole('dialog').getByRole('button', { name: 'Зберегти' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByLabel('Обрати всі').check();
    await page.getByRole('button', { name: 'Перемістити' }).click();
    await page.getByRole('dialog').getByLabel('Папка').selectOption({ label: 'Затримання' });
    await page.getByRole('dialog').getByRole('button', { name: 'Перемістити' }).click();
    await page
      .getByText(/Змінено\sзапитань:\s2/)
      .first()
      .waitFor();
    await expect.poll(inFolders).toBe(2);
    await page.getByRole('button', { name: 'Скасувати' }).click();
    await expect.poll(inFolders).toBe(0);
  });

  it('is closed to learners', async () => {
    const learner = await signIn(tree.learner.login);
    const page = await pageOf(learner, { allow: [/status of 403/] });
    await page.goto(`/questions/${newId('question')}`);
    await page.getByRole('alert').waitFor();
  });
});
