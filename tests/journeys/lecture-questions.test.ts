/// <reference lib="dom" />
/** Questions inside a lecture: an author puts one where the film stands; a learner is asked, listens again, and is right in the end. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { filmQuestions } from '#contracts/film-questions.ts';
import { lectures } from '#contracts/lectures.ts';
import { progress } from '#contracts/progress.ts';
import { expectAccessible } from '../support/axe.ts';
import { pageOf } from '../support/browser.ts';
import { asks, learnerOf, lectureToAsk, releaseAsking, type AskingLecture } from '../support/lecture-questions.ts';
import { until } from '../support/stack.ts';
import { atSeconds, ended, play, wholeFilmIsHere } from './player.ts';

let lecture: AskingLecture;
beforeAll(async () => void (lecture = await lectureToAsk(2)), 60_000);

const params = () => ({ courseId: lecture.courseId, lectureId: lecture.lectureId });
const kept = async () =>
  (await lecture.authors.instructor.call(filmQuestions.filmQuestions, { params: params() })).items;
const answer = async (page: Page, option: string) => {
  await page.getByRole('dialog').getByRole('radio', { name: option, exact: true }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Відповісти', exact: true }).click();
};

describe('questions inside a lecture', () => {
  it('are chosen from the bank where the film stands, with where one listens again from', async () => {
    const page = await pageOf(lecture.authors.instructor);
    await page.goto(`/authoring/${lecture.courseId}/captions/${lecture.lectureId}`);
    await page.getByRole('tab', { name: 'Запитання' }).click();
    await page.getByText('Зупиніть відео там').waitFor();
    await expectAccessible(page, 'no questions yet');
    await page.getByRole('button', { name: 'Поставити запитання тут' }).click();
    const picker = page.getByRole('dialog');
    await picker.getByRole('checkbox').first().waitFor();
    await expectAccessible(page, 'choosing a question for a film');
    await picker.getByRole('checkbox').first().check();
    await picker.getByRole('button', { name: 'Додати', exact: true }).click();
    const row = page.getByRole('group', { name: 'Запитання 1' });
    await row.getByLabel('Початок', { exact: true }).fill('0:02');
    await page.keyboard.press('Tab');
    await row.getByLabel('Послухати ще раз від').fill('0:03');
    await page.keyboard.press('Tab');
    await row.getByText('Слухають ще раз від секунди, що стоїть перед запитанням').waitFor();
    await row.getByLabel('Послухати ще раз від').fill('0:01');
    await page.keyboard.press('Tab');
    const [first] = await until(kept, ([item]) => item?.againFromMs === 1000);
    expect(first).toMatchObject({ atMs: 2000, version: 1, required: true });
    await page.getByRole('button', { name: 'Вилучити запитання 1' }).click();
    await until(kept, (items) => items.length === 0);
    await page.getByRole('button', { name: 'Скасувати' }).first().click();
    expect(await until(kept, (items) => items.length === 1)).toEqual([first]);
    await page.setViewportSize({ width: 390, height: 800 });
    await expectAccessible(page, 'a question inside a film');
    await page.close();
  });

  it('stop the lecture, explain the answer, and hold the lesson until what is required was answered', async () => {
    const [first = '', second = ''] = (await orderedIds()) ?? [];
    await releaseAsking(lecture, [asks(first, 2000, { againFromMs: 1000 }), asks(second, 4000, { required: false })]);
    const { client } = await learnerOf(lecture);
    const look = () =>
      client.call(lectures.lecture, {
        params: { lectureId: lecture.lectureId },
        query: { courseId: lecture.courseId },
      });
    await until(look, ({ state }) => state === 'ready', 60);
    const ofLesson = { params: { courseId: lecture.courseId, lessonId: lecture.lessonId } };
    await client.call(progress.readLesson, { ...ofLesson, query: {} });
    const lesson = async () => {
      const { lessons } = await client.call(progress.course, { params: { courseId: lecture.courseId } });
      return lessons.find(({ lessonId }) => lessonId === lecture.lessonId);
    };
    expect(await lesson()).toMatchObject({ state: 'open', questionsLeft: 1 });

    const page = await pageOf(client, { allow: [/ERR_INTERNET_DISCONNECTED/], serviceWorkers: 'block' });
    await page.goto(`/courses/${lecture.courseId}/lessons/${lecture.lessonId}`);
    await page.getByText('Обов’язкових запитань без відповіді: 1').waitFor();
    await play(page);
    const dialog = page.getByRole('dialog', { name: 'Запитання лекції, 0:02' });
    await dialog.waitFor();
    await atSeconds(page, 2);
    await expectAccessible(page, 'a question inside a lecture');
    // Escape closes it; the lecture stays where it is, and asks again when it is to go on
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('slider', { name: 'Місце у відео' }).press('End');
    await dialog.waitFor();
    await answer(page, 'Це неправильно');
    await dialog.getByText('Тому що так.').waitFor();
    await page.setViewportSize({ width: 320, height: 640 });
    await expectAccessible(page, 'an answer that was wrong, on a phone');
    await dialog.getByRole('button', { name: 'Послухати ще раз від 0:01' }).click();
    await dialog.waitFor({ state: 'detached' });
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Відповісти ще раз' }).click();
    await answer(page, 'Це правильно');
    await dialog.getByText('Відповідь збережено у закладі').waitFor();
    await wholeFilmIsHere(page);
    await dialog.getByRole('button', { name: 'Продовжити лекцію' }).click();

    const optional = page.getByRole('dialog', { name: 'Запитання лекції, 0:04' });
    await optional.waitFor();
    await page.context().setOffline(true);
    await answer(page, 'Це правильно');
    await optional.getByText('Відповідь збережено на цьому пристрої').waitFor();
    await optional.getByRole('button', { name: 'Продовжити лекцію' }).click();
    await ended(page);
    await page.getByRole('button', { name: /На цьому пристрої/ }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: /^0:04.*Правильно/s }).waitFor();
    await until(lesson, (found) => found?.state === 'completed', 30);
    expect(await lesson()).toMatchObject({ questionsLeft: 0 });
    // looked at afterwards, with its explanation
    await page.getByRole('button', { name: /^0:04.*Правильно/s }).click();
    await optional.getByText('Тому що так.').waitFor();
    await optional.getByRole('button', { name: 'Закрити' }).click();
    await optional.waitFor({ state: 'detached' });
    await page.close();
  }, 120_000);
});

/** The one the author chose, and the other. */
async function orderedIds(): Promise<string[]> {
  const chosen = (await kept()).map(({ questionId }) => questionId);
  return [...chosen, ...lecture.questionIds.filter((id) => !chosen.includes(id))];
}
