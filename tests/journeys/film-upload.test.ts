/** A lecture on a bad link: the network goes twice, the tab is loaded anew, and it arrives whole; several at once; what is none stays here. */
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftFilms } from '#contracts/draft-films.ts';
import { draftOf, writeCourse } from '../support/authoring.ts';
import { pageOf } from '../support/browser.ts';
import { clip, sha256 } from '../support/bundle.ts';
import { largeFilm } from '../support/films.ts';
import { until } from '../support/stack.ts';
import { createAuthors, type Authors } from '../support/versions.ts';
import { cut, lineOf } from './bad-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'kurs-films-'));
const film = largeFilm(18 * 1024 ** 2);
const fileOf = (name: string, bytes: Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const clipFile = fileURLToPath(new URL('../support/clip.mp4', import.meta.url));

let authors: Authors;
beforeAll(async () => void (authors = await createAuthors()));
afterAll(() => rmSync(folder, { recursive: true }));

const openDialog = async (page: Page, path: string) => {
  await page.goto(path);
  await page.locator('.edit p').last().click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/відео');
  await page.keyboard.press('Enter');
  return page.getByRole('dialog');
};

describe('a lecture on its way', { timeout: 90_000 }, () => {
  it('survives two cuts of the network and a reload, and arrives as it was', async () => {
    const { instructor, tree } = authors;
    const { courseId, lessonIds } = await writeCourse(instructor, tree.academyId, { languages: ['uk'] });
    const page = await pageOf(instructor, { allow: cut, serviceWorkers: 'block' });
    const line = await lineOf(page);
    line.parts = 1;
    const path = `/authoring/${courseId}/lessons/${lessonIds[0]}`;
    const dialog = await openDialog(page, path);
    await dialog.locator('input[type=file]').first().setInputFiles(fileOf('Лекція_1.mp4', film));
    await dialog.getByText(/Лекція_1\.mp4, .*0:06/).waitFor();
    await dialog.getByRole('button', { name: 'Надіслати й додати' }).click();
    await dialog.waitFor({ state: 'detached' });

    const way = page.getByRole('region', { name: 'Відео в дорозі' });
    await way.getByText('Немає зв’язку').waitFor();
    await line.up(1);
    await expect.poll(() => line.came, { timeout: 20_000 }).toBe(2);
    await way.getByText('Немає зв’язку').waitFor();
    // nothing more may come before the tab is gone
    line.closed = true;
    await line.up(0);
    await page.reload();
    await way.getByText(/Передано 10\sМБ із 19\sМБ.*«Лекція_1\.mp4»/).waitFor();

    const again = way.locator('input[type=file]');
    await again.setInputFiles(clipFile);
    await way.getByText('Це інший файл.').waitFor();
    await line.up(4);
    await again.setInputFiles(fileOf('інша назва.mp4', film));
    await page.getByRole('region', { name: 'Відеолекції заняття' }).getByText('Лекція 1').first().waitFor();
    await way.waitFor({ state: 'detached' });
    // what had come was not sent again
    expect(line.came).toBe(4);

    const { lessons } = await draftOf(instructor, courseId);
    const id = lessons[0]?.lectures.uk?.id ?? '';
    const link = await instructor.fetch(`/api/authoring/courses/${courseId}/films/${id}/content`, {
      redirect: 'manual',
    });
    const content = Buffer.from(await (await fetch(link.headers.get('location')!)).arrayBuffer());
    expect(sha256(content)).toBe(sha256(film));
  });

  it('can be paused and gone on with, and be taken back', async () => {
    const { instructor, tree } = authors;
    const { courseId } = await writeCourse(instructor, tree.academyId, { languages: ['uk'] });
    // what is taken back is asked about once more by what was on its way
    const page = await pageOf(instructor, { serviceWorkers: 'block', allow: [/ERR_FAILED/, /status of 404/] });
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    await page.route(/partNumber=/, async (route) => {
      await gate;
      await route.continue().catch(() => undefined);
    });
    await page.goto(`/authoring/${courseId}?view=films`);
    const way = page.getByRole('region', { name: 'Відео в дорозі' });
    await page.locator('main input[type=file]').setInputFiles([fileOf('Перша.mp4', film), fileOf('Друга.mp4', clip)]);
    await page.getByRole('button', { name: 'Надіслати 2 відео' }).click();
    await way.getByRole('button', { name: /Призупинити.*Перша/ }).click();
    await way.getByText(/Призупинено: передано/).waitFor();
    await way.getByRole('button', { name: /Зупинити.*Друга/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Зупинити' }).click();
    await way.getByText('Друга').first().waitFor({ state: 'detached' });
    open();
    await way.getByRole('button', { name: /Продовжити.*Перша/ }).click();
    await way.waitFor({ state: 'detached' });
    await page.getByRole('list', { name: 'Відеолекції цього курсу' }).getByText('Перша', { exact: true }).waitFor();
    const { items } = await instructor.call(draftFilms.courseFilms, { params: { courseId } });
    expect(items.map(({ title, state }) => [title.uk, state])).toEqual([['Перша', 'kept']]);
  });

  it('that is none is refused before anything is sent, with the reason; the others go', async () => {
    const { instructor, tree } = authors;
    const { courseId } = await writeCourse(instructor, tree.academyId, { languages: ['uk'] });
    const page = await pageOf(instructor);
    await page.goto(`/authoring/${courseId}?view=films`);
    await page
      .locator('main input[type=file]')
      .setInputFiles([
        fileOf('порожній.mp4', Buffer.alloc(0)),
        fileOf('текст.mp4', Buffer.from('Це текст, який назвали фільмом.')),
        fileOf('обірваний.mp4', clip.subarray(0, 3000)),
        clipFile,
      ]);
    await page.getByText('Файл порожній').waitFor();
    await page.getByText('Це не відео').waitFor();
    await page.getByText('Файл обривається').waitFor();
    await page.getByRole('button', { name: 'Надіслати 1 відео' }).click();
    const { items } = await until(
      () => instructor.call(draftFilms.courseFilms, { params: { courseId } }),
      (found) => found.items.some(({ state }) => state === 'kept'),
    );
    expect(items.map(({ title }) => title.uk)).toEqual(['clip']);
    await page.getByRole('list', { name: 'Відеолекції цього курсу' }).getByText('clip', { exact: true }).waitFor();
  });
});
