/// <reference lib="dom" />
/** What a learner meets on the way: languages, a session that ends, the keyboard alone, paper, hostile texts. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { expectAccessible } from '../support/axe.ts';
import { pageOf } from '../support/browser.ts';
import { testPassword } from '../support/stack.ts';
import { createSchool, newLearner, type School } from '../support/school.ts';
import { atSeconds, pastSeconds, pause, place, play, wholeFilmIsHere } from './player.ts';

let school: School;

beforeAll(async () => {
  school = await createSchool();
});

describe('languages', () => {
  it('the interface changes at once and stays, lessons follow it, and a text that is not there says so', async () => {
    const { client } = await newLearner(school);
    const page = await pageOf(client);
    await page.goto('/');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
    expect(await page.evaluate(() => [document.documentElement.lang, document.title])).toEqual(['en', 'Today – Kurs']);
    await page.reload();
    await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Права людини (en)' }).last().click();
    await page.getByRole('link', { name: '1. Law' }).click();
    await page.getByRole('heading', { name: 'Law', level: 2 }).waitFor();

    const language = page.getByLabel('Lesson language');
    await language.selectOption('uk');
    await page.getByRole('heading', { name: 'Право', level: 2 }).waitFor();
    await expect.poll(() => page.locator('main h1').getAttribute('lang')).toBe('uk');
    await language.selectOption('en');
    await page.getByRole('heading', { name: 'Law', level: 2 }).waitFor();

    await page.getByRole('button', { name: /Duty/ }).click();
    await page.getByText(/Language\sof\sthe\stext: Українська/).waitFor();
    await page.getByRole('heading', { name: 'Обовʼязок', level: 2 }).waitFor();
    await expectAccessible(page, 'a text in another language');
  });

  it('one chosen before the academy has said who is here stays, there too', async () => {
    const { client } = await newLearner(school);
    const page = await pageOf(client);
    let answer = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/api/identity/me', async (route) => {
      if (route.request().method() === 'GET') await held;
      await route.continue();
    });
    await page.goto('/');
    await page.getByRole('button', { name: 'English' }).click();
    await page.locator('html[lang="en"]').waitFor();
    const told = page.waitForResponse((response) => response.request().method() === 'PATCH');
    answer();
    expect((await told).status()).toBe(200);
    await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
    await page.unrouteAll();
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
  });
});

describe('a session that ends in the middle', () => {
  it('asks for sign-in beside the page, and nothing watched is lost', async () => {
    const learner = await newLearner(school);
    const page = await pageOf(learner.client, { allow: [/status of 401/] });
    await page.goto(school.lessonPath('talk'));
    await play(page);
    await wholeFilmIsHere(page);
    await pastSeconds(page, 2);
    // any call after this brings the dialog, behind which nothing can be clicked: the pause must be that call
    await page.context().clearCookies({ name: '__Host-kurs' });
    await pause(page);
    const dialog = page.getByRole('dialog', { name: /Сеанс\sзавершився/ });
    await dialog.waitFor();
    await page.getByText(/Збережено\sна\sпристрої/).waitFor();
    await expectAccessible(page, 'the dialog');

    const [door] = await Promise.all([
      page.context().waitForEvent('page'),
      dialog.getByRole('link', { name: 'Увійти' }).click(),
    ]);
    await door.fill('#login', learner.login);
    await door.fill('#password', testPassword);
    await door.click('button[type=submit]');
    await door.getByRole('heading', { name: 'Вхід виконано' }).waitFor();
    await door.close();
    // a headless browser has both tabs in sight: nobody tells the page that its turn has come again
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await dialog.waitFor({ state: 'detached' });
    expect(await place(page)).toBeGreaterThan(2);
    await play(page);
    await pause(page);
    await page.getByText(/Збережено\sу\sзакладі/).waitFor();
  });
});

describe('a lesson', () => {
  it('of a course one is not enrolled in can be read; its lecture opens with the enrolment', async () => {
    const { client } = await newLearner(school, { enrolled: false });
    const page = await pageOf(client);
    await page.goto(school.lessonPath('talk'));
    await page.getByText(/Ви\sще\sне\sзаписані/).waitFor();
    await page.getByRole('heading', { name: 'Розмова', level: 2 }).waitFor();
    expect(await page.getByRole('group', { name: 'Відеолекція' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Записатися на курс' }).click();
    await page.getByRole('group', { name: 'Відеолекція' }).waitFor();
    expect(await page.getByText(/Ви\sще\sне\sзаписані/).count()).toBe(0);
  });

  it('prints as text, without player and bars', async () => {
    const { client } = await newLearner(school);
    const page = await pageOf(client);
    await page.goto(school.lessonPath('talk'));
    const player = page.getByRole('group', { name: 'Відеолекція' });
    await player.waitFor();
    await page.emulateMedia({ media: 'print' });
    await player.waitFor({ state: 'hidden' });
    await expect.poll(() => page.getByRole('heading', { name: 'Розмова', level: 1 }).isVisible()).toBe(true);
    await expect.poll(() => page.getByText('Права людини').first().isVisible()).toBe(true);
    for (const hidden of ['header.bar', '.under', '.after']) {
      expect(await page.locator(hidden).isVisible(), hidden).toBe(false);
    }
  });
});

describe('by keyboard alone', () => {
  it('from the catalogue to the lecture: play, pause, seek, captions; and a reload returns to the place', async () => {
    const { client } = await newLearner(school, { enrolled: false });
    const page = await pageOf(client);
    await page.goto('/courses');
    // other files' courses bear the same name
    const title = page.getByRole('link', { name: 'Права людини' });
    await tabTo(page, title.and(page.locator(`[href="${school.coursePath}"]`)));
    await page.keyboard.press('Enter');
    const enrol = page.getByRole('button', { name: 'Записатися на курс' });
    await enrol.waitFor();
    await tabTo(page, enrol);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Почати заняття 1' }).waitFor();
    await tabTo(page, page.locator('summary', { hasText: 'Практика' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('link', { name: '3. Розмова' }));
    await page.keyboard.press('Enter');

    const player = page.getByRole('group', { name: 'Відеолекція' });
    await player.waitFor();
    await page.getByText('Це коротка проба.').first().waitFor();
    await tabTo(page, page.getByRole('button', { name: 'Відтворити' }));
    await page.keyboard.press('Space');
    await pastSeconds(page, 1);
    await page.keyboard.press('k');
    await page.waitForFunction(() => document.querySelector('video')?.paused);
    await page.keyboard.press('Digit5');
    await atSeconds(page, 3);
    await page.keyboard.press('ArrowLeft');
    await atSeconds(page, 0);
    await page.keyboard.press('Digit5');
    await atSeconds(page, 3);

    const captions = player.getByRole('button', { name: 'Субтитри' });
    const shown = player.locator('.vjs-text-track-cue', { hasText: 'Шість секунд' });
    await shown.waitFor();
    await page.keyboard.press('c');
    await shown.waitFor({ state: 'detached' });
    await expect.poll(() => captions.getAttribute('aria-pressed')).toBe('false');
    await tabTo(page, captions);
    await page.keyboard.press('Space');
    await shown.waitFor();

    await page.getByText(/Збережено\sу\sзакладі/).waitFor();
    await page.reload();
    await page.getByText(/Продовжуємо\sз\s0:03/).waitFor();
    await atSeconds(page, 3);
  });
});

/** Presses Tab until the focus is there, as somebody without a mouse would. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stops = 0; stops < 40; stops += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`the keyboard does not reach ${target.toString()}`);
}
