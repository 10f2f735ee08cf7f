/// <reference lib="dom" />
/** Whatever stands in the name of a person or organisation, or in a file of people, is shown as text, fits, and runs nowhere. */
import { beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { audit } from '#contracts/audit.ts';
import { jobs } from '#contracts/jobs.ts';
import { people } from '#contracts/people.ts';
import { expectSound } from '../support/axe.ts';
import { onAcademyTime, pageOf } from '../support/browser.ts';
import { detail } from '../support/people.ts';
import { checked } from '../support/people-import.ts';
import {
  createOrganisation,
  createPerson,
  nationalAdmin,
  newId,
  settled,
  signIn,
  type TestClient,
  until,
} from '../support/stack.ts';

const markup = '<img src=x onerror="document.hacked=1"><script>document.hacked=1</script>';
/** {{template}}, an entity, a link that runs */
const signs = '{{name}} &lt;b&gt; javascript:document.hacked=1 ${1}';
const long = 'Ж'.repeat(100);
/** from right to left, with its mark */
const turned = 'אבגדה\u200f';
/** turns around all that follows: refused in names, shown where somebody asks why */
const override = 'Ко\u202Eваль';
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const names = { markup, signs, long, turned };

let academyId: string;
let personId: string;
let importId: string;
let jobId: string;
let admin: TestClient;

beforeAll(async () => {
  academyId = await createOrganisation('academy', undefined, { uk: markup + long, en: signs });
  await createOrganisation('unit', academyId, { uk: turned, en: long });
  const { login } = await createPerson(academyId, ['academyAdmin'], { familyName: markup, givenName: long });
  admin = await signIn(login);
  const [person] = await Promise.all([
    createPerson(academyId, ['learner'], { familyName: markup, givenName: turned }),
    createPerson(academyId, ['learner'], { familyName: long, givenName: signs }),
  ]);
  personId = person.id;
  const { revision } = await detail(admin, personId);
  await admin.call(people.changePerson, {
    params: { personId },
    body: { familyName: signs, givenName: markup, revision },
  });
  const text = [
    `Прізвище;Ім’я;Пошта;Роль;${quoted(markup)}`,
    `${long};${turned};o.${newId('person').toLowerCase().replace('_', '.')}@kurs.test;;`,
    `${quoted(markup)};Олена;${quoted(markup)};${quoted(signs)};`,
    `${override};=1+1;${turned};${long};`,
  ].join('\n');
  importId = (await checked(admin, academyId, [{ kind: 'people', text }])).jobId;
  jobId = newId('job');
  await admin.call(audit.startPersonExport, { params: { personId }, body: { jobId } });
  await until(
    () => admin.call(jobs.job, { params: { jobId } }),
    ({ state }) => state === 'succeeded',
  );
  await settled();
});

it('names, values of a file and changes stand there as text, and no window is too narrow for them', async () => {
  const page = await pageOf(await nationalAdmin(), { reducedMotion: 'reduce', serviceWorkers: 'block' });
  await onAcademyTime(page);
  const organisation = `/organisations/${academyId}`;
  const asked = new URLSearchParams({ organisation: academyId, person: personId }).toString();
  const shown: [path: string, name: keyof typeof names][] = [
    [`/people?organisation=${academyId}`, 'long'],
    [`/people/${personId}`, 'turned'],
    [`/people/new?organisation=${academyId}`, 'markup'],
    [organisation, 'turned'],
    [`${organisation}?view=roles`, 'markup'],
    [`${organisation}?view=settings`, 'markup'],
    [`/audit?view=day&${asked}`, 'turned'],
    [`/audit?view=person&${asked}`, 'turned'],
  ];
  for (const [path, name] of shown) await expectText(page, path, names[name]);
});

it('and so do those of the academy itself', async () => {
  const page = await pageOf(admin, { reducedMotion: 'reduce', serviceWorkers: 'block' });
  await expectText(page, `/people/imports/${importId}`, markup.slice(0, 40));
  await expectText(page, `/people/imports/${importId}`, override);
  await expectText(page, '/jobs', markup);
  await expectText(page, `/jobs/${jobId}`, markup);
  await expectText(page, '/record', markup);
  await expectText(page, '/profile', markup);
});

/** The page shows the text as it is – in the heading, a row or a field –, nothing of it ran, and all of it fits. */
async function expectText(page: Page, path: string, text: string): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 1000 });
    await page.goto(path);
    await page.waitForFunction(isShown, text);
    await expectSound(page, `${path} ${width}`);
  }
  const found = await page.evaluate(() => ({
    hacked: 'hacked' in document,
    scripts: [...document.scripts].filter(({ src }) => !src).length,
    images: document.querySelectorAll('img[src="x"], [onerror], main script').length,
    links: document.querySelectorAll('a[href^="javascript"]').length,
  }));
  expect(found, path).toEqual({ hacked: false, scripts: 0, images: 0, links: 0 });
}

/** Runs in the page. */
const isShown = (text: string) => {
  const fields = [...document.querySelectorAll('main input')].map((field) => (field as HTMLInputElement).value);
  return [document.querySelector('main')?.textContent ?? '', ...fields].some((one) => one.includes(text));
};
