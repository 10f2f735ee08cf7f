/// <reference lib="dom" />
/** A lecture gets another file: its author sees what becomes of captions and chapters, confirms, and takes the former one back. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { filmChapters } from '#contracts/film-chapters.ts';
import { draftOf } from '../support/authoring.ts';
import { expectAccessible } from '../support/axe.ts';
import { pageOf } from '../support/browser.ts';
import { courseBundle, importCourse, withLecture } from '../support/bundle.ts';
import { plainFilm } from '../support/film-sources.ts';
import { createAuthors } from '../support/versions.ts';

const folder = mkdtempSync(join(tmpdir(), 'kurs-films-'));
const file = join(folder, 'Лекція з заставкою.mp4');
afterAll(() => rmSync(folder, { recursive: true }));

describe('the file of a released lecture', { timeout: 90_000 }, () => {
  it('is replaced with captions and chapters moved, and taken back', async () => {
    writeFileSync(file, plainFilm(9));
    const { instructor, tree } = await createAuthors();
    const courseId = await importCourse(instructor, withLecture(courseBundle()), tree.academyId);
    const { lessons } = await draftOf(instructor, courseId);
    const lesson = lessons.find(({ lectures }) => lectures.uk)!;
    const lectureId = lesson.lectures.uk!.id;
    const chapters = { params: { courseId, lectureId } };
    const items = [0, 4000].map((startMs) => ({ startMs, title: { uk: `Розділ від ${startMs}` } }));
    await instructor.call(filmChapters.saveFilmChapters, { ...chapters, body: { items, base: null } });

    const page = await pageOf(instructor);
    await page.goto(`/authoring/${courseId}?view=films`);
    const films = page.getByRole('list', { name: 'Відеолекції цього курсу' });
    await films.getByRole('button', { name: /^Замінити файл/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type=file]').setInputFiles(file);
    await dialog.getByText(/заставкою\.mp4, .*0:09/).waitFor();
    await expectAccessible(page, 'another file for a lecture');
    await dialog.getByRole('button', { name: 'Надіслати' }).click();
    await dialog.waitFor({ state: 'detached' });
    await films.getByText('Новий файл надійшов').waitFor();
    await films.getByText('0:06').waitFor();

    await films.getByRole('button', { name: /^Переглянути й замінити/ }).click();
    await dialog.getByText('Лекція з заставкою.mp4').first().waitFor();
    const by = dialog.getByLabel('На скільки секунд пізніше');
    await by.fill('багато');
    await dialog.getByText('Укажіть секунди числом').waitFor();
    await by.fill('5,5');
    await dialog.getByText('за межами файлу, зникне: 1').waitFor();
    await by.fill('3');
    await dialog.getByText('за межами файлу, зникне: 1').waitFor({ state: 'detached' });
    await dialog.getByText('залишиться: 2').first().waitFor();
    await expectAccessible(page, 'what becomes of captions in another file');
    await dialog.getByRole('button', { name: 'Показувати цей файл' }).click();
    await dialog.waitFor({ state: 'detached' });
    await films.getByText('0:09').waitFor();
    const moved = (await instructor.call(filmChapters.filmChapters, chapters)).items;
    expect(moved.map(({ startMs }) => startMs)).toEqual([3000, 7000]);

    // the line of the lesson has it as well: back to what it was
    await page.goto(`/authoring/${courseId}/lessons/${lesson.id}`);
    const line = page.getByRole('region', { name: 'Відеолекції заняття' });
    await line.getByRole('button', { name: /^Інші файли/ }).click();
    await dialog.getByLabel('Якими були, коли показували цей файл').waitFor();
    await dialog.getByRole('button', { name: 'Показувати цей файл' }).click();
    await dialog.waitFor({ state: 'detached' });
    await line.getByText('0:06').waitFor();
    expect((await instructor.call(filmChapters.filmChapters, chapters)).items).toEqual(items);
  });
});
