/// <reference lib="dom" />
/** A lecture without a picture: its author brings the recording and its slides, a learner hears the one and sees the others. */
import type { Locator } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { draftFilms } from '#contracts/draft-films.ts';
import { filmSlides } from '#contracts/film-slides.ts';
import { lectures } from '#contracts/lectures.ts';
import { draftOf, writeCourse } from '../support/authoring.ts';
import { expectAccessible, expectSound } from '../support/axe.ts';
import { pageOf } from '../support/browser.ts';
import { captions, courseBundle, importCourse, withLecture } from '../support/bundle.ts';
import { phoneRecording } from '../support/film-sources.ts';
import { announced, sendFilm } from '../support/films.ts';
import { sendAndCheck } from '../support/media.ts';
import { release, submit } from '../support/reviews.ts';
import { signIn, until } from '../support/stack.ts';
import { createAuthors, type Authors } from '../support/versions.ts';
import { atSeconds } from './player.ts';

let authors: Authors;
let courseId: string;
let lessonId: string;
let lectureId: string;

beforeAll(async () => {
  authors = await createAuthors();
  const author = authors.instructor;
  const written = await writeCourse(author, authors.tree.academyId, { lessons: 1, languages: ['uk'] });
  ({ courseId } = written);
  lessonId = written.lessonIds[0]!;
  const recording = phoneRecording(12);
  const said = { ...announced(recording), durationSeconds: 12, fileName: 'лекція.m4a', lessonId };
  ({ id: lectureId } = await sendFilm(author, courseId, recording, said));
  const params = { courseId, lectureId, language: 'uk' as const };
  await author.call(draftFilms.filmCaptions, { params, body: { text: captions.toString() } });
}, 90_000);

const picture = async (number: number, background: string) => ({
  ...{ name: `слайд ${number}.png`, mimeType: 'image/png' },
  buffer: await sharp({ create: { width: 960, height: 540, channels: 3, background } })
    .png()
    .toBuffer(),
});
const kept = async () =>
  (await authors.instructor.call(filmSlides.filmSlides, { params: { courseId, lectureId } })).items;

/** It is there, and its picture has come. */
async function seen(image: Locator): Promise<void> {
  await image.scrollIntoViewIfNeeded();
  await expect
    .poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth), { timeout: 20_000 })
    .toBeGreaterThan(0);
}

