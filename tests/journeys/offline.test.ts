/// <reference lib="dom" />
/** Without a network: the shell opens, a lesson read before is a marked copy, and what is watched is not lost. */
import { beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { progress } from '#contracts/progress.ts';
import { expectAccessible } from '../support/axe.ts';
import { pageOf, signInOn } from '../support/browser.ts';
import { courseBundle, setFile } from '../support/bundle.ts';
import { createSchool, newLearner, type Learner, type School } from '../support/school.ts';
import { until } from '../support/stack.ts';
import { ended, pastSeconds, pause, play, wholeFilmIsHere } from './player.ts';

/** what a browser says of requests without a network, past the service worker and through it */
const cut = [/net::ERR_(INTERNET_DISCONNECTED|FAILED)/];
/** reports of what is watched, and the question what the academy has of it */
const watching = /\/api\/progress\/.*\/lectures\/[^/]+$/;
let school: School;

beforeAll(async () => {
  const made = courseBundle();
  setFile(made, 'law/uk.md', 'text/markdown', '# Право\n\nКожен має право на повагу.\n\n![Схема](law/scheme.png)\n');
  school = await createSchool(made);
});

/** A learner's page that the service worker looks after. */
async function pageWithWorker({ client }: Learner): Promise<Page> {
  const page = await pageOf(client, { allow: cut });
  await page.goto('/');
  await page.getByRole('heading', { name: 'Мої курси' }).waitFor();
  await page.waitForFunction(async () => {
    await navigator.serviceWorker.ready;
    return navigator.serviceWorker.controller !== null;
  });
  return page;
}

const lost = (page: Page) => page.getByText(/Зараз\sнемає\sзв’язку/);

it('the app opens from the second visit on, shows marked copies and says what needs the network', async () => {
  const page = await pageWithWorker(await newLearner(school));
  await page.reload();
  await page.getByRole('heading', { name: 'Мої курси' }).waitFor();
  await page.goto(school.lessonPath('law'));
  await page.getByText('Кожен має право на повагу.').waitFor();
  for (const path of [school.lessonPath('law'), `${school.coursePath}/pictures/`, '/progress/home']) {
    await isKept(page, path);
  }
  await page.context().setOffline(true);

  await page.goto('/');
  await page.getByRole('heading', { name: 'Мої курси' }).waitFor();
  await lost(page).waitFor();
  await page.goto(school.lessonPath('law'));
  await page.getByText('Кожен має право на повагу.').waitFor();
  await page.getByText(/Копія\sз\sцього\sпристрою: сьогодні/).waitFor();
  expect(await page.getByAltText('Схема').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  await expectAccessible(page, 'a copy');

  await page.goto(school.lessonPath('duty'));
  await page.getByText(/Немає\sзв’язку\sіз\sзакладом/).waitFor();
  await page.goto('/profile');
  await page.getByText('Цієї сторінки ще немає на пристрої').waitFor();

  await page.context().setOffline(false);
  // at the latest when the strip asks again by itself
  await page.getByRole('heading', { name: 'Налаштування' }).waitFor({ timeout: 60_000 });
  await lost(page).waitFor({ state: 'detached' });
  await page.goto(school.lessonPath('law'));
  await page.getByText('Кожен має право на повагу.').waitFor();
  expect(await page.getByText(/Копія\sз\sцього\sпристрою/).count()).toBe(0);
});

it('what is watched while the network is cut stays on the device and reaches the academy', async () => {
  const learner = await newLearner(school);
  const page = await pageWithWorker(learner);
  await page.goto(school.lessonPath('talk'));
  await play(page);
  await wholeFilmIsHere(page);
  await page.context().setOffline(true);
  await pastSeconds(page, 2);
  await pause(page);
  await page.getByText(/Збережено\sна\sпристрої/).waitFor();
  await lost(page).waitFor();
  await page.context().setOffline(false);
  await page.getByText(/Збережено\sу\sзакладі/).waitFor();
  const before = await watchedBy(learner);
  expect(before.watchedSeconds).toBeGreaterThan(1.5);

  // the rest is watched without a network, and the page is gone before it is back
  await page.context().setOffline(true);
  await play(page);
  await ended(page);
  await page.getByText(/Збережено\sна\sпристрої/).waitFor();
  // the browser's pretence of no network spares what a page sends while it is being left
  await page.evaluate(() => void (window.fetch = () => Promise.reject(new TypeError('no network'))));
  await page.goto('about:blank');
  expect((await watchedBy(learner)).watchedSeconds).toBe(before.watchedSeconds);
  await page.context().setOffline(false);
  await page.goto('/');
  const after = await until(
    () => watchedBy(learner),
    ({ completed }) => completed,
  );
  expect(after.watchedSeconds).toBeGreaterThan(5.4);
  await page.reload();
  await page.getByText(/Ніщо\sне\sчекає/).waitFor();
});

it('the first page says what waits on the device, and that it has arrived', async () => {
  const learner = await newLearner(school);
  const page = await pageOf(learner.client, { allow: cut, serviceWorkers: 'block' });
  await page.goto(school.lessonPath('talk'));
  await page.route(watching, (route) =>
    route.request().method() === 'GET' ? route.continue() : route.abort('internetdisconnected'),
  );
  await play(page);
  await pastSeconds(page, 2);
  await pause(page);
  await page.getByText(/Збережено\sна\sпристрої/).waitFor();
  await page.evaluate(() => void (window.fetch = () => Promise.reject(new TypeError('no network'))));
  await page.goto('about:blank');
  await page.unrouteAll();
  await page.route(watching, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.goto('/');
  await page.getByText(/1\sперегляд\sчекає/).waitFor();
  await page.getByText(/Ніщо\sне\sчекає/).waitFor();
  expect((await watchedBy(learner)).watchedSeconds).toBeGreaterThan(1.5);
});

it('a lesson read without a network counts once it is back', async () => {
  const learner = await newLearner(school);
  const page = await pageWithWorker(learner);
  await page.goto(school.lessonPath('law'));
  await page.getByText('Кожен має право на повагу.').waitFor();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Завершити й перейти далі' }).click();
  await page.getByText(/Надішлемо\sдо\sзакладу, коли/).waitFor();
  await page.context().setOffline(false);
  await until(
    () => learner.client.call(progress.course, { params: { courseId: school.courseId } }),
    ({ lessonsCompleted }) => lessonsCompleted === 1,
  );
});

it('signing out removes the copies from the device', async () => {
  const learner = await newLearner(school);
  const page = await pageOf(learner.client, { allow: [...cut, /status of 401/] });
  await signInOn(page, learner.login);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.goto(school.lessonPath('law'));
  await page.getByText('Кожен має право на повагу.').waitFor();
  await isKept(page, school.lessonPath('law'));
  await page.goto('/profile');
  await page.getByRole('button', { name: 'Вийти', exact: true }).click();
  await page.getByRole('heading', { name: 'Увійти' }).waitFor();
  expect(await page.evaluate(async () => [await caches.has('kurs-reading'), localStorage.getItem('kurs.me')])).toEqual([
    false,
    null,
  ]);
  await page.context().setOffline(true);
  await page.goto(school.lessonPath('law'));
  await page.getByText(/Не\sвдалося\sперевірити\sваш\sвхід/).waitFor();
  expect(await page.getByText('Кожен має право на повагу.').count()).toBe(0);
});

/** Waits until the worker has put aside what the academy answered there. */
async function isKept(page: Page, path: string): Promise<void> {
  await page.waitForFunction(async (part) => {
    const kept = await (await caches.open('kurs-reading')).keys();
    return kept.some(({ url }) => url.includes(part));
  }, `/api${path}`);
}

const watchedBy = ({ client }: Learner) =>
  client.call(progress.watch, {
    params: { courseId: school.courseId, lessonId: school.lessons.talk, lectureId: school.lectureId },
  });
