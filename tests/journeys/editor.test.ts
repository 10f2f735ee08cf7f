/// <reference lib="dom" />
/** An instructor writes a lesson: what they type is at the academy a moment later, whatever happens on the way. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import {
  addLesson,
  createDraft,
  joinTeam,
  lessonDraft,
  save,
  writeBlocks,
  written,
  type LessonKey,
} from '../support/authoring.ts';
import { expectAccessible } from '../support/axe.ts';
import { pageOf } from '../support/browser.ts';
import { plainPicture } from '../support/media.ts';
import { createAcademyTree, createPerson, signIn, until, type AcademyTree, type TestClient } from '../support/stack.ts';
import {
  becomes,
  cut,
  openLesson,
  savedAtAcademy,
  savedOnDevice,
  speak,
  wide,
  writtenIn,
} from '../support/writing-steps.ts';

let tree: AcademyTree;
let [author, colleague]: TestClient[] = [];
let courseId: string;

beforeAll(async () => {
  tree = await createAcademyTree();
  const second = await createPerson(tree.academyId, ['instructor'], { familyName: 'Мельник' });
  [author, colleague] = await Promise.all([tree.instructor, second].map(({ login }) => signIn(login)));
  courseId = (await createDraft(author!, tree.academyId, { languages: ['uk', 'en'] })).id;
  await joinTeam(author!, courseId, second.id, 'author');
});

async function lessonWith(...texts: string[]) {
  const params = { courseId, lessonId: await addLesson(author!, courseId, { title: { uk: 'Фіксація слідів' } }) };
  const ids = await writeBlocks(author!, params, ...texts);
  return { params, ids };
}

const opened = (page: Page, lessonId: string) => openLesson(page, { courseId, lessonId });
const texts = (key: LessonKey) => writtenIn(author!, key);
const become = (key: LessonKey, wanted: string[], language: 'uk' | 'en' = 'uk') =>
  becomes(author!, key, wanted, language);

describe('writing', () => {
  it('what is typed, formatted and inserted is at the academy, block by block', async () => {
    const { params } = await lessonWith();
    const page = await pageOf(author!, wide);
    const text = await opened(page, params.lessonId);
    await text.click();
    await page.keyboard.type('Слід існує доти, доки його не порушили.');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/загол');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Порядок');
    await page.keyboard.press('Enter');
    await page.keyboard.type('1. ');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('Описати.');
    await page.keyboard.press('Control+b');
    await page.keyboard.type(' Що видно');
    await become(params, ['Слід існує доти, доки його не порушили.', '## Порядок', '1. **Описати.** Що видно']);
    await savedAtAcademy(page);
    // a block moves by keyboard alone, and undo takes it back
    await page.keyboard.press('Alt+ArrowUp');
    await become(params, ['Слід існує доти, доки його не порушили.', '1. **Описати.** Що видно', '## Порядок']);
    await page.keyboard.press('Control+z');
    await become(params, ['Слід існує доти, доки його не порушили.', '## Порядок', '1. **Описати.** Що видно']);
    await expectAccessible(page);
  });

  it('a footnote, a call-out and a table', async () => {
    const { params } = await lessonWith('Перше слово');
    const page = await pageOf(author!, wide);
    const text = await opened(page, params.lessonId);
    await text.getByText('Перше слово').click();
    await page.keyboard.press('End');
    await page.getByRole('toolbar').getByRole('button', { name: 'Виноска' }).click();
    const dialog = page.getByRole('dialog', { name: 'Виноска' });
    await dialog.getByLabel('Текст виноски').fill('КПК України, ст. 237.');
    await dialog.getByLabel('Адреса джерела').fill('https://zakon.rada.gov.ua/laws/show/4651-17');
    await dialog.getByRole('button', { name: 'Записати виноску' }).click();
    await until(
      async () => (await texts(params))[0] ?? '',
      (now) => /^Перше слово\[\^(\w+)\]\n\n\[\^\1\]: КПК України, ст\. 237\. \[Джерело\]\(https:/.test(now),
    );
    await page.keyboard.press('Enter');
    await page.keyboard.type('/порада');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Назва');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Порада в рядку');
    await until(
      async () => (await texts(params)).join('\n'),
      (now) => now.includes('> [!TIP]\n> **Назва**\n>\n> Порада в рядку'),
    );
  });

  it('a picture in the place of a line that was saved already', async () => {
    const { params } = await lessonWith();
    const page = await pageOf(author!, wide);
    const text = await opened(page, params.lessonId);
    await text.click();
    await page.keyboard.type('Спершу огляньте місце.');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/зобр');
    // as somebody types who looks for the word: the line is at the academy by then
    await become(params, ['Спершу огляньте місце.', '/зобр']);
    await page.keyboard.press('Enter');
    const file = { name: 'схема.png', mimeType: 'image/png', buffer: await plainPicture(800, 600).png().toBuffer() };
    await page.getByRole('dialog').locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: 'Далі' }).click();
    await page.getByRole('button', { name: 'Вставити' }).click();
    await page.getByText('Опишіть зображення').waitFor();
    await page.getByRole('dialog').getByRole('textbox').fill('Порядок огляду');
    await page.getByRole('button', { name: 'Вставити' }).click();
    await page.getByRole('img', { name: 'Порядок огляду' }).waitFor();
    await expect.poll(() => page.getByLabel('Що показує зображення').inputValue()).toBe('Порядок огляду');
    await savedAtAcademy(page);
    const { blocks } = await lessonDraft(author!, params);
    expect(blocks.map(({ kind, texts }) => [kind, texts.uk?.text ?? '', texts.uk?.alt ?? null])).toEqual([
      ['text', 'Спершу огляньте місце.', null],
      ['picture', '', 'Порядок огляду'],
    ]);
    await page.goto(`/authoring/${courseId}/lessons/${params.lessonId}/preview`);
    await page.getByRole('img', { name: 'Порядок огляду' }).waitFor();
  });

  it('what is pasted from Word comes without its clothes, and too much does not come at all', async () => {
    const { params } = await lessonWith();
    const page = await pageOf(author!, wide);
    const text = await opened(page, params.lessonId);
    const paste = (html: string, plain: string) =>
      text.evaluate(
        (element, [type, other]) => {
          const data = new DataTransfer();
          data.setData('text/html', type ?? '');
          data.setData('text/plain', other ?? '');
          element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        },
        [html, plain],
      );
    await text.click();
    await paste(
      '<html><body><style>p{color:red}</style><p class=MsoNormal style="mso-x:1"><b><span lang=UK>Жирний</span></b><o:p></o:p></p>' +
        '<p class=MsoListParagraph style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·&nbsp;</span>пункт</p></body></html>',
      'Жирний\nпункт',
    );
    await become(params, ['**Жирний**', '- пункт']);
    await paste('<p>рядок</p>'.repeat(500), 'рядок\n'.repeat(500));
    await page.getByText('Стільки абзаців заняття не вмістить').waitFor();
    expect(await texts(params)).toEqual(['**Жирний**', '- пункт']);
  });
});

describe('a broken network', () => {
  it('loses no word: on the device at once, at the academy as soon as it can', async () => {
    const { params } = await lessonWith('Початок.');
    const page = await pageOf(author!, cut);
    const text = await opened(page, params.lessonId);
    await page.context().setOffline(true);
    await text.getByText('Початок.').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' Без мережі.');
    await savedOnDevice(page);
    expect(await texts(params)).toEqual(['Початок.']);
    await page.context().setOffline(false);
    await become(params, ['Початок. Без мережі.']);
    await savedAtAcademy(page);
  });

  it('and a closed tab: the words are offered back, and come in where they stood', async () => {
    const { params } = await lessonWith('Початок.', 'Кінець.');
    const page = await pageOf(author!, cut);
    const text = await opened(page, params.lessonId);
    // only this tab is cut off: it must not get through in the moment in which it is closed
    await page.route('**/blocks', (route) => route.abort());
    await text.getByText('Початок.').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' Дописано.');
    await savedOnDevice(page);
    await page.close();
    const again = await page.context().newPage();
    await opened(again, params.lessonId);
    await again.getByText('На пристрої є ненадісланий текст').waitFor();
    expect(await texts(params)).toEqual(['Початок.', 'Кінець.']);
    await again.getByRole('button', { name: 'Повернути в заняття' }).click();
    await become(params, ['Початок. Дописано.', 'Кінець.']);
    expect(await again.getByText('На пристрої є ненадісланий текст').count()).toBe(0);
  });
});

