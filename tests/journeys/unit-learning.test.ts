/// <reference lib="dom" />
/** A unit chief's morning: who is late, with what, and how the unit stands. */
import { expect, it } from 'vitest';
import { assigned } from '#contracts/assigned.ts';
import { courses } from '#contracts/courses.ts';
import { addDays } from '#contracts/local-time.ts';
import { progress } from '#contracts/progress.ts';
import { expectAccessible, expectSound } from '../support/axe.ts';
import { pageOf } from '../support/browser.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import {
  academyDay,
  createAcademyTree,
  createOrganisation,
  createPerson,
  now,
  settled,
  signIn,
  type TestClient,
} from '../support/stack.ts';

async function complete(client: TestClient, courseId: string): Promise<void> {
  const { modules } = await client.call(courses.course, { params: { courseId } });
  await client.call(progress.readLesson, { params: { courseId, lessonId: modules[0]!.lessons[0]!.id } });
}

it('a unit chief sees who is late, unfolds their courses, and finds no result of too few people', async () => {
  const { academyId, admin: administrator } = await createAcademyTree();
  const unitId = await createOrganisation('unit', academyId, {
    uk: 'Тихорічанський відділ поліції',
    en: 'Tykhorichne',
  });
  const admin = await signIn(administrator.login);
  const people = [];
  for (const familyName of ['Авраменко', 'Бондар', 'Вдовиченко', 'Гнатюк', 'Дяченко'])
    people.push(await createPerson(unitId, ['learner'], { familyName, givenName: 'Олександра' }));
  const today = academyDay(await now());
  const [late, ahead] = await Promise.all(
    ['Домедична допомога', 'Права людини'].map((title) => importCourse(admin, smallBundle(title), academyId)),
  );
  const assign = (courseId: string, dueOn: string) =>
    admin.call(assigned.assignCourses, {
      params: { targetId: unitId },
      body: { courseIds: [courseId], startsOn: null, dueOn },
    });
  await assign(late!, addDays(today, -3));
  await assign(ahead!, addDays(today, 14));
  for (const { login } of people.slice(0, 4)) await complete(await signIn(login), late!);
  await settled();

  const chief = await createPerson(unitId, ['unitChief']);
  const page = await pageOf(await signIn(chief.login));
  await page.goto('/');
  await page.getByRole('link', { name: 'Навчання підрозділу' }).click();
  await page.getByRole('heading', { level: 1, name: 'Навчання підрозділу' }).waitFor();
  await page.getByText('Тихорічанський відділ поліції').waitFor();
  await page.getByText('5 слухачів').waitFor();
  await page.getByRole('row', { name: /Домедична допомога/ }).waitFor();
  await page.setViewportSize({ width: 320, height: 1600 });
  await page.locator('summary', { hasText: 'Авраменко' }).press('Enter');
  await page.getByRole('list', { name: 'Курси: Авраменко Олександра' }).getByText('Права людини').waitFor();
  await expectSound(page, 'a unit, narrow');
  await expectAccessible(page, 'a unit, narrow');

  await page.getByRole('button', { name: 'Мають прострочене' }).click();
  await page.getByText('1 слухач', { exact: true }).waitFor();
  const row = page.locator('details', { hasText: 'Дяченко' });
  await row.locator('summary').click();
  await row.getByText('Термін минув').waitFor();
  expect(await page.getByText('Авраменко').count()).toBe(0);
});

it('an administrator comes by the page of the unit, which may have nobody in it', async () => {
  const { academyId, admin } = await createAcademyTree();
  const unitId = await createOrganisation('unit', academyId);
  const page = await pageOf(await signIn(admin.login));
  await page.goto(`/organisations/${unitId}`);
  await page.getByRole('link', { name: 'Навчання підрозділу' }).click();
  await page.getByText('У підрозділі ще немає слухачів').waitFor();
});
