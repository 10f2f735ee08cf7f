/// <reference lib="dom" />
/** Rules of a lecture: its author sets them; learners watch in order, see whose copy it is, and save what may be saved. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { filmRules } from '#contracts/film-rules.ts';
import { expectAccessible } from '../support/axe.ts';
import { downloaded, pageOf } from '../support/browser.ts';
import { clip, courseBundle, importCourse, withLecture } from '../support/bundle.ts';
import { courseWithRules } from '../support/rules.ts';
import { newLearner } from '../support/school.ts';
import { until } from '../support/stack.ts';
import { createAuthors, type Authors } from '../support/versions.ts';
import { atSeconds, pastSeconds, pause, place, play } from './player.ts';

let authors: Authors;
let made: Awaited<ReturnType<typeof courseWithRules>>;

beforeAll(async () => {
  authors = await createAuthors();
  made = await courseWithRules({ noSkipping: true, watermark: true, download: true }, 6, authors);
}, 120_000);

const lessonPath = () => `/courses/${made.courseId}/lessons/${made.talk}`;
const newWatcher = () => newLearner({ academyId: made.tree.academyId, courseId: made.courseId });

/** The lecture is there and takes keys. */
async function opened(page: Page): Promise<void> {
  await page.goto(lessonPath());
  await page.getByText('Це коротка проба.').first().waitFor();
  await page.getByRole('button', { name: 'Відтворити' }).waitFor();
}

/** Counts from now on how often the video is sent somewhere. */
async function seeksOf(page: Page): Promise<() => Promise<number>> {
  const video = page.locator('video');
  await video.evaluate((element) =>
    element.addEventListener(
      'seeking',
      () => (element.dataset['sought'] = `${Number(element.dataset['sought'] ?? 0) + 1}`),
    ),
  );
  return async () => Number((await video.getAttribute('data-sought')) ?? 0);
}

describe('the author of a lecture', () => {
  it('sets its rules in the list of films; each is kept as soon as it is set', async () => {
    const { instructor, tree } = authors;
    const courseId = await importCourse(instructor, withLecture(courseBundle()), tree.academyId);
    const page = await pageOf(instructor, { allow: [/ERR_INTERNET_DISCONNECTED/], serviceWorkers: 'block' });
    await page.goto(`/authoring/${courseId}?view=films`);
    const films = page.getByRole('list', { name: 'Відеолекції цього курсу' });
    await films.getByText(/Без\sособливих\sправил/).waitFor();
    await films.getByRole('button', { name: /Змінити правила лекції/ }).click();
    const dialog = page.getByRole('dialog', { name: /Правила лекції/ });
    await dialog.getByLabel(/Першого разу дивитися підряд/).check();
    await dialog.getByText(/Збережено\sу\sзакладі/).waitFor();
    await page.context().setOffline(true);
    await dialog.getByLabel(/Логін слухача/).check();
    await dialog.getByText(/Правила ще не збережено/).waitFor();
    await expectAccessible(page, 'rules that could not be saved');
    await page.context().setOffline(false);
    await dialog.getByRole('button', { name: /Спробувати/ }).click();
    await dialog.getByText(/Збережено\sу\sзакладі/).waitFor();
    await expectAccessible(page, 'the rules of a film');
    await dialog.getByRole('button', { name: 'Закрити' }).click();
    await films.getByText(/Першого разу підряд · Логін слухача/).waitFor();
    const { items } = await instructor.call(filmRules.filmRules, { params: { courseId } });
    expect(items.map(({ rules }) => rules)).toEqual([{ noSkipping: true, watermark: true, download: false }]);
  });
});

describe('who watches it the first time', () => {
  it('goes no further than they have watched, by whatever way, and anywhere once it counts', async () => {
    const { client, login } = await newWatcher();
    const page = await pageOf(client);
    await opened(page);
    await page.getByText(/Першого разу цю лекцію дивляться підряд/).waitFor();
    const player = page.getByRole('group', { name: 'Відеолекція' });
    const bar = player.getByRole('slider', { name: 'Місце у відео' });
    const told = player.getByText(/Поки що можна перейти до 0:00/);
    const ways = [
      () => bar.fill('5'),
      () => bar.press('Digit5'),
      () => page.getByRole('button', { name: /Шість секунд/ }).click(),
    ];
    const sought = await seeksOf(page);
    for (const way of ways) {
      await way();
      await told.waitFor();
      await atSeconds(page, 0);
      await expect.poll(() => bar.inputValue()).toBe('0');
    }
    // they stand there already: what is being loaded is not thrown away to get there
    expect(await sought()).toBe(0);
    await expectAccessible(page, 'held back');

    const mark = player.getByText(login);
    await expect.poll(() => mark.getAttribute('aria-hidden')).toBe('true');
    await play(page);
    await told.waitFor({ state: 'detached' });
    await pastSeconds(page, 3);
    await pause(page);
    // under load a paused video stands a little before where it said it was; places are kept in tenths
    const watched = Math.floor(Math.round((await place(page)) * 10) / 10);
    await bar.press('Digit1');
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 9) < 1);
    await bar.press('Digit9');
    await player.getByText(`Поки що можна перейти до 0:0${watched}`).waitFor();
    await play(page);
    await page.getByText('Лекцію зараховано').waitFor();
    await page.getByText(/Першого разу цю лекцію/).waitFor({ state: 'detached' });
    await bar.press('Digit1');
    await bar.press('Digit8');
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 4.5);
  });

  it('goes on where they stopped last, on whichever device that was', async () => {
    const { client } = await newWatcher();
    const phone = await pageOf(client);
    await opened(phone);
    await play(phone);
    await pastSeconds(phone, 1.2);
    await pause(phone);
    await phone.getByText(/Збережено\sу\sзакладі/).waitFor();
    const computer = await pageOf(client);
    await opened(computer);
    await computer.getByText(/Продовжуємо\sз\s0:01/).waitFor();
    await play(computer);
    await pastSeconds(computer, 3.1);
    await pause(computer);
    await computer.getByText(/Збережено\sу\sзакладі/).waitFor();
    await phone.reload();
    await phone.getByText(/Продовжуємо\sз\s0:0[34]/).waitFor();
    await pastSeconds(phone, 3);
  });
});

