/// <reference lib="dom" />
/** A timetable from its first session to a day under air alarm, who was there, and what learners see of it. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { addDays, mondayOf } from '#contracts/local-time.ts';
import { timetable } from '#contracts/timetable.ts';
import { onAcademyTime, pageOf } from '../support/browser.ts';
import { createCohort } from '../support/cohorts.ts';
import { academyDay, createAcademyTree, createPerson, now, signIn, TestClient } from '../support/stack.ts';
import { plan } from '../support/timetable.ts';

/** The column of a day. */
const dayOf = (page: Page, day: string) =>
  page
    .locator('main ol.week > li')
    .filter({ has: page.getByRole('heading', { name: new RegExp(`, ${Number(day.slice(8))}\\s`) }) });

async function createGround() {
  const tree = await createAcademyTree();
  const [teacher, learner] = await Promise.all([signIn(tree.instructor.login), signIn(tree.learner.login)]);
  const other = await createPerson(tree.academyId, ['learner'], { familyName: 'Яценко', givenName: 'Олег' });
  const today = academyDay(await now());
  const monday = addDays(mondayOf(today), 7);
  const cohortId = await createCohort(teacher, tree.academyId, {
    startsOn: addDays(today, -30),
    endsOn: addDays(today, 40),
    personIds: [tree.learner.id, other.id],
  });
  return { teacher, learner, today, monday, cohortId };
}

describe('the timetable of a cohort', () => {
  it('is planned, shifts a day for an alarm in one action, and comes back', async () => {
    const { teacher, learner, monday, cohortId } = await createGround();
    const page = await pageOf(teacher);
    await onAcademyTime(page);
    await page.goto(`/cohorts/${cohortId}/timetable?day=${monday}`);
    await page.getByRole('button', { name: 'Нове заняття' }).click();
    await page.getByLabel('Тема заняття').fill('Права людини');
    await page.getByLabel('На скільки тижнів').fill('2');
    await page.getByLabel('Місце').fill('Авд. 214');
    await page.getByRole('button', { name: 'Запланувати' }).click();
    await dayOf(page, monday).getByRole('heading', { name: 'Права людини' }).waitFor();
    // on Tuesday the same hours are taken: said, not refused
    const tuesday = addDays(monday, 1);
    await plan(teacher, cohortId, { day: tuesday, title: 'Тактика' });
    await page.reload();
    await dayOf(page, tuesday)
      .getByRole('button', { name: /Додати заняття/ })
      .click();
    await page.getByText('У цей час є ще 1 заняття').waitFor();
    await page.getByRole('button', { name: 'Скасувати', exact: true }).click();
    await dayOf(page, monday)
      .getByRole('button', { name: /Відкласти день/ })
      .click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Переноситься на').inputValue()).toBe(addDays(monday, 2));
    await dialog.getByText('зсуваються на 1 день').waitFor();
    await dialog.getByRole('button', { name: 'Відкласти день' }).click();
    await dayOf(page, monday).getByText('День відкладено').waitFor();
    await dayOf(page, addDays(monday, 2))
      .getByText(/Перенесено з/)
      .waitFor();
    // learners see it at once
    const theirs = await pageOf(learner);
    await onAcademyTime(theirs);
    await theirs.goto(`/my-cohorts/${cohortId}/timetable?day=${monday}`);
    await dayOf(theirs, monday).getByText('Повітряна тривога').waitFor();
    await dayOf(page, monday)
      .getByRole('button', { name: /Повернути день/ })
      .click();
    await dayOf(page, monday).getByText('День відкладено').waitFor({ state: 'detached' });
    const query = { from: monday, to: monday };
    const back = await teacher.call(timetable.timetable, { params: { cohortId }, query });
    expect(back).toMatchObject({ postponed: [], items: [{ title: 'Права людини', state: 'planned' }] });
  });

  it('notes attendance by keyboard, keeps it on the device without a network, and gives learners their calendar', async () => {
    const { teacher, learner, today, cohortId } = await createGround();
    await plan(teacher, cohortId, { day: today, from: '00:00', title: 'Заняття сьогодні' });
    const page = await pageOf(teacher, { allow: [/ERR_INTERNET_DISCONNECTED/, /request failed/i] });
    await onAcademyTime(page);
    await page.goto(`/cohorts/${cohortId}/timetable`);
    await page.getByRole('link', { name: /Відвідування/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Відвідування: Заняття сьогодні' }).waitFor();
    const person = (name: RegExp) => page.getByRole('radiogroup', { name });
    await person(/Особа/).getByRole('radio', { name: 'Є', exact: true }).focus();
    // of a Ukrainian keyboard, which the browser's driver has not
    const letter = (key: string) => page.locator(':focus').dispatchEvent('keydown', { key });
    await letter('з');
    // a letter notes and goes on to the next
    await page.keyboard.press('4');
    await page.getByText('Збережено у закладі').waitFor();
    await page.context().setOffline(true);
    await letter('п');
    await page.getByText('Збережено на пристрої').waitFor();
    await page.context().setOffline(false);
    await page.getByText('Збережено у закладі').waitFor();
    await page.reload();
    expect(await person(/Особа/).getByRole('radio', { name: 'Запізнення' }).isChecked()).toBe(true);
    expect(
      await person(/Яценко/)
        .getByRole('radio', { name: 'Поважна причина' })
        .isChecked(),
    ).toBe(true);
    const theirs = await pageOf(learner);
    await onAcademyTime(theirs);
    await theirs.goto(`/my-cohorts/${cohortId}/timetable`);
    await dayOf(theirs, today).getByText('Запізнення').waitFor();
    await theirs.getByRole('button', { name: 'Створити адресу календаря' }).click();
    const address = await theirs.getByLabel('Адреса календаря').inputValue();
    const file = async () => (await new TestClient().fetch(new URL(address).pathname)).text();
    expect(await file()).toContain('SUMMARY:Заняття сьогодні');
    await theirs.getByRole('button', { name: 'Скасувати адресу' }).click();
    await theirs.getByRole('dialog').getByRole('button', { name: 'Скасувати адресу' }).click();
    await theirs.getByRole('button', { name: 'Створити адресу календаря' }).waitFor();
    expect(await file()).not.toContain('BEGIN:VCALENDAR');
  });
});
