/// <reference lib="dom" />
/** Those who teach and answer for others: the list of learners, its file, who may see it, and one's own settings. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { courses } from '#contracts/courses.ts';
import { identity } from '#contracts/identity.ts';
import { organisations } from '#contracts/organisations.ts';
import { progress } from '#contracts/progress.ts';
import { pageOf } from '../support/browser.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import { createSchool, newLearner, type School } from '../support/school.ts';
import { nationalAdmin, newId, settled, signIn } from '../support/stack.ts';

let school: School;
let listPath: string;

/** One learner has not begun, one is under way, one is done. */
beforeAll(async () => {
  school = await createSchool();
  const courseId = await importCourse(school.teacher, smallBundle('Короткий курс', 'all'), school.academyId);
  const { modules } = await school.teacher.call(courses.course, { params: { courseId } });
  const params = { courseId, lessonId: modules[0]!.lessons[0]!.id };
  const short = { ...school, courseId };
  listPath = `/courses/${courseId}/learners`;
  await newLearner(short, { familyName: 'Андрієнко' });
  const under = await newLearner(short, { familyName: 'Єрмак' });
  await under.client.call(progress.openLesson, { params });
  const done = await newLearner(short, { familyName: 'Яценко' });
  await done.client.call(progress.readLesson, { params });
  await settled();
});

/** Family names, from the top. */
const names = (page: Page) =>
  page.locator('tbody th').evaluateAll((cells) => cells.map((cell) => cell.textContent?.trim().split(/\s/)[0]));

describe('the list of learners', () => {
  it('stands in the order of names, with counts, and can be narrowed to a state', async () => {
    const page = await pageOf(school.teacher);
    await page.goto(listPath);
    await page.getByRole('row', { name: /Яценко/ }).waitFor();
    expect(await names(page)).toEqual(['Андрієнко', 'Єрмак', 'Яценко']);
    for (const [chip, name] of [
      ['Не розпочали', 'Андрієнко'],
      ['Навчаються', 'Єрмак'],
      ['Завершили', 'Яценко'],
    ] as const) {
      await page.getByRole('button', { name: `${chip} 1` }).click();
      await page.getByText('1 слухач', { exact: true }).waitFor();
      expect(await names(page)).toEqual([name]);
    }
    await page.getByRole('button', { name: 'Усі 3' }).click();
    await page.getByText('3 слухачі', { exact: true }).waitFor();
  });

  it('comes as a file that a spreadsheet opens', async () => {
    const page = await pageOf(school.teacher);
    await page.goto(listPath);
    await page.getByRole('button', { name: /Зберегти\sсписок/ }).click();
    const link = page.getByRole('link', { name: 'Завантажити CSV' });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    const bytes = Buffer.concat(await (await download.createReadStream()).toArray());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, ...rows] = bytes.toString('utf8').slice(1).trimEnd().split('\r\n');
    expect(head).toMatch(/^Прізвище,Ім’я,Підрозділ,Версія курсу,Стан,/);
    expect(rows.map((row) => row.split(',').filter((_, index) => [0, 4, 5, 6].includes(index)))).toEqual([
      ['Андрієнко', 'Не розпочато', '0', '1'],
      ['Єрмак', 'Навчається', '0', '1'],
      ['Яценко', 'Завершено', '1', '1'],
    ]);
  });

  it('is closed to a learner, and says why', async () => {
    const page = await pageOf((await newLearner(school)).client);
    await page.goto(listPath);
    await page.getByText(/Список\sслухачів\sвам\sне\sвідкрито/).waitFor();
    await page.getByText(/Ваша\sроль\sцього\sне\sдозволяє/).waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
    await page.goto(school.coursePath);
    await page.getByRole('link', { name: 'Почати заняття 1' }).waitFor();
    expect(await page.getByRole('link', { name: 'Слухачі курсу' }).count()).toBe(0);
  });

  it('opens for the national administrator by academy', async () => {
    const admin = await nationalAdmin();
    const academy = { uk: `Академія ${newId('organisation')}` };
    const page = await pageOf(admin);
    const parentId = (await admin.call(identity.me, {})).memberships[0]!.organisation.id;
    const id = newId('organisation');
    const timeZone = 'Europe/Kyiv';
    await admin.call(organisations.createOrganisation, {
      body: { id, parentId, kind: 'academy', name: academy, timeZone },
    });
    await page.goto(listPath);
    const choice = page.getByLabel('Заклад або підрозділ');
    await choice.selectOption(school.academyId);
    await page.getByRole('row', { name: /Андрієнко/ }).waitFor();
    await expect.poll(() => page.getByRole('row').count()).toBe(4);
    await choice.selectOption({ label: academy.uk });
    await page.getByText(/На\sкурс\sще\sніхто\sне\sзаписався/).waitFor();
  });
});

describe('the profile', () => {
  it('keeps time zone and language at the academy', async () => {
    const page = await pageOf(await signIn(school.admin.login));
    await page.goto('/profile');
    const zone = page.getByLabel('Часовий пояс');
    await zone.fill('Europe/Nowhere');
    await zone.press('Enter');
    await page.getByText(/Такого\sчасового\sпоясу\sнемає/).waitFor();
    await zone.fill('Asia/Almaty');
    await zone.press('Enter');
    await page.getByText(/Збережено\sу\sзакладі/).waitFor();
    await page.getByRole('radio', { name: 'Қазақша' }).check();
    await page.locator('html[lang=kk]').waitFor();

    const elsewhere = await pageOf(await signIn(school.admin.login));
    await elsewhere.goto('/profile');
    await elsewhere.locator('html[lang=kk]').waitFor();
    await expect.poll(() => elsewhere.locator('input[list=zones]').inputValue()).toBe('Asia/Almaty');
    await expect.poll(() => elsewhere.getByRole('radio', { name: 'Қазақша' }).isChecked()).toBe(true);
  });
});
