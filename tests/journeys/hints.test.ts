/// <reference lib="dom" />
/** Hints of an instructor: written where the film stands, read by a learner at that second, in the transcript and on paper. */
import { beforeAll, describe, expect, it } from 'vitest';
import { filmHints } from '#contracts/film-hints.ts';
import { expectAccessible } from '../support/axe.ts';
import { pageOf } from '../support/browser.ts';
import { until } from '../support/stack.ts';
import { lectureCourse, releasedLecture, type LectureCourse } from '../support/lecture-course.ts';

let course: LectureCourse;
let authors: LectureCourse['authors'];
let courseId: string;
let lectureId: string;

beforeAll(async () => {
  course = await lectureCourse();
  ({ authors, courseId, lectureId } = course);
});

const kept = async () =>
  (await authors.instructor.call(filmHints.filmHints, { params: { courseId, lectureId } })).items;

describe('hints of the instructor', () => {
  it('are written beside the film, outlive a network that is cut and a closed page, and reach learners', async () => {
    const page = await pageOf(authors.instructor, { allow: [/ERR_INTERNET_DISCONNECTED/], serviceWorkers: 'block' });
    await page.goto(`/authoring/${courseId}/captions/${lectureId}?view=hints`);
    await page.getByText('Зупиніть відео там').waitFor();
    await page.getByRole('button', { name: 'Нова підказка тут' }).click();
    await page.keyboard.type('Зверніть увагу на підставу.');
    await page.getByText(/Збережено\sу\sзакладі/).waitFor();
    await expectAccessible(page, 'the tab of hints');

    await page.context().setOffline(true);
    await page.getByRole('group', { name: 'Підказка 1' }).getByLabel('Початок', { exact: true }).fill('0:03,0');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Alt+n');
    await page.keyboard.type('Запишіть час.');
    await page.getByText(/Збережено\sна\sпристрої/).waitFor();
    // to another tab and back: they are at hand, where they were
    await page.getByRole('tab', { name: 'Субтитри' }).click();
    await page.getByRole('tab', { name: 'Підказки' }).click();
    await page.getByRole('group', { name: 'Підказка 2' }).waitFor();
    await page.context().setOffline(false);
    const expected = [
      { atMs: 0, text: { uk: 'Запишіть час.' } },
      { atMs: 3000, text: { uk: 'Зверніть увагу на підставу.' } },
    ];
    expect(await until(kept, (items) => items.length === 2)).toEqual(expected);

    const path = await releasedLecture(course);
    const watching = await pageOf(course.learner);
    await watching.goto(path);
    const shown = watching.getByRole('group', { name: 'Підказки' });
    await shown.getByRole('status').getByText('Запишіть час.').waitFor();
    const place = watching.getByRole('slider', { name: 'Місце у відео' });
    await place.fill('4');
    await shown.getByRole('status').getByText('Зверніть увагу на підставу.').waitFor();
    await expectAccessible(watching, 'a lecture with a hint');

    await shown.getByRole('button', { name: 'Закрити підказку' }).click();
    await shown.getByText('Тут з’являються підказки').waitFor();
    await expect.poll(() => shown.getByRole('status').innerText()).toBe('');
    // hidden for good on this device, until they are wanted again
    await shown.getByRole('button', { name: 'Підказки' }).click();
    await watching.reload();
    await shown.waitFor();
    await expect.poll(() => shown.getByRole('status').innerText()).toBe('');
    await shown.getByRole('button', { name: 'Підказки', pressed: false }).click();
    await shown.getByRole('status').getByText(/\S/).waitFor();

    const transcript = watching.getByRole('region', { name: 'Стенограма' });
    await expect
      .poll(() => transcript.locator('.hint').allInnerTexts())
      .toEqual([
        expect.stringMatching(/^0:00\s+Підказка\. Запишіть час\.$/),
        expect.stringMatching(/^0:03\s+Підказка\. Зверніть увагу на підставу\.$/),
      ]);
    await watching.evaluate(() => (window.print = () => undefined));
    await transcript.getByRole('button', { name: 'Надрукувати стенограму' }).click();
    await expect.poll(() => watching.locator('.transcript-paper').innerText()).toContain('Зверніть увагу на підставу.');
  });
});
