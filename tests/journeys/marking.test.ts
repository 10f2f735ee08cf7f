/// <reference lib="dom" />
/** Tests as people mark them: essays, results that are released together, appeals, a key that was wrong, figures. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { marking } from '#contracts/marking.ts';
import { pageOf } from '../support/browser.ts';
import { correctKey, essayBank, essayOf, satBy, type Sat } from '../support/marking.ts';
import { approvedQuestion, singleChoice } from '../support/questions.ts';
import { createPerson, settled, signIn, until, type TestClient } from '../support/stack.ts';
import { option, type Bank } from '../support/tests.ts';

let bank: Bank;
let [choiceId, rubricId, plainId] = ['', '', ''];

beforeAll(async () => {
  bank = await essayBank();
  [choiceId, rubricId, plainId] = bank.questionIds as [string, string, string];
});

const onRelease = { show: { when: 'onRelease', score: true, marks: true, key: true } } as const;
const paper = (page: Page, name: RegExp | string) =>
  page.locator('article', { has: page.getByRole('heading', { name }) });
const give = (by: TestClient, { tab }: Sat['sitters'][number], questionId: string, points: number, revision = 0) =>
  by.call(marking.mark, {
    params: { attemptId: tab.opened.id, questionId },
    body: { revision, points, levels: {}, comment: null },
  });
const points = (article: ReturnType<typeof paper>) => article.getByLabel(/Бали,\sвід/);
const dialog = (page: Page) => page.getByRole('dialog');

/** What a learner is shown of their paper. */
async function review(client: TestClient, sat: Sat, allow: RegExp[] = []): Promise<Page> {
  const { tab } = sat.sitters.find((each) => each.client === client)!;
  const page = await pageOf(client, { allow });
  await page.goto(`/attempts/${tab.opened.id}/review`);
  return page;
}

it('essays are marked without names, by question and by paper; results are released together, taken back, and read', async () => {
  const essays = (text: string) => [essayOf(text), essayOf(`${text} Для суду.`)];
  const sat = await satBy(bank, onRelease, [rubricId, plainId], {
    Коваленко: essays('Перша думка.'),
    Мельник: essays('Друга думка.'),
  });
  const page = await pageOf(bank.author);
  await page.goto(`/runs/${sat.runId}`);
  await page.getByRole('link', { name: 'Перевірити відповіді' }).click();
  await page.getByRole('button', { name: 'Чекають: 4' }).waitFor();
  await page.getByText(/Спершу треба перевірити ще 4 відповіді/).waitFor();
  await paper(page, /Коваленко/)
    .first()
    .waitFor();
  await page.getByLabel('Перевіряти без імен').check();
  await paper(page, /^Робота/)
    .first()
    .waitFor();
  await expect.poll(() => page.locator('main').innerText()).not.toMatch(/Коваленко|Мельник/);

  // by question: the rubric adds up
  await page
    .getByLabel('Запитання')
    .selectOption({ label: (await page.locator('option', { hasText: 'дії' }).innerText()).trim() });
  const first = page.locator('article', { hasText: 'Перша думка.' });
  await first.getByLabel(/Статтю названо/).check();
  await first.getByLabel(/Зрозуміло/).check();
  await expect.poll(() => points(first).inputValue()).toBe('1');
  await points(first).fill('0,5');
  await first.getByLabel(/Слово слухачеві/).fill('Назвіть статтю точніше.');
  await first.getByRole('button', { name: 'Оцінити' }).click();
  await first.getByText('0,5 з 1').waitFor();
  await page.getByText('Перевірено 1 з 2').waitFor();

  // by paper: all essays of one learner
  await first.getByRole('button', { name: 'Уся робота' }).click();
  const second = page.locator('article', { hasText: 'Перша думка. Для суду.' });
  await points(second).fill('1');
  await points(second).press('Control+Enter');
  await second.getByText('1 з 1').waitFor();
  await expect.poll(() => page.locator('article').count()).toBe(2);
  const other = sat.sitters[1]!;
  for (const questionId of [rubricId, plainId]) await give(bank.author, other, questionId, 1);
  await settled();

  await page.reload();
  await page.getByText('Усе перевірено').first().waitFor();
  const [{ client: learner }] = sat.sitters as [Sat['sitters'][number]];
  await page.getByRole('button', { name: 'Оприлюднити' }).click();
  await dialog(page)
    .getByText(/Тест ще відкритий/)
    .waitFor();
  await dialog(page).getByRole('button', { name: 'Оприлюднити' }).click();
  await page
    .getByText(/Результати оприлюднено/)
    .first()
    .waitFor();
  const own = await review(learner, sat, [/status of 403/]);
  await own.getByText('Назвіть статтю точніше.').waitFor();
  await own
    .getByText(/0,5\sз\s1/)
    .first()
    .waitFor();

  await page.getByRole('button', { name: 'Скасувати оприлюднення' }).click();
  await dialog(page).getByRole('button', { name: 'Скасувати оприлюднення' }).click();
  await page.getByRole('button', { name: 'Оприлюднити' }).waitFor();
  await own.reload();
  await own.getByText('Переглянути ще не можна').waitFor();
});

