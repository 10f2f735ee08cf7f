/** Questions come out of a Moodle file into a bank, once only, and go on to another academy without loss. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { questions, type Question } from '#contracts/questions.ts';
import { expectAccessible, expectSound } from '../support/axe.ts';
import { downloaded, pageOf, type PageOptions } from '../support/browser.ts';
import { plainPicture } from '../support/media.ts';
import { createAcademyTree, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';

const wide: PageOptions = { viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce' };
const narrow: PageOptions = { viewport: { width: 390, height: 800 }, reducedMotion: 'reduce' };
let here: AcademyTree;
let there: AcademyTree;
let author: TestClient;
let stranger: TestClient;

beforeAll(async () => {
  [here, there] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  [author, stranger] = await Promise.all([signIn(here.instructor.login), signIn(there.instructor.login)]);
});

const choose = (page: Page, name: string, text: string | Buffer) =>
  page.getByLabel('Файл із запитаннями').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

async function bankOf(client: TestClient, organisationId: string): Promise<Question[]> {
  const { items } = await client.call(questions.bank, { params: { organisationId }, query: {} });
  const all = await Promise.all(items.map(({ id }) => client.call(questions.question, { params: { questionId: id } })));
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}
const folderNames = async (client: TestClient, organisationId: string) =>
  (await client.call(questions.bankFacets, { params: { organisationId } })).folders.map(({ name }) => name).sort();

/** What a question says, whatever its pictures are called there. */
const saysOf = ({ content, tags, use, difficulty }: Question) =>
  JSON.stringify([content, tags, use, difficulty]).replaceAll(/mda_\w{26}/g, 'mda');

async function moodleFile(): Promise<string> {
  const png = (await plainPicture(40, 30).png().toBuffer()).toString('base64');
  return `<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top/Право/Обшук</text></category></question>
<question type="multichoice">
  <name><text>Мапа</text></name>
  <questiontext format="html"><text><![CDATA[<p style="color:red" onclick="alert(1)">Що <b>тут</b>? <img src="@@PLUGINFILE@@/map.png" alt="Мапа району"></p><script>alert(2)</script>]]></text>
  <file name="map.png" path="/" encoding="base64">${png}</file></questiontext>
  <single>true</single><shuffleanswers>true</shuffleanswers>
  <answer fraction="100" format="html"><text>Район</text></answer>
  <answer fraction="0" format="html"><text>Область</text></answer>
</question>
<question type="truefalse">
  <questiontext format="html"><text>Заборона катувань абсолютна.</text></questiontext>
  <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>
</question>
<question type="cloze">
  <questiontext format="html"><text><![CDATA[<p>Основа поліції – {1:SA:=довіра}.</p>]]></text></questiontext>
</question>
<question type="ddmarker"><name><text>Перетягніть</text></name><questiontext><text>?</text></questiontext></question>
</quiz>`;
}

it('an instructor looks into a Moodle file, brings it into the bank, and the same file once more adds nothing', async () => {
  const page = await pageOf(author, wide);
  const file = await moodleFile();
  await page.goto('/questions');
  await page.getByRole('link', { name: 'Внести з файлу' }).click();
  await choose(page, 'moodle.xml', file);
  await page.getByText('Такого виду тут немає: ddmarker').waitFor();
  await page.getByRole('tab', { name: 'Зі змінами (1)' }).click();
  await page.getByText('Вбудоване не перенесено: script').waitFor();
  await page.getByRole('tab', { name: 'Без змін (2)' }).click();
  await page.getByText('Заборона катувань абсолютна.').click();
  await page.getByLabel('Для чого').selectOption({ value: 'practice' });
  await page.getByRole('button', { name: 'Внести 3 запитання' }).click();
  await page.getByText('Файл внесено').waitFor({ timeout: 30_000 });
  await page.getByRole('link', { name: 'До банку запитань' }).click();
  await page.getByText('Основа поліції').or(page.getByText('Заповніть пропуски.')).first().waitFor();

  const bank = await bankOf(author, here.academyId);
  expect(bank.map(({ kind }) => kind).sort()).toEqual(['gapFill', 'single', 'trueFalse']);
  expect(bank.every(({ use, state, folderId }) => use === 'practice' && state === 'draft' && folderId)).toBe(true);
  expect(bank.find(({ kind }) => kind === 'single')?.content.ask.uk).toMatch(
    /^Що \*\*тут\*\*\? !\[Мапа району\]\(media:mda_\w{26}\)$/,
  );
  expect(await folderNames(author, here.academyId)).toEqual(['Обшук', 'Право']);

  await page.goto('/questions/import');
  await choose(page, 'once more.xml', file);
  await page.getByLabel('Для чого').selectOption({ value: 'practice' });
  await page.getByRole('button', { name: 'Внести 3 запитання' }).click();
  await page.getByText('Файл внесено').waitFor({ timeout: 30_000 });
  expect((await bankOf(author, here.academyId)).map(({ id }) => id)).toEqual(bank.map(({ id }) => id));
  expect(await folderNames(author, here.academyId)).toEqual(['Обшук', 'Право']);
}, 120_000);

it('another academy gets them as a file, pictures and all', async () => {
  const page = await pageOf(author, wide);
  await page.goto('/questions');
  await page.getByRole('link', { name: 'Зберегти у файл' }).click();
  const { name, text } = await downloaded(page, page.getByRole('button', { name: 'Зібрати й зберегти' }));
  expect(name).toMatch(/^questions-\d{4}-\d\d-\d\d\.kurs-questions\.json$/);
  await page.getByText('У ньому 3 запитання.').waitFor();
  await expectAccessible(page, 'a file that was made');

  const elsewhere = await pageOf(stranger, narrow);
  await elsewhere.goto('/questions/import');
  await choose(elsewhere, name, text);
  await elsewhere.getByRole('button', { name: 'Внести 3 запитання' }).click();
  await elsewhere.getByText('Файл внесено').waitFor({ timeout: 30_000 });
  const [mine, theirs] = [await bankOf(author, here.academyId), await bankOf(stranger, there.academyId)];
  expect(theirs.map(saysOf).sort()).toEqual(mine.map(saysOf).sort());
  expect(theirs.map(({ id }) => id)).not.toEqual(mine.map(({ id }) => id));
  expect(await folderNames(stranger, there.academyId)).toEqual(['Обшук', 'Право']);

  await page.getByLabel('Формат').selectOption({ value: 'moodle' });
  const moodle = await downloaded(page, page.getByRole('button', { name: 'Зібрати й зберегти' }));
  expect(moodle.text).toContain('<question type="cloze">');
  expect(moodle.text).toMatch(/<file name="map-1\.webp" path="\/" encoding="base64">\w/);
}, 120_000);

it('a hostile or broken file is refused on the spot, in words and with its line', async () => {
  const page = await pageOf(stranger, narrow);
  await page.goto('/questions/import');
  await choose(
    page,
    'xxe.xml',
    '<?xml version="1.0"?>\n<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<quiz>&x;</quiz>',
  );
  await page.getByText('Файл оголошує власний тип документа. Такі з міркувань безпеки не читаємо. (рядок 2)').waitFor();
  await choose(page, 'word.docx', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]));
  await page.getByText('Це не текстовий файл.').waitFor();
  await choose(page, 'gift.txt', 'Що далі? {=так\n\nЧи так? {T}');
  await page.getByText('Фігурні дужки не збігаються').waitFor();
  await page.getByText('рядок 1', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Внести 1 запитання' }).waitFor();
  await expectAccessible(page, 'what a file holds');
  await expectSound(page, 'what a file holds, narrow');
}, 60_000);
