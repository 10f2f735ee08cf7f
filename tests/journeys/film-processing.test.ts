/// <reference lib="dom" />
/** A film on its way: its author follows, stops and begins it again, and is told what to do; a viewer sees where one goes. */
import { beforeAll, describe, expect, it } from 'vitest';
import { draftFilms } from '#contracts/draft-films.ts';
import { writeCourse } from '../support/authoring.ts';
import { expectAccessible } from '../support/axe.ts';
import { pageOf } from '../support/browser.ts';
import { courseBundle, importCourse, withLecture } from '../support/bundle.ts';
import * as sources from '../support/film-sources.ts';
import { announced, sendFilm } from '../support/films.ts';
import { createSchool, newLearner } from '../support/school.ts';
import { draftOf } from '../support/authoring.ts';
import { createAuthors, type Authors } from '../support/versions.ts';

let authors: Authors;
beforeAll(async () => void (authors = await createAuthors()));

describe('the author of a lecture', { timeout: 90_000 }, () => {
  it('sees it being prepared, stops that, begins it again, and leaves in between', async () => {
    const { instructor, tree } = authors;
    const { courseId, lessonIds } = await writeCourse(instructor, tree.academyId, { languages: ['uk'] });
    const [lessonId = ''] = lessonIds;
    const film = sources.longFilm();
    const { id: lectureId } = await sendFilm(instructor, courseId, film, announced(film));
    await instructor.call(draftFilms.lessonFilm, {
      params: { courseId, lessonId, language: 'uk' },
      body: { lectureId },
    });
    const page = await pageOf(instructor);
    await page.goto(`/authoring/${courseId}/lessons/${lessonId}`);
    const way = page.getByRole('list', { name: 'Підготовка лекції' });
    await way.getByText(/Файл\sнадіслано/).waitFor();
    await page.getByRole('button', { name: 'Зупинити підготовку' }).click();
    await page.getByText(/Підготовку\sзупинено/).waitFor();
    await expectAccessible(page, 'a lecture whose preparation was stopped');
    await page.getByRole('button', { name: 'Підготувати ще раз' }).click();
    await page.getByRole('button', { name: 'Зупинити підготовку' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Зупинити підготовку' }).click();
    await page.getByText(/Підготовку\sзупинено/).waitFor();
    await page.getByRole('button', { name: 'Підготувати ще раз' }).waitFor();
  });

  it('is told what to do with a film that could not be prepared', async () => {
    const { instructor, tree } = authors;
    const film = sources.cutOffFilm();
    const courseId = await importCourse(instructor, withLecture(courseBundle(), { film }), tree.academyId);
    const { lessons } = await draftOf(instructor, courseId);
    const lesson = lessons.find(({ lectures }) => lectures.uk)!;
    const page = await pageOf(instructor);
    await page.goto(`/authoring/${courseId}/lessons/${lesson.id}`);
    const told = page.getByRole('alert').filter({ hasText: 'Лекцію не підготовлено' });
    await told.getByText(/Скопіюйте\sйого/).waitFor();
    await expectAccessible(page, 'a lecture that could not be prepared');
  });
});

describe('the viewer of a lecture', () => {
  it('sees a picture of the place pointed at, and of the one gone to by keys', async () => {
    const school = await createSchool();
    const { client } = await newLearner(school);
    const page = await pageOf(client);
    await page.goto(school.lessonPath('talk'));
    const place = page.getByRole('slider', { name: 'Місце у відео' });
    await place.waitFor();
    const preview = page.locator('.preview');
    await place.hover();
    const picture = preview.locator('.picture');
    await picture.waitFor();
    const sheet = await picture.evaluate(
      (element) => /url\("(.+)"\)/.exec(getComputedStyle(element).backgroundImage)?.[1],
    );
    const answer = await page.evaluate(
      (url) => fetch(url).then(({ status, headers }) => [status, headers.get('content-type')]),
      sheet!,
    );
    expect(answer).toEqual([200, 'image/jpeg']);
    await expect.poll(() => preview.textContent()).toMatch(/0:0[234]/);
    await page.mouse.move(0, 0);
    await preview.waitFor({ state: 'detached' });
    await page.getByRole('group', { name: 'Відеолекція' }).focus();
    await page.keyboard.press('Digit5');
    await preview.getByText('0:03').waitFor();
    await preview.waitFor({ state: 'detached' });
  });
});