describe('a lecture of sound and slides', { timeout: 120_000 }, () => {
  it('gets its slides in one go, each with its second and its words', async () => {
    const page = await pageOf(authors.instructor);
    await page.goto(`/authoring/${courseId}/captions/${lectureId}?lesson=${lessonId}&view=slides`);
    await page.getByText('Слайдів ще немає').first().waitFor();
    await expectAccessible(page, 'no slides yet');
    // they stand in the order of their names, as numbers go
    const files = [await picture(10, 'teal'), await picture(1, 'navy'), await picture(2, 'maroon')];
    await page.getByLabel('Додати зображення').setInputFiles(files);
    await page.getByText('Чекають на своє місце: 3 зображення').waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Поставити перше на 0:00' }).click();
    const first = page.getByRole('group', { name: 'Слайд 1' });
    await first.getByLabel('Що видно на слайді').fill('План лекції');
    await page.getByRole('button', { name: 'Розкласти рівномірно' }).click();
    const second = page.getByRole('group', { name: 'Слайд 2' });
    await second.getByLabel('Що видно на слайді').fill('Схема наряду');
    await second.getByLabel('Назва (за бажанням)').fill('Наряд');
    await page.getByText('1 слайд не описано').waitFor();
    const third = page.getByRole('group', { name: 'Слайд 3' });
    await third.getByLabel('Що видно на слайді').fill('Підсумок');
    await third.getByLabel('Початок', { exact: true }).fill('0:09');
    await page.keyboard.press('Tab');
    await page.getByText(/потребує близько \d+ кбіт\/с/).waitFor();
    await page.getByRole('button', { name: 'Прибрати слайд 2' }).click();
    await page.getByRole('group', { name: 'Слайд 3' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Скасувати' }).click();
    await page.getByRole('group', { name: 'Слайд 3' }).waitFor();
    await expectAccessible(page, 'slides of a lecture');
    await expectSound(page, 'slides of a lecture');
    const saved = await until(kept, (items) => items.length === 3 && items[2]?.startMs === 9000, 60);
    expect(saved.map(({ startMs, alt, title }) => [startMs, alt.uk, title.uk])).toEqual([
      [0, 'План лекції', undefined],
      [4000, 'Схема наряду', 'Наряд'],
      [9000, 'Підсумок', undefined],
    ]);
    await page.setViewportSize({ width: 320, height: 900 });
    await expectSound(page, 'slides of a lecture, narrow');
  });

  it('is heard with the slide of its second; keys and pictures lead from one to the next', async () => {
    const review = await submit(authors.instructor, courseId, { languages: ['uk'] });
    const reviewing = await pageOf(authors.reviewer);
    await reviewing.goto(`/reviews/${courseId}/${review.reviewId}?lesson=${lessonId}`);
    await seen(reviewing.getByRole('img', { name: 'План лекції' }));
    await release(authors.reviewer, review);
    const learner = await signIn(authors.tree.learner.login);
    await learner.call(courses.enrol, { params: { courseId } });
    await until(
      () => learner.call(lectures.lecture, { params: { lectureId }, query: { courseId } }),
      ({ state }) => state === 'ready',
      60,
    );
    const page = await pageOf(learner);
    await page.goto(`/courses/${courseId}/lessons/${lessonId}`);
    const player = page.getByRole('group', { name: 'Відеолекція' });
    await seen(player.getByRole('img', { name: 'План лекції' }));
    await expect.poll(() => player.getByRole('button', { name: 'Попередній слайд' }).isDisabled()).toBe(true);
    await player.getByRole('button', { name: 'Відтворити' }).focus();
    await page.keyboard.press(']');
    await atSeconds(page, 4);
    await player.getByRole('img', { name: 'Схема наряду' }).waitFor();
    await page.getByText('Слайд 2 з 3: Схема наряду').waitFor({ state: 'attached' });
    const list = page.getByRole('navigation', { name: 'Слайди' });
    await expect.poll(() => list.locator('[aria-current]').innerText()).toContain('Наряд');
    await list.getByRole('button', { name: /Підсумок/ }).click();
    await atSeconds(page, 9);
    await player.getByRole('img', { name: 'Підсумок' }).waitFor();
    await player.getByRole('button', { name: 'Попередній слайд' }).click();
    await player.getByRole('img', { name: 'Схема наряду' }).waitFor();
    // there is no film to choose a size of
    expect(await player.getByLabel('Якість').count()).toBe(0);
    await expectAccessible(page, 'a lecture of sound and slides');
    await page.setViewportSize({ width: 320, height: 900 });
    await expectSound(page, 'a lecture of sound and slides, narrow');
  });

  it('stand in place of a film where the learner likes it so, with its sound alone, also the next time', async () => {
    const author = authors.instructor;
    const { tree, reviewer } = authors;
    const withFilm = await importCourse(author, withLecture(courseBundle()), tree.academyId);
    const { lessons } = await draftOf(author, withFilm);
    const lesson = lessons.find(({ lectures: shown }) => shown.uk)!;
    const film = lesson.lectures.uk!.id;
    const { id: key } = await sendAndCheck(author, {
      ...{ organisationId: tree.academyId, kind: 'picture', data: (await picture(7, 'olive')).buffer },
    });
    const items = [{ startMs: 0, key, alt: { uk: 'Схема' }, title: {} }];
    const params = { courseId: withFilm, lectureId: film };
    await author.call(filmSlides.saveFilmSlides, { params, body: { items, base: null } });
    await release(reviewer, await submit(author, withFilm, { languages: ['uk'] }));
    const learner = await signIn(tree.learner.login);
    await learner.call(courses.enrol, { params: { courseId: withFilm } });
    await until(
      () => learner.call(lectures.lecture, { params: { lectureId: film }, query: { courseId: withFilm } }),
      ({ state }) => state === 'ready',
      60,
    );
    const page = await pageOf(learner);
    await page.goto(`/courses/${withFilm}/lessons/${lesson.id}`);
    const player = page.getByRole('group', { name: 'Відеолекція' });
    await player.getByRole('button', { name: 'Слайди' }).waitFor();
    expect(await player.getByRole('img', { name: 'Схема' }).count()).toBe(0);
    await player.getByRole('button', { name: 'Відтворити' }).focus();
    await page.keyboard.press('s');
    await player.getByRole('img', { name: 'Схема' }).waitFor();
    await expect.poll(() => player.getByLabel('Якість').inputValue()).toBe('listen');
    await page.reload();
    await player.getByRole('img', { name: 'Схема' }).waitFor();
    await player.getByRole('button', { name: 'Відео', exact: true }).click();
    await player.getByRole('img', { name: 'Схема' }).waitFor({ state: 'detached' });
    await expect.poll(() => player.getByLabel('Якість').inputValue()).not.toBe('listen');
  });
});
