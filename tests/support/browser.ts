/** Pages for journeys: each fails its test on a CSP violation, a console error, a page error or a failed request. */
import { join } from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from 'playwright-core';
import { expect, inject, onTestFinished } from 'vitest';
import { root } from '../../infra/local/build.ts';
import type { Client } from '../../infra/local/client.ts';
import { forBrowser } from '../load/visit.ts';
import { testPassword } from './global-setup.ts';

let connected: Promise<Browser> | undefined;

/** Runs in the page. */
const tellViolations = `document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
  kursViolation(violatedDirective + ' ' + blockedURI + ' ' + sourceFile));`;

export interface PageOptions extends BrowserContextOptions {
  /** problems this test expects, e.g. `/status of 401/` */
  allow?: RegExp[];
}

/** A page in a context of its own at the stack under test; closed when the test ends, and judged then. */
export async function newPage({ allow = [], ...context }: PageOptions = {}): Promise<Page> {
  connected ??= chromium.connect(inject('browser'));
  const browser = await connected;
  const opened = await browser.newContext({
    baseURL: inject('origin'),
    locale: 'uk-UA',
    timezoneId: 'Europe/Kyiv',
    ...context,
  });
  const problems: string[] = [];
  await opened.exposeBinding('kursViolation', (_source, text: string) => void problems.push(`CSP: ${text}`));
  await opened.addInitScript({ content: tellViolations });
  opened.on('page', (page) => watch(page, problems));
  const page = await opened.newPage();
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await photograph(opened, task.name);
    await opened.close();
    expect(
      problems.filter((problem) => !allow.some((pattern) => pattern.test(problem))),
      'problems in the browser',
    ).toEqual([]);
  });
  return page;
}

/** A page of somebody who is signed in already. */
export async function pageOf(client: Client, options: PageOptions = {}): Promise<Page> {
  const page = await newPage(options);
  await page.context().addCookies(forBrowser(client.cookies()));
  return page;
}

/** Signs in on the provider's page as a person a test made, and waits until the app is back. */
export async function signInOn(page: Page, login: string, returnTo = '/'): Promise<void> {
  await page.goto(`/api/identity/sign-in?${new URLSearchParams({ returnTo })}`);
  await page.fill('#login', login);
  await page.fill('#password', testPassword);
  await Promise.all([page.waitForURL(`${inject('origin')}/**`), page.click('button[type=submit]')]);
}

/** Clicks what brings a file, and reads the file. */
export async function downloaded(page: Page, link: Locator): Promise<{ name: string; bytes: Buffer; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const bytes = Buffer.concat(await (await download.createReadStream()).toArray());
  return { name: download.suggestedFilename(), bytes, text: bytes.toString('utf8') };
}

/** What a failed test saw last, under `.build/journeys`. */
async function photograph(context: BrowserContext, name: string): Promise<void> {
  const file = (index: number) => join(root, `.build/journeys/${name.replace(/[^\wа-яіїєґ]+/gi, '-')}-${index}.png`);
  for (const [index, page] of context.pages().entries()) {
    await page.screenshot({ path: file(index), timeout: 5_000 }).catch(() => undefined);
  }
}

function watch(page: Page, problems: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`));
  page.on('requestfailed', (request) => {
    // a page that is left, or a player that changes its mind, aborts requests
    const why = request.failure()?.errorText ?? '';
    if (why !== 'net::ERR_ABORTED') problems.push(`request: ${why} ${request.url()}`);
  });
}