it('of two who mark the same answer the overtaken one loses nothing', async () => {
  const sat = await satBy(bank, {}, [plainId], { Шевченко: [essayOf('Щоб було записано.')] });
  const colleague = await signIn((await createPerson(bank.academyId, ['instructor'])).login);
  const page = await pageOf(bank.author, { allow: [/status of 409/] });
  await page.goto(`/runs/${sat.runId}/marking`);
  const answer = paper(page, /Шевченко/);
  await points(answer).fill('0,4');
  await answer.getByLabel(/Слово слухачеві/).fill('Моє пояснення.');
  await give(colleague, sat.sitters[0]!, plainId, 1);
  await answer.getByRole('button', { name: 'Оцінити' }).click();
  await answer.getByText('Цю відповідь щойно оцінив хтось інший').waitFor();
  await expect.poll(() => answer.getByLabel(/Слово слухачеві/).inputValue()).toBe('Моє пояснення.');
  // also after the page was closed: it is on the device
  await page.reload();
  await page.getByRole('button', { name: 'Усі', exact: true }).click();
  await expect.poll(() => points(answer).inputValue()).toBe('0,4');
  await answer.getByRole('button', { name: 'Змінити оцінку' }).click();
  await answer.getByText('0,4 з 1').waitFor();
  const { items } = await colleague.call(marking.toMark, { params: { runId: sat.runId }, query: {} });
  expect(items).toMatchObject([{ revision: 2, mark: { points: 0.4, comment: 'Моє пояснення.' } }]);
});

it('a learner appeals, a person decides with words, the learner reads what became of it', async () => {
  const sat = await satBy(bank, {}, [choiceId], { Бондар: [option('b')] });
  const [{ client: learner }] = sat.sitters as [Sat['sitters'][number]];
  const own = await review(learner, sat);
  await own.getByRole('button', { name: /Не згодні з оцінкою/ }).click();
  await dialog(own).getByLabel('Чому оцінку варто переглянути').fill('Умова двозначна.');
  await dialog(own).getByRole('button', { name: 'Надіслати' }).click();
  await own.getByText('Апеляція чекає рішення.').waitFor();
  await settled();

  const page = await pageOf(bank.author);
  await page.goto(`/runs/${sat.runId}/marking`);
  await page.getByText('Чекають рішення: 1').waitFor();
  const appeal = paper(page, /Бондар/);
  await appeal.getByText('Умова двозначна.').waitFor();
  await appeal.getByRole('button', { name: 'Лишити оцінку' }).click();
  await appeal.getByText('Поясніть рішення слухачеві').waitFor();
  await appeal.getByLabel(/Нові бали/).fill('0,5');
  await appeal.getByLabel('Відповідь слухачеві').fill('Згодні: умова двозначна.');
  await appeal.getByRole('button', { name: 'Змінити бали' }).click();
  await appeal.getByText('Оцінку змінено').waitFor();
  await own.reload();
  await own.getByText(/Згодні: умова двозначна/).waitFor();
  await own
    .getByText(/0,5\sз\s1/)
    .first()
    .waitFor();
});

