/// <reference lib="dom" />
/** A statement of completion: issued, printed, checked by whoever holds the paper, revoked. */
import { extractText, getDocumentProxy } from 'unpdf';
import { beforeAll, expect, it } from 'vitest';
import { expectAccessible } from '../support/axe.ts';
import { downloaded, newPage, pageOf } from '../support/browser.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import { createSchool, type School } from '../support/school.ts';
import { graduateOf } from '../support/statements.ts';
import { settled } from '../support/stack.ts';

let school: School;
let courseId: string;
let graduate: Awaited<ReturnType<typeof graduateOf>>;

beforeAll(async () => {
  school = await createSchool();
  courseId = await importCourse(school.teacher, smallBundle('Права в роботі', 'all'), school.academyId);
  graduate = await graduateOf(school.academyId, courseId, { familyName: 'Ґалаґан', givenName: 'Єва' });
  await graduateOf(school.academyId, courseId, { familyName: 'Яценко', givenName: 'Ілля' });
  await settled();
});

it('is issued from the list of learners, printed, checked by its code without signing in, and revoked', async () => {
  const office = await pageOf(school.teacher);
  await office.goto(`/courses/${courseId}/learners`);
  await office.getByRole('link', { name: 'Видати довідки' }).click();
  await office.getByRole('button', { name: 'Видати довідку: Ґалаґан Єва' }).click();
  await office.getByRole('checkbox', { name: 'Қазақша' }).check();
  await office.getByRole('dialog').getByRole('button', { name: 'Видати', exact: true }).click();
  await office.getByRole('link', { name: /^20\d\d-.+, видано/ }).waitFor();
  await expectAccessible(office, 'who gets a statement');
  await office.getByRole('button', { name: 'Видати всім, хто не має' }).click();
  await office.getByRole('dialog').getByRole('button', { name: 'Видати', exact: true }).click();
  await office.getByText('Видано 1 довідку').waitFor();

  const own = await pageOf(graduate.client);
  await own.goto('/record');
  const link = own.getByRole('link', { name: /^Завантажити PDF/ });
  const file = await downloaded(own, link);
  expect(file.name).toMatch(/^kurs-20\d\d-.+\.pdf$/);
  const { text } = await extractText(await getDocumentProxy(Uint8Array.from(file.bytes)));
  expect(text[0]).toContain('Ґалаґан Єва');
  expect(text.join(' ')).toContain('Курсты аяқтағаны туралы анықтама');
  const path = /\/check\/[0-9A-Z]{26}/.exec(text[0]!)![0];

  const anybody = await newPage({ allow: [/status of 40[14]/] });
  await anybody.goto(path);
  await anybody.getByText('Довідка чинна').waitFor();
  await anybody.getByText('Ґалаґан Єва').waitFor();
  expect(await anybody.locator('meta[name=robots]').getAttribute('content')).toContain('noindex');
  await expectAccessible(anybody, 'the check of a statement');
  await anybody.goto(`${path.slice(0, -1)}0`.replace('/check/', '/check/Z'));
  await anybody.getByText('Довідки з таким кодом не знайдено').waitFor();
  await expectAccessible(anybody, 'no such statement');
  await anybody.getByLabel('Код перевірки').fill(path.slice(7).replace(/(.{5})/g, '$1 '));
  await anybody.getByRole('button', { name: 'Перевірити' }).click();
  await anybody.getByText('Довідка чинна').waitFor();

  await office.getByRole('link', { name: 'Довідки про завершення курсів' }).first().click();
  await office.getByLabel('Прізвище або номер довідки').fill('Ґала');
  await office.getByText('1 довідка', { exact: true }).waitFor();
  await office.getByRole('button', { name: 'Відкликати' }).click();
  await office.getByRole('dialog').getByRole('button', { name: 'Відкликати' }).click();
  await office.getByText('Напишіть причину').waitFor();
  await office.getByLabel('Причина').fill('Помилка в імені');
  await office.getByRole('dialog').getByRole('button', { name: 'Відкликати' }).click();
  await office.getByText(/Відкликано .+ Причина: Помилка в імені/).waitFor();
  await expectAccessible(office, 'statements of an academy');

  await anybody.reload();
  await anybody.getByText(/Довідку відкликано/).waitFor();
  expect(await anybody.getByText('Помилка в імені').count()).toBe(0);
  await own.reload();
  await own.getByText(/Причина: Помилка в імені/).waitFor();
  await expectAccessible(own, 'one’s own statements');
});
