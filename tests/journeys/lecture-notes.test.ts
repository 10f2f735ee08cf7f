/// <reference lib="dom" />
/** Notes and bookmarks at a second of a lecture: written without leaving it, with and without a network, found again. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { notes } from '#contracts/notes.ts';
import { expectAccessible } from '../support/axe.ts';
import { downloaded, pageOf } from '../support/browser.ts';
import { createSchool, newLearner, type School } from '../support/school.ts';
import { until, type TestClient } from '../support/stack.ts';
import { atSeconds, pastSeconds, play } from './player.ts';

let school: School;
beforeAll(async () => {
  school = await createSchool();
});

const cut = [/net::ERR_(INTERNET_DISCONNECTED|FAILED)/];
const kept = async (client: TestClient) =>
  (await client.call(notes.notes, { params: { courseId: school.courseId }, query: {} })).items;
const list = (page: Page) => page.getByRole('region', { name: 'Нотатки до лекції' });
const form = (page: Page) => page.getByRole('textbox', { name: /Нотатка до/ });
/** The picture stands at that second, and the player has the keys. */
async function standAt(page: Page, second: number) {
  await page.getByRole('slider', { name: 'Місце у відео' }).fill(String(second));
  await atSeconds(page, second);
  await page.getByRole('button', { name: 'Відтворити' }).focus();
}
async function lesson(client: TestClient, query = ''): Promise<Page> {
  const page = await pageOf(client, { allow: cut, serviceWorkers: 'block' });
  await page.goto(`${school.lessonPath('talk')}${query}`);
  await list(page).waitFor();
  return page;
}

describe('notes at a second', () => {
  it('are written while the film waits, stand on its bar and in the order of its time, and lead back', async () => {
    const { client } = await newLearner(school);
    const page = await lesson(client);
    await play(page);
    await pastSeconds(page, 2.5);
    await page.keyboard.press('n');
    await form(page).waitFor();
    expect(await page.evaluate(() => document.querySelector('video')?.paused)).toBe(true);
    // the film’s keys are letters here
    await page.keyboard.type('Конкретна мета, мала форма');
    await expectAccessible(page, 'the player with a note being written');
    await page.keyboard.press('Control+Enter');
    await form(page).waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.querySelector('video')?.paused === false);
    await page.getByRole('button', { name: 'Призупинити' }).click();

    await standAt(page, 0);
    await page.keyboard.press('b');
    await page.keyboard.press('b');
    const found = await until(
      () => kept(client),
      (items) => items.length === 2,
    );
    expect(found.map(({ text, moment }) => [text, moment?.lectureId])).toEqual(
      expect.arrayContaining([
        ['Конкретна мета, мала форма', school.lectureId],
        ['', school.lectureId],
      ]),
    );
    const entries = list(page).getByRole('listitem');
    await expect.poll(() => entries.first().innerText()).toMatch(/Лекція, 0:00[^]*Закладка/);
    await expect.poll(() => page.locator('.mark.noted').count()).toBe(2);
    // those of the lecture stand there alone
    await page.getByRole('heading', { name: /Ваші\sнотатки/ }).waitFor();
    expect(await page.locator('.lesson-notes li').count()).toBe(0);

    await entries
      .nth(1)
      .getByRole('button', { name: /Лекція, 0:0\d/ })
      .click();
    await atSeconds(page, found.find(({ text }) => text)?.moment?.atSeconds ?? -1);
    await entries.nth(1).getByRole('button', { name: 'Вилучити' }).click();
    await page.getByText('Вилучено.').waitFor();
    await page.getByRole('button', { name: 'Повернути' }).click();
    await entries.nth(1).getByText('Конкретна мета').waitFor();
    // nothing half under the bar of the page
    await page.evaluate(() => scrollTo(0, 0));
    await expectAccessible(page, 'a lecture with notes');
  });

  it('are kept on the device without a network, also half-written, and sent when it is back', async () => {
    const { client } = await newLearner(school);
    const page = await lesson(client);
    await standAt(page, 2);
    await page.keyboard.press('n');
    await page.keyboard.type('Недописане');
    await page.reload();
    await list(page).getByRole('button', { name: 'Нотатка тут' }).click();
    await expect.poll(() => form(page).inputValue()).toBe('Недописане');
    await page.getByText('Нотатка до 0:02').waitFor();
    await page.context().setOffline(true);
    await form(page).fill('Дописане без мережі');
    await page.getByRole('button', { name: 'Зберегти' }).click();
    await list(page).getByText('Дописане без мережі').waitFor();
    await list(page)
      .getByText(/на\sпристрої/)
      .waitFor();
    await page.context().setOffline(false);
    const [note] = await until(
      () => kept(client),
      (items) => items.length === 1,
    );
    expect(note).toMatchObject({ text: 'Дописане без мережі', moment: { atSeconds: 2 } });
  });

  it('stand among all notes with their second, which opens the lecture there', async () => {
    const { client } = await newLearner(school);
    const page = await lesson(client);
    await standAt(page, 4);
    await page.keyboard.press('n');
    await page.keyboard.type('Перепитати про строк');
    await page.keyboard.press('Control+Enter');
    await until(
      () => kept(client),
      (items) => items.length === 1,
    );
    await page.goto(`${school.coursePath}/notes`);
    const link = page.getByRole('link', { name: 'Лекція, 0:04' });
    await link.waitFor();
    const file = await downloaded(page, page.getByRole('button', { name: 'Markdown' }));
    expect(file.text).toContain('**Лекція, 0:04**\n\nПерепитати про строк');
    await link.click();
    await atSeconds(page, 4);
    expect(new URL(page.url()).search).toBe('?at=4');
  });
});
