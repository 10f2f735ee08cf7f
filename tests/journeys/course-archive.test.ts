/// <reference lib="dom" />
/** A course goes from one academy to another as a file: made, taken, looked into, brought in, approved. */
import { zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { writeCourse } from '../support/authoring.ts';
import { pageOf, type PageOptions } from '../support/browser.ts';
import { newReviewer, release } from '../support/reviews.ts';
import { createAcademyTree, signIn, until, type AcademyTree, type TestClient } from '../support/stack.ts';

const wide: PageOptions = { viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce' };
const narrow: PageOptions = { viewport: { width: 390, height: 800 }, reducedMotion: 'reduce' };
let here: AcademyTree;
let there: AcademyTree;
let author: TestClient;
let stranger: TestClient;

beforeAll(async () => {
  [here, there] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  [author, stranger] = await Promise.all([signIn(here.instructor.login), signIn(there.instructor.login)]);
});

const choose = (page: Page, name: string, buffer: Buffer) =>
  page.getByLabel('Вибрати').setInputFiles({ name, mimeType: 'application/zip', buffer });

it('an author takes a course out, an instructor elsewhere sees what it is and brings it in, a reviewer lets it through', async () => {
  const { courseId } = await writeCourse(author, here.academyId, { title: { uk: 'Подорожній', en: 'Traveller' } });
  const page = await pageOf(author, wide);
  await page.goto(`/authoring/${courseId}`);
  await page.getByRole('button', { name: 'Вивантажити курс файлом' }).click();
  await page.getByRole('button', { name: 'Створити файл' }).click();
  const link = page.getByRole('dialog').getByRole('link', { name: 'Завантажити' });
  await link.waitFor({ timeout: 30_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^kurs-course-\w+-\d{4}-\d\d-\d\d\.zip$/);
  // the browser runs elsewhere: what it was given is fetched once more
  const archive = Buffer.from(await (await fetch(download.url())).arrayBuffer());

  const elsewhere = await pageOf(stranger, narrow);
  await elsewhere.goto('/authoring');
  await elsewhere.getByRole('link', { name: 'Внести курс' }).click();
  await choose(elsewhere, 'kurs.zip', archive);
  await elsewhere.getByRole('heading', { name: 'Подорожній' }).waitFor();
  await elsewhere.getByText('Підписано').waitFor();
  await elsewhere.getByRole('button', { name: 'Внести й подати на рецензію' }).click();
  await elsewhere.getByText('Курс внесено').waitFor({ timeout: 30_000 });
  await elsewhere.getByRole('link', { name: 'Відкрити чернетку' }).click();
  await elsewhere.getByRole('heading', { level: 1, name: 'Подорожній' }).waitFor();
  const brought = elsewhere.url().split('/').at(-1)!.replace(/\?.*/, '');
  expect((await stranger.reply(courses.course, { params: { courseId: brought } })).status).toBe(404);

  const { client: reviewer } = await newReviewer(there.academyId);
  const reviewId = await until(
    async () => (await elsewhere.locator('a[href*="/reviews/"]').first().getAttribute('href'))?.split('/').at(-1),
    Boolean,
  );
  await release(reviewer, { courseId: brought, reviewId: reviewId! });
  expect((await stranger.reply(courses.course, { params: { courseId: brought } })).status).toBe(200);
}, 120_000);

it('a trap of a file is refused on the spot, in words', async () => {
  const page = await pageOf(stranger, narrow);
  await page.goto('/authoring/import');
  await choose(page, 'bomb.zip', Buffer.from(zipSync({ 'manifest.json': new Uint8Array(20_000_000) }, { level: 9 })));
  await page.getByText('розпаковується в щось надто велике').waitFor();
  await choose(page, 'photos.zip', Buffer.from(zipSync({ 'a.jpg': new Uint8Array(10) })));
  await page.getByText('бракує manifest.json').waitFor();
  await choose(page, 'text.zip', Buffer.from('no zip at all, however long it is'));
  await page.getByText('Це не архів ZIP').waitFor();
  expect(await page.getByRole('button', { name: 'Внести й подати на рецензію' }).count()).toBe(0);
}, 60_000);
