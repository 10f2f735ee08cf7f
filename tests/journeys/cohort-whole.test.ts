/// <reference lib="dom" />
/**
 * A cohort from enrolment to the printed statement: enrolled by a list, its day shifted, an assignment handed in twice, marks
 * released, taken back and released, a thread answered, a digest in Kazakh, a statement printed, checked and revoked.
 */
import type { Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { expect, it } from 'vitest';
import { assigned } from '#contracts/assigned.ts';
import { identity } from '#contracts/identity.ts';
import { addDays, mondayOf } from '#contracts/local-time.ts';
import { usualMail } from '#contracts/notice-kinds.ts';
import { notifications } from '#contracts/notifications.ts';
import { tickAt } from '../api/direct.ts';
import { createAssignment } from '../support/assignments.ts';
import { downloaded, newPage, onAcademyTime, pageOf } from '../support/browser.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import { createCohort } from '../support/cohorts.ts';
import { completeCourse } from '../support/statements.ts';
import {
  academyDay,
  createAcademyTree,
  createPerson,
  newId,
  now,
  sentMail,
  settled,
  signIn,
} from '../support/stack.ts';
import { plan } from '../support/timetable.ts';

const dialog = (page: Page) => page.getByRole('dialog');
const pressed = async (page: Page, name: string) => {
  await page.getByRole('button', { name }).click();
  await dialog(page).getByRole('button', { name }).click();
  await dialog(page).waitFor({ state: 'detached' });
};

async function createGround() {
  const tree = await createAcademyTree();
  const person = await createPerson(tree.unitId, ['learner'], { familyName: 'Сейтқали', givenName: 'Айгүл' });
  const [teacher, learner] = await Promise.all([signIn(tree.instructor.login), signIn(person.login)]);
  const courseId = await importCourse(teacher, smallBundle('Права в роботі'), tree.academyId);
  const today = academyDay(await now());
  const days = { startsOn: addDays(today, -30), endsOn: addDays(today, 40) };
  const cohortId = await createCohort(teacher, tree.academyId, days);
  const course = { courseIds: [courseId], startsOn: today, dueOn: days.endsOn };
  await teacher.call(assigned.assignCourses, { params: { targetId: cohortId }, body: course });
  const monday = addDays(mondayOf(today), 7);
  await plan(teacher, cohortId, { day: monday, title: 'Права людини' });
  const assignmentId = await createAssignment(teacher, cohortId);
  return { person, teacher, learner, courseId, cohortId, assignmentId, monday };
}
type Ground = Awaited<ReturnType<typeof createGround>>;

async function enrolByList(page: Page, { cohortId, person }: Ground): Promise<void> {
  await page.goto(`/cohorts/${cohortId}/list`);
  const buffer = Buffer.from(`ПІБ;Логін\r\nСейтқали Айгүл;${person.login}\r\n`);
  await page.locator('input[type=file]').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Додати 1 людину' }).click();
  await page.getByRole('link', { name: /До групи/ }).click();
  await page.getByRole('rowheader', { name: /Сейтқали Айгүл/ }).waitFor();
}

async function postponeDay(page: Page, { cohortId, monday }: Ground): Promise<void> {
  await page.goto(`/cohorts/${cohortId}/timetable?day=${monday}`);
  await page
    .getByRole('button', { name: /Відкласти день/ })
    .first()
    .click();
  await dialog(page).getByRole('button', { name: 'Відкласти день' }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

async function handInTwice(page: Page, { cohortId, assignmentId }: Ground): Promise<void> {
  await page.goto(`/my-cohorts/${cohortId}/assignments/${assignmentId}`);
  for (const [index, text] of ['Перша думка.', 'Особу доставлено о 10:00, права роз’яснено о 10:05.'].entries()) {
    await page.getByLabel('Текст роботи').fill(text);
    await page.getByRole('button', { name: 'Здати', exact: true }).click();
    await dialog(page).getByRole('button', { name: 'Здати', exact: true }).click();
    await page.getByText(`Робота № ${index + 1}`).waitFor();
    await page.reload();
  }
}

async function markAndRelease(page: Page, desk: Page, { cohortId, assignmentId }: Ground): Promise<void> {
  await page.goto(`/cohorts/${cohortId}/assignments/${assignmentId}`);
  await page.getByRole('link', { name: /Перевірити наступну/ }).click();
  await page.getByLabel(/Названо всі/).check();
  await page.getByLabel(/Ясно/).check();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Історія оцінки' }).waitFor();
  await page.goto(`/cohorts/${cohortId}/assignments/${assignmentId}`);
  const seen = async () => {
    await desk.reload();
    await desk.getByText('Робота № 2').waitFor();
    return (await desk.locator('main').innerText()).includes('10 з 10');
  };
  await pressed(page, 'Відкрити оцінки');
  expect(await seen()).toBe(true);
  await page.getByRole('button', { name: 'Скасувати відкриття' }).click();
  await dialog(page).getByLabel('Причина').fill('Помилка в критерії');
  await dialog(page).getByRole('button', { name: 'Скасувати відкриття' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  expect(await seen()).toBe(false);
  await pressed(page, 'Відкрити оцінки');
  expect(await seen()).toBe(true);
}

async function answerThread(page: Page, desk: Page, { cohortId }: Ground): Promise<void> {
  await desk.goto(`/cohorts/${cohortId}/discussion`);
  await desk.getByRole('button', { name: 'Нова тема' }).click();
  await desk.getByLabel('Назва').fill('Строк протоколу');
  await desk.getByLabel('Текст').fill('Скільки годин маємо?');
  await desk.getByRole('button', { name: 'Почати тему' }).click();
  await desk.getByRole('heading', { level: 1, name: 'Строк протоколу' }).waitFor();
  await settled();
  await page.goto(new URL(desk.url()).pathname);
  await page.getByRole('textbox', { name: 'Ваша відповідь' }).fill('Одну годину.');
  await page.getByRole('button', { name: 'Відповісти' }).click();
  await page.locator('main article', { hasText: 'Одну годину.' }).waitFor();
  await desk.reload();
  const answer = desk.locator('main article', { hasText: 'Одну годину.' });
  await answer.getByRole('button', { name: 'Це відповідь' }).click();
  await answer.getByText('Прийнята відповідь').waitFor();
}

async function wishOneLetterADay({ learner }: Ground): Promise<void> {
  const { revision } = await learner.call(notifications.preferences, {});
  const mail = Object.fromEntries(Object.keys(usualMail).map((topic) => [topic, 'daily'])) as typeof usualMail;
  const inKyiv = new Date(await now()).toLocaleString('en-GB', { timeZone: 'Europe/Kyiv', hour: '2-digit' });
  const hours = { digestHour: (Number(inKyiv) + 1) % 24, quietFrom: 0, quietUntil: 0 };
  await learner.call(notifications.setPreferences, { body: { mail, ...hours, revision } });
}

/** The letter of the next hour, in Kazakh. */
async function digestOf({ learner, person }: Ground) {
  const { revision } = await learner.call(identity.me, {});
  await learner.call(identity.changeMe, { body: { locale: 'kk', revision } });
  await settled();
  await tickAt('notifications', (await now()) + 3_600_000);
  await settled();
  return (await sentMail()).filter(({ to, heads }) => to.includes(person.login) && heads !== undefined);
}

async function issueAndRevoke(page: Page, { courseId, learner }: Ground): Promise<void> {
  await page.goto(`/courses/${courseId}/statements`);
  await page.getByRole('button', { name: 'Видати довідку: Сейтқали Айгүл' }).click();
  await page.getByRole('checkbox', { name: 'Қазақша' }).check();
  await dialog(page).getByRole('button', { name: 'Видати', exact: true }).click();
  await page.getByRole('link', { name: /^20\d\d-.+, видано/ }).waitFor();
  const own = await pageOf(learner);
  await own.goto('/record');
  const file = await downloaded(own, own.locator('a[href*="/api/statements/"]').first());
  const { text } = await extractText(await getDocumentProxy(Uint8Array.from(file.bytes)));
  expect(text.join(' ')).toContain('Сейтқали Айгүл');
  // what the QR code holds (functions/statements/sheet.test.ts) stands beside it in letters
  const address = /\/check\/[0-9A-Z]{26}/.exec(text[0]!)![0];
  const anybody = await newPage();
  await anybody.goto(address);
  await anybody.getByText('Довідка чинна').waitFor();
  await page.getByRole('link', { name: 'Довідки про завершення курсів' }).first().click();
  await page.getByRole('button', { name: 'Відкликати' }).click();
  await dialog(page).getByLabel('Причина').fill('Помилка в імені');
  await dialog(page).getByRole('button', { name: 'Відкликати' }).click();
  await page.getByText(/Відкликано .+ Причина: Помилка в імені/).waitFor();
  await anybody.reload();
  await anybody.getByText(/Довідку відкликано/).waitFor();
}

it('a cohort learns from its list to its statements', { timeout: 120_000 }, async () => {
  const ground = await createGround();
  const [page, desk] = await Promise.all([pageOf(ground.teacher), pageOf(ground.learner)]);
  await onAcademyTime(page);
  await enrolByList(page, ground);
  await wishOneLetterADay(ground);
  await postponeDay(page, ground);
  await handInTwice(desk, ground);
  await markAndRelease(page, desk, ground);
  await answerThread(page, desk, ground);
  const letters = await digestOf(ground);
  expect(letters.map(({ text }) => text)).toEqual([
    expect.stringContaining('Тақырыбыңызға жауап берілді: Строк протоколу'),
  ]);
  await completeCourse(ground.learner, ground.courseId);
  await settled();
  await issueAndRevoke(page, ground);
});
