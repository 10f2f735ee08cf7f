/// <reference lib="dom" />
/** axe-core in a page. It is evaluated through the debugger: our CSP would refuse a script tag. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** less than half of what the readable one weighs, and it goes to the browser with every page */
const script = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const everything: RunOptions = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } };
/** What can be another in another scheme; everything else depends on structure, words and sizes. */
const colours: RunOptions = { resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block'] };

/** Fails with rule, place and reason of whatever axe finds. */
export async function expectAccessible(page: Page, about = ''): Promise<void> {
  expect(await violationsOf(page), `axe ${about}`).toEqual([]);
}

/** The same for a page that was looked at in another colour scheme: whatever depends on colours. */
export async function expectReadable(page: Page, about = ''): Promise<void> {
  expect(await violationsOf(page, colours), `axe ${about}`).toEqual([]);
}

/** The pages to come in this window bring axe along. */
export const bringAxe = (page: Page): Promise<unknown> => page.addInitScript({ content: script });

/** One line per finding. */
export async function violationsOf(page: Page, options: RunOptions = everything): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(script);
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} – ${failureSummary?.replace(/\s+/g, ' ')}`),
  );
}

/** What no rule of axe's promises: one heading of the first level, one main part, and no scrolling sideways. */
export async function expectSound(page: Page, about = ''): Promise<void> {
  const found = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const tooWide = [...document.querySelectorAll('body *')]
      .filter((each) => each.getBoundingClientRect().right > clientWidth + 1)
      .map((each) => `${each.tagName.toLowerCase()}.${each.className}`);
    return {
      headings: document.querySelectorAll('h1').length,
      mains: document.querySelectorAll('main').length,
      tooWide: scrollWidth > clientWidth ? tooWide : [],
    };
  });
  expect(found, about).toEqual({ headings: 1, mains: 1, tooWide: [] });
}
