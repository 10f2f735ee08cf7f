/// <reference lib="dom" />
/** Captions from a file to a learner: brought in, written on by keyboard, kept without a network, released, searched. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { Language } from '#contracts/common.ts';
import { draftFilms } from '#contracts/draft-films.ts';
import { filmCaptions } from '#contracts/film-captions.ts';
import { expectAccessible } from '../support/axe.ts';
import { pageOf } from '../support/browser.ts';
import { until } from '../support/stack.ts';
import { lectureCourse, releasedLecture, type LectureCourse } from '../support/lecture-course.ts';
import { atSeconds } from './player.ts';

let course: LectureCourse;
let authors: LectureCourse['authors'];
let courseId: string;
let lectureId: string;

beforeAll(async () => {
  course = await lectureCourse();
  ({ authors, courseId, lectureId } = course);
});

const kept = async (language: Language) =>
  (await authors.instructor.call(filmCaptions.captionsText, { params: { courseId, lectureId, language } })).text ?? '';
const chosenText = (page: Page) => page.getByLabel('Текст', { exact: true });
const isAtAcademy = (page: Page) => page.getByText(/Збережено\sу\sзакладі/).waitFor();

const srt = [
  '1\n00:00:00,500 --> 00:00:02,500\n<b>A short</b> try',
  '2\n00:00:02,000 --> 00:00:01,000\nthat runs <script>alert(1)</script> backwards',
  '3\n00:00:04,000 --> 00:00:06,000\nand is over',
].join('\n\n');

async function open(page: Page, language = 'uk'): Promise<void> {
  await page.goto(`/authoring/${courseId}/captions/${lectureId}?language=${language}`);
  await page.getByRole('group', { name: /Редактор\sсубтитрів/ }).waitFor();
}

describe('captions of a lecture', () => {
  it('are shown in the language of who writes them, whatever the device spoke before', async () => {
    const page = await pageOf(authors.instructor, { serviceWorkers: 'block' });
    await page.addInitScript({ content: "localStorage.setItem('kurs.language', 'kk')" });
    // the words of the page come in the old language before any come in the new one
    const old = page.waitForEvent('requestfinished', (request) => /\/kk-office-[^/]*\.js/.test(request.url()));
    await page.route(/\/assets\/uk-(?!office)[^/]*\.js/, async (route) => {
      await old;
      await route.continue();
    });
    await open(page);
    await page.getByRole('tab', { name: 'Розділи', exact: true }).waitFor();
  });

  it('that a machine wrote are read and taken by their author, and can be put back', async () => {
    const page = await pageOf(authors.instructor);
    const text = 'WEBVTT\n\n00:00:00.500 --> 00:00:02.000\nЦе почула машина.\n';
    const [asked, underWay] = [
      '2026-11-23T10:00:00.000Z',
      { attempt: 1, state: 'processing', failure: null, text: null },
    ];
    const answers: object[] = [{ ...underWay, askedAt: new Date().toISOString() }];
    await page.route('**/transcription', (route) => route.fulfill({ json: answers.at(-1) }));
    await open(page);
    await page.getByText('Мовлення записує машина').waitFor();
    expect(await page.getByRole('button', { name: 'Розпізнати мовлення' }).count()).toBe(0);
    await page.screenshot({ path: '.build/transcription-underway.png' });
    answers.push({ attempt: 1, state: 'ready', failure: null, askedAt: asked, text });
    await page.getByText('Машина записала 1 субтитр').waitFor();
    await expectAccessible(page, 'captions that a machine wrote');
    await page.screenshot({ path: '.build/transcription-ready.png' });
    await page.getByRole('button', { name: 'Узяти записане' }).click();
    await page.getByText('Машина записала').waitFor({ state: 'detached' });
    await until(
      () => kept('uk'),
      (now) => now.includes('Це почула машина.'),
    );
    await page.getByRole('button', { name: 'Скасувати', exact: true }).click();
    await until(
      () => kept('uk'),
      (now) => now.includes('Це коротка проба.') && !now.includes('машина'),
    );
  });

  it('come from SubRip, with what was wrong in it, and can be put back', async () => {
    const page = await pageOf(authors.instructor);
    await open(page, 'en');
    await page
      .getByText(/ще\sнемає/)
      .first()
      .waitFor();
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: 'talk.srt', mimeType: 'application/x-subrip', buffer: Buffer.from(srt) },
    });
    await page.getByText('Додано 3 субтитри з файлу').waitFor();
    await page.getByText(/Кінець\sраніше\sза\sпочаток.*Рядки: 6/).waitFor();
    await page.getByText(/Розмітку.*Рядки: 2, 6/).waitFor();
    await expectAccessible(page, 'captions that were brought in');
    await isAtAcademy(page);
    expect(
      await until(
        () => kept('en'),
        (text) => text !== '',
      ),
    ).toBe(
      [
        'WEBVTT\n',
        '00:00:00.500 --> 00:00:02.000\nA short try\n',
        '00:00:02.000 --> 00:00:03.680\nthat runs alert(1) backwards\n',
        '00:00:04.000 --> 00:00:06.000\nand is over\n',
      ].join('\n'),
    );
    await page.getByRole('button', { name: 'Повернути як було' }).click();
    await page
      .getByText(/ще\sнемає/)
      .first()
      .waitFor();
    await until(
      () => kept('en'),
      (text) => text === '',
    );
    await page.getByRole('button', { name: 'Скасувати' }).click();
    await until(
      () => kept('en'),
      (text) => text.includes('and is over'),
    );
  });

  it('are written by keyboard, stay on the device without a network, and reach learners who search them', async () => {
    const page = await pageOf(authors.instructor, { allow: [/ERR_INTERNET_DISCONNECTED/], serviceWorkers: 'block' });
    await open(page);
    const text = chosenText(page);
    await text.focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' Про обшук житла.');
    await isAtAcademy(page);

    await page.context().setOffline(true);
    await page.keyboard.press('Alt+ArrowDown');
    await page.waitForFunction(() => (document.activeElement as HTMLTextAreaElement).value?.startsWith('Шість'));
    await page.keyboard.press('Home');
    for (const _ of 'Шість секунд,') await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction(() => (document.activeElement as HTMLTextAreaElement).value?.startsWith('і вона'));
    await page.getByText('3 субтитри').waitFor();
    await page.keyboard.press('Alt+ArrowUp');
    await page.keyboard.press('Alt+m');
    await page.getByText('2 субтитри').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('3 субтитри').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('2 субтитри').waitFor();
    await page.keyboard.press('Control+y');
    await page.getByText('3 субтитри').waitFor();
    await page.getByText(/Збережено\sна\sпристрої/).waitFor();
    await page.context().setOffline(false);
    await isAtAcademy(page);
    expect(
      await until(
        () => kept('uk'),
        (found) => found.includes('і вона'),
      ),
    ).toMatch(
      /Про обшук житла\.\n\n[\d:.]+ --> 00:00:04\.250\nШість секунд,\n\n00:00:04\.250 --> [\d:.]+\nі вона скінчилася\.\n$/,
    );

    const path = await releasedLecture(course);
    await learns(await pageOf(course.learner), path);
  });

  it('of somebody who was quicker are not written over', async () => {
    const page = await pageOf(authors.instructor, { allow: [/status of 409/] });
    await open(page, 'ru');
    const put = (text: string) =>
      authors.instructor.call(draftFilms.filmCaptions, {
        params: { courseId, lectureId, language: 'ru' },
        body: { text },
      });
    await put('WEBVTT\n\n00:00.000 --> 00:02.000\nЧужое\n');
    await page.getByRole('button', { name: 'Новий субтитр' }).click();
    await chosenText(page).fill('Моё');
    await page.getByText('Хтось інший змінив ці субтитри').waitFor();
    expect(await kept('ru')).toContain('Чужое');
    await page.getByRole('button', { name: 'Залишити мої' }).click();
    await until(
      () => kept('ru'),
      (text) => text.includes('Моё') && !text.includes('Чужое'),
    );
  });

  it('that a closed page could not send are offered by the next one', async () => {
    const page = await pageOf(authors.instructor, { allow: [/ERR_FAILED/], serviceWorkers: 'block' });
    await open(page, 'kk');
    // only this page is cut off: it must not get through in the moment in which it is closed
    await page.route('**/captions/kk', (route) => route.abort());
    await page.getByRole('button', { name: 'Новий субтитр' }).click();
    await chosenText(page).fill('Тінту');
    await page.getByText(/Збережено\sна\sпристрої/).waitFor();
    expect(await kept('kk')).toBe('');
    await page.close();
    const next = await page.context().newPage();
    await open(next, 'kk');
    await next.getByRole('button', { name: 'Повернути на місце' }).click();
    await expect.poll(() => chosenText(next).inputValue()).toBe('Тінту');
    await until(
      () => kept('kk'),
      (text) => text.includes('Тінту'),
    );
  });
});

/** The transcript as a learner uses it. */
async function learns(page: Page, path: string): Promise<void> {
  await page.goto(path);
  const transcript = page.getByRole('region', { name: 'Стенограма' });
  const search = transcript.getByLabel('Знайти у стенограмі');
  await search.fill('секундами');
  await transcript.getByText('Знайдено: 1').waitFor();
  await expect.poll(() => transcript.locator('mark').allTextContents()).toEqual(['секунд']);
  await expectAccessible(page, 'a transcript that is searched');
  await search.press('Enter');
  await atSeconds(page, 2.5);
  await search.fill('обшуки');
  await transcript.getByText('Знайдено: 1').waitFor();
  await transcript.getByRole('button', { name: /обшук/ }).click();
  await atSeconds(page, 0);
  await page.evaluate(() => {
    window.print = () => document.body.classList.add('was-printed');
  });
  await transcript.getByRole('button', { name: 'Надрукувати стенограму' }).click();
  await page.locator('body.was-printed').waitFor();
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => page.locator('.transcript-paper').innerText()).toMatch(/Лекція[\s\S]*Про обшук житла/);
  await expect.poll(() => page.locator('main').isVisible()).toBe(false);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.locator('.transcript-paper').waitFor({ state: 'detached' });
}
