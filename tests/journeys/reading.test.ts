/// <reference lib="dom" />
/** What a reader does with a lesson: searches, notes, marks, asks what a word means, reports an error, prints. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { norms } from '#contracts/norms.ts';
import { notes } from '#contracts/notes.ts';
import { expectAccessible } from '../support/axe.ts';
import { downloaded, pageOf } from '../support/browser.ts';
import { courseBundle, setFile } from '../support/bundle.ts';
import { createSchool, newLearner, type Learner, type School } from '../support/school.ts';
import { nationalAdmin, newId, settled, until } from '../support/stack.ts';

const cut = [/net::ERR_(INTERNET_DISCONNECTED|FAILED)/];
/** a word that stands in no other text */
const rare = 'дзвінколист';
let school: School;
let learner: Learner;

beforeAll(async () => {
  const made = courseBundle();
  const text = `Кожен має право на повагу.\n\n## Порядок\n\nПояснюють права, а ${rare} записують у протокол.\n\n## Далі\n\nБез ${rare}у нічого.\n`;
  setFile(made, 'law/uk.md', 'text/markdown', text);
  setFile(made, 'duty/uk.md', 'text/markdown', `Тут теж згадано про ${rare}и.\n`);
  school = await createSchool(made);
  await settled();
  learner = await newLearner(school, { familyName: 'Уважна' });
  const word = { uk: rare, en: 'ringleaf' };
  const csv = `code,area,word_uk,word_en,definition_uk\r\n${newId('term').slice(4).toLowerCase()},право,${word.uk},${word.en},Вигадане слово для перевірки.\r\n`;
  await (await nationalAdmin()).call(norms.importCsv, { body: { jobId: newId('job'), kind: 'terms', text: csv } });
  await settled();
});

/** The lesson with everything beside its text. */
async function lessonPage(key: 'law' | 'duty' = 'law', allow = cut): Promise<Page> {
  const page = await pageOf(learner.client, { allow });
  await page.goto(school.lessonPath(key));
  await page.getByRole('heading', { name: /Ваші\sнотатки/ }).waitFor();
  return page;
}

/** Selects words of the text as a mouse would. */
const select = (page: Page, words: string) =>
  page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.querySelector('article.read')!, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      getSelection()?.setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + wanted.length);
      return;
    }
    throw new Error(`not in the text: ${wanted}`);
  }, words);

const atAcademy = async () =>
  (await learner.client.call(notes.notes, { params: { courseId: school.courseId }, query: {} })).items;

describe('search', () => {
  it('by one key, in all lessons and in other forms of the word; it opens the place and marks it', async () => {
    const page = await lessonPage();
    await page.keyboard.press('/');
    await page.locator('.pane input:focus').waitFor();
    const pane = page.getByRole('dialog', { name: 'Курс' });
    await page.keyboard.type(`${rare}ами`);
    await pane.getByRole('link', { name: /згадано про/ }).waitFor();
    await expect.poll(() => pane.locator('mark').allTextContents()).toEqual([rare, `${rare}у`, `${rare}и`]);
    await expectAccessible(page, 'search in a course');
    await pane.getByRole('link', { name: /згадано про/ }).click();
    await page.getByRole('heading', { name: /Обовʼязок/, level: 1 }).waitFor();
    await page.locator('mark.found', { hasText: `${rare}и` }).waitFor();
    await page.getByText(/1\sз\s1/).waitFor();
    await page.getByRole('button', { name: /Прибрати\sвиділення/ }).click();
    await until(
      () => page.locator('mark.found').count(),
      (count) => count === 0,
    );
  });
});

describe('contents', () => {
  it('show where one is, and lead on by the keyboard alone', async () => {
    const page = await lessonPage();
    await page.keyboard.press('t');
    const here = page.locator('.pane [aria-current=page]');
    await here.waitFor();
    await expect.poll(() => here.textContent()).toContain('Право');
    await expectAccessible(page, 'contents of the course');
    await page.keyboard.press('Escape');
    await until(
      () => page.locator('.pane').count(),
      (count) => count === 0,
    );
  });
});

