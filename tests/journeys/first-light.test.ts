/// <reference lib="dom" />
/**
 * The product as a newcomer starts it, with the demo: a cadet takes a course with a lecture, everything is killed in the
 * middle and started again, the cadet goes on where they stopped, and the instructor sees it.
 */
import { ulid } from 'ulid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { lectures } from '#contracts/lectures.ts';
import { courses } from '#contracts/courses.ts';
import { Client } from '../../infra/local/client.ts';
import { demoId } from '../../infra/local/demo.ts';
import { demoPassword } from '../../infra/local/provider.ts';
import { newPage } from '../support/browser.ts';
import { courseBundle, importCourse, withLecture, type TestBundle } from '../support/bundle.ts';
import { Product } from '../support/product.ts';
import { until } from '../support/stack.ts';

const title = `Перше світло ${ulid().slice(-4)}`;
let product: Product;

beforeAll(async () => {
  product = await Product.create();
  await product.start();
}, 200_000);
afterAll(() => product?.remove());

/** One module, one lesson with the six-second lecture. */
function oneLesson(): TestBundle {
  const made = withLecture(courseBundle('all', title));
  made.bundle.modules = [made.bundle.modules[1]!];
  return made;
}

async function signIn(page: Page, login: string, returnTo = '/'): Promise<void> {
  await page.goto(`/api/identity/sign-in?${new URLSearchParams({ returnTo })}`);
  await page.fill('#login', login);
  await page.fill('#password', demoPassword);
  await page.click('button[type=submit]');
  await page.waitForURL(`${product.origin}${returnTo}`);
}

async function bringCourse(): Promise<string> {
  const [instructor, reviewer] = await Promise.all(
    ['instructor@kurs.example', 'reviewer@kurs.example'].map((login) =>
      new Client(product.origin).signIn(login, demoPassword),
    ),
  );
  const academyId = demoId('organisation', 'naddniprianska');
  const courseId = await importCourse(instructor!, oneLesson(), academyId, undefined, reviewer);
  const course = await instructor!.call(courses.course, { params: { courseId } });
  const lectureId = course.modules[0]!.lessons[0]!.lectures.uk!;
  await until(
    () => instructor!.call(lectures.lecture, { params: { lectureId } }),
    (lecture) => lecture.state === 'ready',
    // on a fresh clone the demo's two lectures are in the queue before it
    200,
  );
  return courseId;
}

it('tells where it is ready and how to sign in', () => {
  expect(product.said).toContain(`Kurs is ready: ${product.origin}`);
  for (const role of ['learner', 'instructor', 'reviewer', 'academyAdmin', 'nationalAdmin', 'auditor']) {
    expect(product.said).toContain(role);
  }
});

it('a cadet learns, everything is killed, the cadet goes on and completes; the instructor sees it', async () => {
  const courseId = await bringCourse();
  const cadet = await newPage({ baseURL: product.origin });
  await signIn(cadet, 'cadet@kurs.example');
  await cadet.getByRole('link', { name: 'Курси' }).first().click();
  await cadet.getByRole('link', { name: title }).click();
  await cadet.getByRole('button', { name: 'Записатися на курс' }).click();
  await cadet.getByRole('link', { name: '1. Розмова' }).click();
  await play(cadet);
  await cadet.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 2.5);
  await cadet.getByRole('button', { name: 'Призупинити' }).click();
  await cadet.getByText(/Збережено\sу\sзакладі/).waitFor();
  const stopped = await place(cadet);
  const lessonUrl = cadet.url();
  const storageState = await cadet.context().storageState();
  await cadet.close();

  await product.kill();
  await product.start();

  const again = await newPage({ baseURL: product.origin, storageState });
  await again.goto('/');
  await again.getByRole('link', { name: 'Продовжити заняття' }).click();
  await again.waitForURL(lessonUrl);
  await again.getByText(/Продовжуємо\sз\s0:0\d/).waitFor();
  await play(again);
  await again.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0);
  expect(await place(again)).toBeGreaterThan(stopped - 1.5);
  await again.waitForFunction(() => document.querySelector('video')?.ended);
  await again.getByText('Лекцію зараховано').waitFor();
  await again.getByRole('button', { name: /Завершити останнє заняття/ }).click();
  await again.waitForURL(`**/courses/${courseId}`);
  await again.getByText('Курс завершено').first().waitFor();

  const instructor = await newPage({ baseURL: product.origin });
  await signIn(instructor, 'instructor@kurs.example', `/courses/${courseId}/learners`);
  const row = instructor.getByRole('row', { name: /Ярема/ });
  await row.waitFor();
  await expect.poll(() => row.innerText()).toMatch(/Завершено[\s\S]*1\sз\s1/);
}, 400_000);

async function play(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Відтворити' }).last().click();
  await page.waitForFunction(() => document.querySelector('video')?.paused === false);
}

const place = (page: Page): Promise<number> => page.evaluate(() => document.querySelector('video')?.currentTime ?? 0);
