/// <reference lib="dom" />
/** Chapters of a lecture: an author adds them where the film stands, a learner goes from one to the next. */
import { beforeAll, describe, expect, it } from 'vitest';
import { filmChapters } from '#contracts/film-chapters.ts';
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

const kept = async () =>
  (await authors.instructor.call(filmChapters.filmChapters, { params: { courseId, lectureId } })).items;

describe('chapters of a lecture', () => {
  it('are added where the film stands, kept without a network, and reach learners', async () => {
    const page = await pageOf(authors.instructor, { allow: [/ERR_INTERNET_DISCONNECTED/], serviceWorkers: 'block' });
    await page.goto(`/authoring/${courseId}/captions/${lectureId}`);
    await page.getByRole('tab', { name: 'Розділи' }).click();
    await page.getByText('Зупиніть відео там').waitFor();
    await expectAccessible(page, 'no chapters yet');
    await page.getByRole('button', { name: 'Новий розділ тут' }).click();
    await page.keyboard.type('Вступ');
    await page.getByText(/Збережено\sу\sзакладі/).waitFor();

    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Новий розділ тут' }).click();
    await page.getByText('Тут уже починається інший розділ').waitFor();
    const first = page.getByRole('group', { name: 'Розділ 1' });
    await first.getByLabel('Початок', { exact: true }).fill('0:02,5');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Alt+n');
    await page.keyboard.type('Початок');
    await page.getByRole('button', { name: 'Вилучити розділ 2' }).click();
    await page.getByRole('group', { name: 'Розділ 2' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await page.getByRole('group', { name: 'Розділ 2' }).waitFor();
    await page.getByText(/Збережено\sна\sпристрої/).waitFor();
    // the other languages are in the same hands
    await page.getByRole('button', { name: 'English' }).click();
    await page.context().setOffline(false);
    const expected = [
      { startMs: 0, title: { uk: 'Початок' } },
      { startMs: 2500, title: { uk: 'Вступ' } },
    ];
    expect(await until(kept, (items) => items.length === 2)).toEqual(expected);

    const path = await releasedLecture(course);
    const watching = await pageOf(course.learner);
    await watching.goto(path);
    const list = watching.getByRole('navigation', { name: 'Розділи' });
    await list.getByRole('button', { name: /Вступ/ }).click();
    await atSeconds(watching, 2.5);
    await expect.poll(() => list.locator('[aria-current]').innerText()).toContain('Вступ');
    await list.getByRole('button', { name: /Початок/ }).focus();
    await watching.keyboard.press('Enter');
    await atSeconds(watching, 0);
    const transcript = watching.getByRole('region', { name: 'Стенограма' });
    await expect
      .poll(() => transcript.getByRole('heading', { level: 3 }).allInnerTexts())
      .toEqual(['Початок', 'Вступ']);
    await expectAccessible(watching, 'a lecture with chapters');
  });
});
