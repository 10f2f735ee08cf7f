/// <reference lib="dom" />
/** A translator works beside the source: what they write is at the academy, what changed is shown, a file goes out and comes back. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { authoring, type Draft } from '#contracts/authoring.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import { norms } from '#contracts/norms.ts';
import {
  addLesson,
  createDraft,
  draftOf,
  joinTeam,
  lessonDraft,
  save,
  writeBlocks,
  written,
  type LessonKey,
  type Words,
} from '../support/authoring.ts';
import { expectAccessible } from '../support/axe.ts';
import { downloaded, pageOf } from '../support/browser.ts';
import {
  createAcademyTree,
  createPerson,
  nationalAdmin,
  newId,
  signIn,
  until,
  type TestClient,
} from '../support/stack.ts';
import { becomes, cut, savedAtAcademy, savedOnDevice, wide, writtenIn } from '../support/writing-steps.ts';

let [author, translator]: TestClient[] = [];
let [courseId, organisationId, translatorId] = ['', '', ''];

beforeAll(async () => {
  const tree = await createAcademyTree();
  const second = await createPerson(tree.academyId, ['instructor'], { familyName: 'Мельник' });
  [author, translator] = await Promise.all([tree.instructor, second].map(({ login }) => signIn(login)));
  [organisationId, translatorId] = [tree.academyId, second.id];
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
const kazakh = (params: LessonKey) => writtenIn(author!, params, 'kk');
const become = (params: LessonKey, wanted: string[]) => becomes(author!, params, wanted, 'kk');
const field = (page: Page) => page.getByRole('textbox', { name: 'Переклад: Қазақша' });

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
    await savedAtAcademy(page);
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
    await savedAtAcademy(page);
    const asked = () => author!.call(authoring.draft, { params: { courseId } });
    expect((await until(asked, (draft) => draft.title.kk !== undefined)).title).toEqual({
      uk: 'Огляд місця події',
      kk: 'Оқиға орнын қарау',
    });
    await expectAccessible(page);
  });
});

describe('titles whose source has changed', () => {
  const named = async () => {
    const { id } = await createDraft(author!, organisationId, {
      title: { uk: 'Огляд', kk: 'Қарау' },
      languages: ['uk', 'kk'],
    });
    await joinTeam(author!, id, translatorId, 'author');
    const lessonId = await addLesson(author!, id, { title: { uk: 'Фіксація слідів', kk: 'Іздерді тіркеу' } });
    await writeBlocks(author!, { courseId: id, lessonId }, { uk: 'Слід.', kk: 'Із.' });
    const { revision } = await draftOf(author!, id);
    const params = { courseId: id };
    await author!.call(authoring.changeDraft, {
      params,
      body: { revision, title: { uk: 'Огляд місця події', kk: 'Қарау' } },
    });
    await author!.call(draftOutline.changeLesson, {
      params: { ...params, lessonId },
      body: { revision: 0, title: { uk: 'Фіксація всіх слідів', kk: 'Іздерді тіркеу' } },
    });
    return { params, lessonId };
  };
  const wait = (params: { courseId: string }, isSo: (draft: Draft) => boolean) =>
    until(() => author!.call(authoring.draft, { params }), isSo);

  it('say what has changed, are found still right or written anew, and count in the progress', async () => {
    const { params, lessonId } = await named();
    const page = await pageOf(translator!, wide);
    await page.goto(`/authoring/${params.courseId}`);
    await page.getByText('застаріли 2 тексти').waitFor();
    await page.goto(`/authoring/${params.courseId}/translation?language=kk`);
    await page.getByRole('button', { name: /Застарілі 2/ }).click();
    const title = page.locator('[data-block=title]');
    await title.getByRole('group', { name: 'Що змінилося в оригіналі' }).locator('ins').waitFor();
    await page.getByText('2 переклади застаріли').first().waitFor();
    await expectAccessible(page);
    await title.getByRole('textbox').fill('Оқиға орнын қарау');
    const lesson = page.locator(`[data-block=${lessonId}]`);
    await lesson.getByRole('button', { name: 'Переклад досі правильний' }).click();
    const done = await wait(params, ({ behind, lessons }) => !behind && !lessons[0]?.behind);
    expect([done.title.kk, done.lessons[0]?.title.kk]).toEqual(['Оқиға орнын қарау', 'Іздерді тіркеу']);
  });

  it('go out as out of date, and come back as what they were made from', async () => {
    const { params } = await named();
    const page = await pageOf(translator!, wide);
    await page.goto(`/authoring/${params.courseId}/translation?language=kk`);
    await page.getByRole('button', { name: 'Файл для програми перекладу' }).click();
    const { text } = await downloaded(page, page.getByRole('button', { name: 'Завантажити назви' }));
    expect(text.match(/subState="kurs:outOfDate"/g)).toHaveLength(2);
    // the source changes while the file is away
    const { revision, title } = await draftOf(author!, params.courseId);
    const body = { revision, title: { ...title, uk: 'Огляд місця злочину' } };
    await author!.call(authoring.changeDraft, { params, body });
    const back = text.replace('<target>Қарау</target>', '<target>Оқиға орнын қарау</target>');
    await page.getByRole('button', { name: 'Файл для програми перекладу' }).click();
    await page.getByRole('button', { name: 'Повернути переклад із файлу' }).click();
    const input = page.getByRole('dialog').locator('input[type=file]');
    await input.setInputFiles({ name: 'back.xlf', mimeType: 'application/xliff+xml', buffer: Buffer.from(back) });
    await page.getByRole('dialog').getByText('оригінал змінився').first().waitFor();
    await page.getByRole('button', { name: 'Зберегти 1 переклад' }).click();
    await page.getByText('Переклад повернуто').waitFor();
    const after = await wait(params, (draft) => draft.title.kk === 'Оқиға орнын қарау');
    expect(after.behind?.title).toEqual({ kk: 'Огляд місця події' });
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
    await savedOnDevice(page);
    page.on('dialog', (dialog) => void dialog.accept());
    // the tab falls before anything could be sent
    await page.goto('about:blank');
    await page.unroute('**/api/**');
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
