/// <reference lib="dom" />
/** A translator works beside the source: what they write is at the academy, what changed is shown, a file goes out and comes back. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { authoring } from '#contracts/authoring.ts';
import { norms } from '#contracts/norms.ts';
import {
  addLesson,
  createDraft,
  joinTeam,
  lessonDraft,
  save,
  writeBlocks,
  written,
  type LessonKey,
  type Words,
} from '../support/authoring.ts';
import { expectAccessible } from '../support/axe.ts';
import { downloaded, pageOf, type PageOptions } from '../support/browser.ts';
import {
  createAcademyTree,
  createPerson,
  nationalAdmin,
  newId,
  signIn,
  until,
  type TestClient,
} from '../support/stack.ts';

const wide: PageOptions = { viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce' };
const cut: PageOptions = {
  ...wide,
  allow: [/ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/, /Failed to load resource/, /requestfailed/i],
};
let [author, translator]: TestClient[] = [];
let courseId: string;

beforeAll(async () => {
  const tree = await createAcademyTree();
  const second = await createPerson(tree.academyId, ['instructor'], { familyName: 'Мельник' });
  [author, translator] = await Promise.all([tree.instructor, second].map(({ login }) => signIn(login)));
  const draft = { title: { uk: 'Огляд місця події' }, languages: ['uk' as const, 'kk' as const] };
  courseId = (await createDraft(author!, tree.academyId, draft)).id;
  await joinTeam(author!, courseId, second.id, 'author');
  const text =
    'code,area,word_uk,word_ru,word_kk,word_en\r\ndetained,право,затриманий,задержанный,ұсталған адам,detained\r\n';
  const national = await nationalAdmin();
  await national.call(norms.importCsv, { body: { jobId: newId('job'), kind: 'terms', text } });
  await until(
    () => author!.call(norms.terms, { query: { language: 'uk' } }),
    ({ items }) => items.some(({ word }) => word.uk === 'затриманий'),
  );
});

async function lessonWith(...texts: Words[]) {
  const params = { courseId, lessonId: await addLesson(author!, courseId, { title: { uk: 'Фіксація слідів' } }) };
  return { params, ids: await writeBlocks(author!, params, ...texts) };
}
async function opened(page: Page, { lessonId }: LessonKey) {
  await page.goto(`/authoring/${courseId}/translation?language=kk&lesson=${lessonId}`);
  await page.getByRole('heading', { name: 'Фіксація слідів', level: 1 }).waitFor();
}
const kazakh = async (params: LessonKey) =>
  (await lessonDraft(author!, params)).blocks.map((block) => block.texts.kk?.text ?? '');
const become = (params: LessonKey, wanted: string[]) =>
  until(
    () => kazakh(params),
    (now) => now.join('|') === wanted.join('|'),
  );
const field = (page: Page) => page.getByRole('textbox', { name: 'Переклад: Қазақша' });
const atAcademy = (page: Page) => page.locator('.bar .state', { hasText: 'Збережено у закладі' }).waitFor();

describe('beside the source', () => {
  it('text after text is written, by keyboard alone, with the words of the glossary', async () => {
    const { params } = await lessonWith('## Порядок', 'Права затриманого.', { uk: 'Готово.', kk: 'Дайын.' });
    const page = await pageOf(translator!, wide);
    await opened(page, params);
    await page.getByRole('button', { name: 'Перекласти' }).first().click();
    await page.keyboard.type('Тәртіп');
    await page.keyboard.press('Control+Enter');
    await field(page).and(page.locator(':focus')).waitFor();
    await page.getByRole('button', { name: /Вставити термін: затриманого/ }).waitFor();
    await page.keyboard.press('Alt+1');
    await page.keyboard.type('ның құқықтары.');
    await page.keyboard.press('Control+Enter');
    // the shape of the source is there: a heading stays a heading
    await become(params, ['## Тәртіп', 'ұсталған адамның құқықтары.', 'Дайын.']);
    await page.getByText('Усе перекладено').first().waitFor();
    await atAcademy(page);
    await expectAccessible(page);
    const { blocks } = await lessonDraft(author!, params);
    expect(blocks.map(({ texts }) => texts.kk?.sourceRevision)).toEqual([1, 1, 1]);
  });

  it('what changed in a source is shown in words, and “still right” takes the flag away', async () => {
    const { params, ids } = await lessonWith({ uk: 'Слід описують на місці.', kk: 'Ізді орнында сипаттайды.' });
    await save(author!, params, written(ids[0]!, 'Слід одразу описують на місці.', { base: 1 }));
    const page = await pageOf(translator!, wide);
    await opened(page, params);
    await page.getByRole('button', { name: /Застарілі 1/ }).click();
    const changed = page.getByRole('group', { name: 'Що змінилося в оригіналі' });
    await changed.locator('ins', { hasText: 'одразу' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Переклад досі правильний' }).click();
    await page.getByText('Усе перекладено').first().waitFor();
    const right = () => lessonDraft(author!, params).then(({ blocks }) => blocks[0]?.texts.kk);
    expect(await until(right, (kk) => kk?.sourceRevision === 2)).toMatchObject({ text: 'Ізді орнында сипаттайды.' });
  });

  it('a source that a colleague changes meanwhile arrives by itself', async () => {
    const { params, ids } = await lessonWith({ uk: 'Слід.', kk: 'Із.' });
    const page = await pageOf(translator!, wide);
    await opened(page, params);
    await page.getByText('Усе перекладено').first().waitFor();
    await save(author!, params, written(ids[0]!, 'Слід і доказ.', { base: 1 }));
    await page.getByRole('article').getByText('Слід і доказ.').waitFor({ timeout: 20_000 });
    await page.getByText('Переклад застарів').first().waitFor();
  });

  it('names of the course, its modules and lessons are translated too', async () => {
    const page = await pageOf(translator!, wide);
    await page.goto(`/authoring/${courseId}/translation?language=kk`);
    await page.getByRole('heading', { name: 'Назви й анотація', level: 1 }).waitFor();
    const title = page.locator('[data-block=title]').getByRole('textbox');
    await title.fill('Оқиға орнын қарау');
    await atAcademy(page);
    const asked = () => author!.call(authoring.draft, { params: { courseId } });
    expect((await until(asked, (draft) => draft.title.kk !== undefined)).title).toEqual({
      uk: 'Огляд місця події',
      kk: 'Оқиға орнын қарау',
    });
    await expectAccessible(page);
  });
});

describe('a broken network', () => {
  it('loses no word: they are on the device, and are offered back', async () => {
    const { params } = await lessonWith('Слід описують.');
    const page = await pageOf(translator!, cut);
    await opened(page, params);
    await page.getByRole('button', { name: 'Перекласти' }).click();
    await page.route('**/api/**', (route) => route.abort());
    await page.keyboard.type('Ізді сипаттайды.');
    await page.locator('.bar .state', { hasText: 'Збережено на пристрої' }).waitFor();
    await page.unroute('**/api/**');
    page.on('dialog', (dialog) => void dialog.accept());
    // the tab falls before anything could be sent
    await page.goto('about:blank');
    expect(await kazakh(params)).toEqual(['']);
    await opened(page, params);
    await page.getByRole('button', { name: 'Повернути в заняття' }).click();
    await become(params, ['Ізді сипаттайды.']);
  });
});

describe('another program', () => {
  it('gets a file, and what comes back is looked at before it is written', async () => {
    const { params } = await lessonWith('Див. [сайт](https://a.example/).', { uk: 'Слід.', kk: 'Із.' });
    const page = await pageOf(translator!, wide);
    await opened(page, params);
    await page.getByRole('button', { name: 'Файл для програми перекладу' }).click();
    const { name, text: xliff } = await downloaded(page, page.getByRole('button', { name: 'Завантажити це заняття' }));
    expect(name).toBe('Фіксація-слідів.kk.xlf');
    const back = xliff.replace(
      '<segment state="initial"><source>Див. <pc id="1" dataRefStart="d1" dataRefEnd="d2">сайт</pc>.</source>',
      (all) =>
        `${all.replace('initial', 'translated')}<target><pc id="1" dataRefStart="d1" dataRefEnd="d2">сайтты</pc> қараңыз.</target>`,
    );
    expect(back).not.toBe(xliff);
    const choose = async (text: string) => {
      const input = page.getByRole('dialog').locator('input[type=file]');
      await input.setInputFiles({ name: 'back.xlf', mimeType: 'application/xliff+xml', buffer: Buffer.from(text) });
    };
    await page.getByRole('button', { name: 'Файл для програми перекладу' }).click();
    await page.getByRole('button', { name: 'Повернути переклад із файлу' }).click();
    await choose(`<!DOCTYPE x>${back}`);
    await page.getByText(/DOCTYPE.*не приймаємо/).waitFor();
    await choose(back.replaceAll(courseId, 'crs_00000000000000000000000000'));
    await page.getByText('Цей файл – з іншого курсу').waitFor();
    await choose(back);
    await page.getByRole('button', { name: 'Зберегти 1 переклад' }).waitFor();
    await expectAccessible(page);
    expect(await kazakh(params)).toEqual(['', 'Із.']);
    await page.getByRole('button', { name: 'Зберегти 1 переклад' }).click();
    await page.getByText('Переклад повернуто').waitFor();
    expect(await kazakh(params)).toEqual(['[сайтты](https://a.example/) қараңыз.', 'Із.']);
    await page.getByRole('dialog').getByRole('button', { name: 'Закрити' }).click();
    await page.getByRole('article').getByText('сайтты').waitFor();
  });
});