describe('two tabs of one browser', () => {
  it('do not play at once: where one begins, the other pauses and says so', async () => {
    const { client } = await newWatcher();
    const first = await pageOf(client);
    await opened(first);
    const second = await first.context().newPage();
    await opened(second);
    await play(first);
    await pastSeconds(first, 0.5);
    await play(second);
    await first.getByText(/відтворено в іншій вкладці/).waitFor();
    await until(
      () => first.evaluate(() => document.querySelector('video')?.paused),
      (paused) => paused === true,
    );
    await expectAccessible(first, 'paused by another tab');
    await play(first);
    await first.getByText(/відтворено в іншій вкладці/).waitFor({ state: 'detached' });
    await second.getByText(/відтворено в іншій вкладці/).waitFor();
  });
});

describe('a lecture that stays open', () => {
  it('opens its files anew before ten minutes are over, for as long as it is there', async () => {
    const page = await pageOf((await newWatcher()).client);
    await page.clock.install();
    await opened(page);
    for (let times = 0; times < 2; times += 1) {
      const renewed = page.waitForResponse((answer) => answer.url().endsWith(`${made.lectureId}/pass`));
      await page.clock.fastForward('08:05');
      expect((await renewed).status()).toBe(200);
      // what comes after an answer has been dealt with once the page has had another
      await page.evaluate(() => fetch('/').then((answer) => answer.text()));
    }
  });
});

describe('a lecture that may be saved', () => {
  it('is saved as the film and as its sound', async () => {
    const page = await pageOf((await newWatcher()).client);
    await opened(page);
    const film = await downloaded(page, page.getByRole('link', { name: /Зберегти фільм, / }));
    expect(film.name).toMatch(/\.mp4$/);
    expect(film.bytes.equals(clip)).toBe(true);
    const sound = await downloaded(page, page.getByRole('button', { name: /Зберегти лише звук/ }));
    expect(sound.name).toMatch(/\.m4a$/);
    expect(sound.text.slice(4, 8)).toBe('ftyp');
    // the sound of all six seconds
    expect(sound.bytes.byteLength).toBeGreaterThan(20_000);
  });
});

describe('captions', () => {
  it('are as large and as dark as the learner likes them, by keyboard alone, and stay so on the device', async () => {
    const page = await pageOf((await newWatcher()).client);
    await opened(page);
    const player = page.getByRole('group', { name: 'Відеолекція' });
    const button = player.getByRole('button', { name: 'Вигляд субтитрів' });
    await button.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => button.getAttribute('aria-expanded')).toBe('true');
    const size = player.getByRole('radio', { name: 'Звичайний' });
    await size.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await player.getByRole('radio', { name: 'Лише тінь' }).focus();
    await page.keyboard.press('Space');
    const cue = () =>
      player.locator('.vjs-text-track-cue > div').evaluate((shown) => {
        const { fontSize, backgroundColor } = getComputedStyle(shown);
        return { large: Number.parseFloat(fontSize) > 24, clear: backgroundColor === 'rgba(0, 0, 0, 0)' };
      });
    expect(await until(cue, ({ large, clear }) => large && clear)).toEqual({ large: true, clear: true });
    await expectAccessible(page, 'the look of captions');
    await page.keyboard.press('Escape');
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.reload();
    expect(await until(cue, ({ large, clear }) => large && clear)).toEqual({ large: true, clear: true });
  });
});

describe('a device whose browser takes the link for slow', () => {
  it('gets the picture that comes through all the same', async () => {
    const page = await pageOf((await newWatcher()).client);
    await page.addInitScript(() =>
      Object.defineProperty(navigator, 'connection', {
        value: { saveData: false, effectiveType: '2g', downlink: 0.05 },
      }),
    );
    await opened(page);
    await play(page);
    await page.getByText('Авто, 360p').waitFor();
  });
});

describe('a device that is to save data', () => {
  it('gets the smallest picture until its learner says otherwise', async () => {
    const page = await pageOf((await newWatcher()).client);
    await page.addInitScript(() =>
      Object.defineProperty(navigator, 'connection', { value: { saveData: true, effectiveType: '4g' } }),
    );
    await opened(page);
    const quality = page.getByLabel('Якість');
    await expect.poll(() => quality.inputValue()).toBe('save');
    await quality.getByRole('option', { name: /Заощаджувати дані .*240p/ }).waitFor({ state: 'attached' });
    await quality.selectOption('auto');
    await page.reload();
    await page.getByRole('button', { name: 'Відтворити' }).waitFor();
    await expect.poll(() => page.getByLabel('Якість').inputValue()).toBe('auto');
  });
});
