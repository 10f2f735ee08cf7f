/// <reference lib="dom" />
/** Whatever somebody writes into a course stands there as text, on every page that shows it. */
import { beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { pageOf } from '../support/browser.ts';
import { courseBundle, setFile } from '../support/bundle.ts';
import { createSchool, newLearner, type School } from '../support/school.ts';

const title = '<script>document.hacked=1</script><img src=x onerror="document.hacked=1">';
const text = `# Заняття

${title}

<script>document.hacked=1</script>

[посилання](javascript:document.hacked=1) і ![](https://example.org/pixel.png)

| <b onclick="document.hacked=1">а</b> | б |
|---|---|
| <svg onload="document.hacked=1"> | 2 |
`;
let school: School;

beforeAll(async () => {
  const made = courseBundle('own', title);
  made.bundle.summary = { uk: title };
  made.bundle.outcomes = [{ uk: title }];
  for (const module of made.bundle.modules) {
    module.title = { uk: title };
    for (const lesson of module.lessons) lesson.title = { uk: title };
  }
  setFile(made, 'law/uk.md', 'text/markdown', text);
  school = await createSchool(made);
});

it('markup in titles, summaries and lessons is shown and never run', async () => {
  const { client } = await newLearner(school, { familyName: title });
  const page = await pageOf(client);
  for (const path of ['/', '/courses', school.coursePath, school.lessonPath('law'), school.lessonPath('talk')]) {
    await page.goto(path);
    await expectText(page, path);
  }
  await page.goto(school.lessonPath('law'));
  await page.getByText('<svg onload="document.hacked=1">').waitFor();
  expect(await page.locator('a[href^="javascript"], .read script, .read svg, .read b').count()).toBe(0);

  const list = await pageOf(school.teacher);
  const path = `${school.coursePath}/learners`;
  await list.goto(path);
  await list.getByRole('row', { name: title }).waitFor();
  await expectText(list, path);
});

async function expectText(page: Page, path: string): Promise<void> {
  await page.locator('main').getByText(title).first().waitFor();
  const found = await page.evaluate(() => ({
    hacked: 'hacked' in document,
    scripts: [...document.scripts].filter(({ src }) => !src).length,
    images: document.querySelectorAll('img[src="x"], [onerror], [onload], [onclick]').length,
  }));
  expect(found, path).toEqual({ hacked: false, scripts: 0, images: 0 });
}
