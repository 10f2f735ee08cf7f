/// <reference lib="dom" />
/** axe-core in a page. It is evaluated through the debugger: our CSP would refuse a script tag. */
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const options = {
  resultTypes: ['violations'],
  rules: { 'target-size': { enabled: true } },
} satisfies Parameters<typeof axe.run>[1];

/** Fails with rule, place and reason of whatever axe finds. */
export async function expectAccessible(page: Page, about = ''): Promise<void> {
  expect(await violationsOf(page), `axe ${about}`).toEqual([]);
}

/** One line per finding. */
export async function violationsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
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