describe('notes', () => {
  it('stand at their passage, on every device, and nowhere else', async () => {
    const page = await lessonPage();
    await select(page, 'право на повагу');
    await page.getByRole('toolbar').getByRole('button', { name: 'Нотатка' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Нотатка' }).fill('Запитати викладача');
    await page.getByRole('dialog').getByRole('button', { name: 'Зберегти' }).click();
    await page.locator('mark.noted', { hasText: 'право на повагу' }).waitFor();
    const [note] = await until(atAcademy, (found) => found.length === 1);
    expect(note).toMatchObject({ text: 'Запитати викладача', passage: { quote: 'право на повагу' } });

    const other = await lessonPage();
    await other.getByRole('button', { name: /Ваша\sнотатка/ }).click();
    await other.getByRole('dialog', { name: 'Нотатка' }).getByText('Запитати викладача').waitFor();
    await expectAccessible(other, 'a note beside its passage');
  });

  it('reworded on two devices stay both', async () => {
    const [one, two] = [await lessonPage(), await lessonPage('law', [/status of 409/])];
    const reword = async (page: Page, text: string) => {
      await page
        .getByRole('button', { name: /Ваша\sнотатка/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Змінити', exact: true }).first().click();
      await page.getByRole('dialog').getByRole('textbox', { name: 'Нотатка' }).fill(text);
      await page.getByRole('dialog').getByRole('button', { name: 'Зберегти' }).click();
      await until(atAcademy, (found) => found.some((note) => note.text === text));
    };
    await reword(one, 'Запитати викладача завтра');
    await reword(two, 'Запитати викладача сьогодні');
    const texts = (await atAcademy()).map(({ text }) => text).sort();
    expect(texts).toEqual(['Запитати викладача завтра', 'Запитати викладача сьогодні']);
    for (const text of texts) await two.locator('.note-item', { hasText: text }).waitFor();
  });

  it('written without a network are kept on the device and sent later', async () => {
    const page = await lessonPage('duty');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: /Закладка\sна\sзанятті/ }).click();
    await page.getByText(/Збережено\sна\sпристрої/).waitFor();
    await page.context().setOffline(false);
    await until(atAcademy, (found) => found.some(({ text, passage }) => text === '' && passage === null));
  });

  it('are made by the keyboard alone, on the paragraph one reads', async () => {
    const page = await lessonPage();
    await page.keyboard.press('b');
    await until(atAcademy, (found) => found.some(({ text, passage }) => text === '' && passage !== null));
  });

  it('stand on a page of their own: found, brought back, taken away', async () => {
    const page = await pageOf(learner.client);
    await page.goto(`${school.coursePath}/notes`);
    await page.getByText('Запитати викладача завтра').waitFor();
    await expectAccessible(page, 'my notes');
    await page.getByRole('searchbox').fill('завтр');
    await until(
      () => page.locator('.note-item').count(),
      (count) => count === 1,
    );
    const file = await downloaded(page, page.getByRole('button', { name: 'Markdown' }));
    expect(file.text).toContain('> право на повагу\n\nЗапитати викладача завтра');
    await page.getByRole('button', { name: 'Вилучити' }).click();
    await page.getByRole('button', { name: 'Повернути' }).click();
    await page.getByText('Запитати викладача завтра').waitFor();
    await page.getByRole('link', { name: /Показати\sв\sтексті/ }).click();
    await page
      .getByRole('button', { name: /Ваша\sнотатка/ })
      .and(page.locator(':focus'))
      .waitFor();
  });
});

describe('a word of the glossary', () => {
  it('is explained in place, also by the keyboard, unless one does not want it', async () => {
    const page = await lessonPage();
    const word = page.getByRole('button', { name: rare, exact: true });
    await word.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: rare }).getByText('Вигадане слово для перевірки.').waitFor();
    await expectAccessible(page, 'a word explained');
    await page.keyboard.press('Escape');
    expect(await word.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('t');
    await page.getByRole('checkbox', { name: /Пояснювати\sслова/ }).uncheck();
    await until(
      () => page.locator('.term').count(),
      (count) => count === 0,
    );
  });
});

it('words that are selected stay selected while marks come to the text', async () => {
  const page = await pageOf(learner.client);
  // the glossary comes when it is let
  await page.addInitScript(() => {
    const ask = window.fetch;
    const permitted = new Promise<void>((resolve) => Object.assign(window, { letGlossary: resolve }));
    window.fetch = async (...asked) => {
      const request = new Request(...asked);
      if (request.url.includes('/api/norms/terms')) await permitted;
      return ask(request);
    };
  });
  await page.goto(school.lessonPath('law'));
  await page.getByRole('heading', { name: /Ваші\sнотатки/ }).waitFor();
  await select(page, 'записують у протокол');
  const bar = page.getByRole('toolbar');
  await bar.waitFor();
  const came = page.waitForResponse(/\/api\/norms\/terms/);
  await page.evaluate(() => (window as unknown as { letGlossary(): void }).letGlossary());
  await (await came).finished();
  // two frames: what came would have been shown
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('записують у протокол');
  await bar.getByRole('button', { name: 'Закладка' }).click();
  await page.locator('.term', { hasText: rare }).first().waitFor();
});

describe('a report of an error', () => {
  it('reaches the authors, who answer it; who reported reads the answer', async () => {
    const page = await lessonPage();
    await select(page, 'записують у протокол');
    await page.getByRole('toolbar').getByRole('button', { name: 'Помилка' }).click();
    const dialog = page.getByRole('dialog', { name: /Повідомити\sпро\sпомилку/ });
    await expectAccessible(page, 'reporting an error');
    await dialog.getByRole('textbox').fill('Протоколу тут не складають');
    await dialog.getByRole('button', { name: /Надіслати\sавторам/ }).click();
    await page.getByRole('dialog', { name: /Автори\sотримали/ }).waitFor();

    const author = await pageOf(school.teacher);
    await author.goto(`/authoring/${school.courseId}`);
    await author.getByRole('tab', { name: /Помилки\s\(1\)/ }).click();
    await author.getByText('Протоколу тут не складають').waitFor();
    await expect.poll(() => author.locator('main').textContent()).not.toContain('Уважна');
    await expectAccessible(author, 'reports of errors');
    await author.getByRole('button', { name: 'Відповісти' }).click();
    await author.getByRole('textbox', { name: /Відповідь/ }).fill('Дякуємо, виправимо');
    await author.getByRole('button', { name: /Надіслати\sвідповідь/ }).click();
    await author.getByText(/Відповіді\sніхто\sне\sчекає/).waitFor();

    await page.goto('/reports');
    await page.getByText('Дякуємо, виправимо').waitFor();
    await expectAccessible(page, 'my reports');
  });
});

describe('paper', () => {
  it('has the whole course with its version, each lesson, and the film as words', async () => {
    const page = await pageOf(learner.client);
    await page.addInitScript(() => {
      window.print = () => document.documentElement.setAttribute('data-printed', '');
    });
    await page.goto(`${school.coursePath}/print?language=uk`);
    await page.locator('html[data-printed]').waitFor();
    await page.emulateMedia({ media: 'print' });
    const text = (await page.locator('main').textContent()) ?? '';
    for (const words of ['Права людини', 'версія 1', rare, 'Обовʼязок', `/lessons/${school.lessons.talk}`])
      expect(text).toContain(words);
    await page.emulateMedia({ media: 'screen' });
    await expectAccessible(page, 'a course on paper');
  });
});