describe('two authors', () => {
  it('in different blocks do not disturb each other', async () => {
    const { params, ids } = await lessonWith('Перший.', 'Другий.');
    const page = await pageOf(author!, wide);
    const text = await opened(page, params.lessonId);
    await text.getByText('Перший.').click();
    await page.keyboard.press('End');
    await save(colleague!, params, written(ids[1]!, 'Другий, від колеги.', { base: 1 }));
    await page.keyboard.type(' Моє.');
    await text.getByText('Другий, від колеги.').waitFor({ timeout: 30_000 });
    await page.keyboard.type(' Ще.');
    await become(params, ['Перший. Моє. Ще.', 'Другий, від колеги.']);
  });

  it('in one block: both texts are shown, and one chooses; the other stays in the history', async () => {
    const { params, ids } = await lessonWith('Спільний.');
    const page = await pageOf(author!, cut);
    const text = await opened(page, params.lessonId);
    await page.context().setOffline(true);
    await text.getByText('Спільний.').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' Моє слово.');
    await savedOnDevice(page);
    await save(colleague!, params, written(ids[0]!, 'Спільний. Слово колеги.', { base: 1 }));
    await page.context().setOffline(false);
    const question = page.getByRole('region', { name: 'Цей блок змінено двічі' });
    await question.getByText('колеги').waitFor();
    expect(await texts(params)).toEqual(['Спільний. Слово колеги.']);
    await expectAccessible(page);
    await question.getByRole('button', { name: 'Поєднати обидва' }).click();
    await become(params, ['Спільний. Моє слово.\n\nСпільний. Слово колеги.']);
    const { items } = await author!.call(draftBlocks.history, { params, query: {} });
    expect(items.map((entry) => entry.text)).toContain('Спільний. Моє слово.');
  });
});

describe('languages and the learner’s view', () => {
  it('a translation is written over the shape of the first language, and the preview says where it falls back', async () => {
    const { params } = await lessonWith('## Порядок', 'Текст українською.');
    const page = await pageOf(author!, wide);
    await opened(page, params.lessonId);
    await page.goto(`/authoring/${courseId}/lessons/${params.lessonId}/preview?language=en`);
    await page.getByText('Текст українською.').waitFor();
    await page.getByText('Українська', { exact: false }).first().waitFor();
    await opened(page, params.lessonId);
    await speak(page, 'English');
    await page.getByText('Цією мовою тексту ще немає').waitFor();
    const text = page.getByRole('textbox', { name: 'Текст заняття' });
    await text.locator('h2').click();
    await page.keyboard.type('Order');
    await become(params, ['## Order', ''], 'en');
    const { blocks } = await lessonDraft(author!, params);
    expect(blocks[0]?.texts.en?.sourceRevision).toBe(blocks[0]?.texts.uk?.revision);
    expect(await texts(params)).toEqual(['## Порядок', 'Текст українською.']);
  });
});