it('a corrected key shows first who would change; then their marks are others', async () => {
  const questionId = await approvedQuestion(bank, bank.academyId, { use: 'exam', content: singleChoice() });
  const sat = await satBy(bank, {}, [questionId], { Ткач: [option('a')], Кравець: [option('b')], Гончар: [null] });
  await correctKey(bank, questionId, 'b');
  const page = await pageOf(bank.author);
  await page.goto(`/runs/${sat.runId}/results`);
  await page.getByRole('button', { name: /Виправити ключ/ }).click();
  await dialog(page)
    .getByText(/версія\s2/)
    .waitFor({ state: 'attached' });
  await dialog(page)
    .getByLabel(/Причина/)
    .fill('Правильною була інша відповідь.');
  await dialog(page).getByRole('button', { name: 'Подивитися, кого це змінить' }).click();
  await dialog(page).getByText('Зміняться 2 роботи.').waitFor();
  await dialog(page).getByText('Лишиться як є: 1.').waitFor();
  await expect
    .poll(() => dialog(page).getByRole('listitem').allInnerTexts())
    .toEqual(
      expect.arrayContaining([expect.stringMatching(/Ткач[^]*1 → 0/), expect.stringMatching(/Кравець[^]*0 → 1/)]),
    );
  await dialog(page).getByRole('button', { name: 'Оцінити заново' }).click();
  await page.getByText(/Ключ виправлено/).waitFor();
  await page.getByText('Правильною була інша відповідь.').waitFor();
  const row = page.locator('tr', { hasText: 'Кравець' });
  await until(
    () => row.innerText(),
    (text) => /1 \/ 1/.test(text),
  );
  const { client: lucky } = sat.sitters[1]!;
  const own = await review(lucky, sat);
  await own.locator('.q-head').getByText('Правильно', { exact: true }).waitFor();
});

it('results say how the test went, what to do about its questions, and go along as a table', async () => {
  const ids = await Promise.all(
    [1, 2, 3, 4].map(() => approvedQuestion(bank, bank.academyId, { use: 'exam', content: singleChoice() })),
  );
  // who knows more chooses b in the third question, whose key says a
  const answers = Array.from({ length: 12 }, (_, index) => {
    const knows = index < 6;
    const wrong = index % 2 ? 'b' : 'c';
    const [easy, key] = [index < 8 ? 'a' : 'c', knows ? 'b' : 'a'];
    return [knows ? 'a' : wrong, easy, key, knows ? 'a' : wrong].map(option);
  });
  const names = [
    'Авраменко',
    'Бойко',
    'Вовк',
    'Гнатюк',
    'Ґалаґан',
    'Дяченко',
    'Єременко',
    'Жук',
    'Заєць',
    'Іванців',
    'Їжак',
    'Клим',
  ];
  const sat = await satBy(bank, {}, ids, Object.fromEntries(names.map((name, index) => [name, answers[index]!])));
  const page = await pageOf(bank.author);
  await page.goto(`/runs/${sat.runId}/results`);
  const whole = page.getByRole('region', { name: 'Тест загалом' });
  await whole.getByText('12', { exact: true }).first().waitFor();
  await whole.getByText(/Надійність/).waitFor();
  const items = page.getByRole('region', { name: 'Запитання' }).locator('ol > li');
  await expect.poll(() => items.count()).toBe(4);
  await items.nth(0).getByText(/50\s%/).first().waitFor();
  await items.nth(1).getByText(/67\s%/).first().waitFor();
  await items
    .nth(2)
    .getByText(/перевірте ключ/)
    .waitFor();
  await items
    .nth(2)
    .getByText(/Неправильний варіант обирають ті, хто знає більше/)
    .waitFor();
  await items
    .nth(2)
    .getByRole('rowheader', { name: /Це правильно/ })
    .getByText('правильно', { exact: true })
    .waitFor();
  await page.getByRole('button', { name: /Варто переглянути/ }).click();
  await expect.poll(() => items.count()).toBe(1);

  const learners = page.getByRole('region', { name: 'Слухачі' });
  await expect
    .poll(() => learners.locator('tbody th').allInnerTexts())
    .toEqual(names.map((name) => expect.stringContaining(name)));
  await learners.getByRole('searchbox').fill('їжак');
  await expect.poll(() => learners.locator('tbody tr').count()).toBe(1);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /Зберегти таблицю/ }).click(),
  ]);
  const bytes = Buffer.concat(await (await download.createReadStream()).toArray());
  const table = bytes.toString('utf8');
  expect(table.trimEnd().split('\r\n')).toHaveLength(13);
  expect(table).toMatch(/^\ufeffПрізвище;Ім’я;/);
  expect(table).toMatch(/\r\nАвраменко;[^;]+;1;[^;]+;[^;]+;3;4;/);
});
