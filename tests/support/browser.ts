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
import { now } from './stack.ts';

let connected: Promise<Browser> | undefined;
/** windows opened so far: several of one test are photographed side by side */
let windows = 0;

/** Runs in the page. */
const tellViolations = `document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
  kursViolation(violatedDirective + ' ' + blockedURI + ' ' + sourceFile));`;

export interface PageOptions extends BrowserContextOptions {
  /** problems this test expects, e.g. `/status of 401/` */
  allow?: RegExp[];
}

/** A page in a context of its own, with what went wrong on it. */
export interface OpenPage {
  page: Page;
  /** Fails on what went wrong since the last time and was not expected. */
  judge(allow?: readonly RegExp[]): void;
  /** Keeps what a failed test saw last. */
  photograph(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a page at the stack under test; whoever opens it judges and closes it. */
export async function openPage(context: BrowserContextOptions = {}): Promise<OpenPage> {
  connected ??= chromium.connect(inject('browser'));
  const browser = await connected;
  const opened = await browser.newContext({
    baseURL: inject('origin'),
    locale: 'uk-UA',
    timezoneId: 'Europe/Kyiv',
    ...context,
  });
  const problems: string[] = [];
  const number = (windows += 1);
  await opened.exposeBinding('kursViolation', (_source, text: string) => void problems.push(`CSP: ${text}`));
  await opened.addInitScript({ content: tellViolations });
  opened.on('page', (page) => watch(page, problems));
  return {
    page: await opened.newPage(),
    close: () => opened.close(),
    photograph: (name) => photograph(opened, `${name} ${number}`),
    judge(allow = []) {
      const bad = problems.splice(0).filter((problem) => !allow.some((pattern) => pattern.test(problem)));
      expect(bad, 'problems in the browser').toEqual([]);
    },
  };
}

/** A page in a context of its own at the stack under test; closed when the test ends, and judged then. */
export async function newPage({ allow = [], ...context }: PageOptions = {}): Promise<Page> {
  const opened = await openPage(context);
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await opened.photograph(task.name);
    await opened.close();
    opened.judge(allow);
  });
  return opened.page;
}

/** A page of somebody who is signed in already. */
export async function pageOf(client: Client, options: PageOptions = {}): Promise<Page> {
  const page = await newPage(options);
  await signInBy(page, client);
  return page;
}

/** The page lives on the academy's day: tests move its clock, and what is of tomorrow is not asked for today. */
export const onAcademyTime = async (page: Page): Promise<void> => page.clock.setSystemTime(await now());

/** Whose page it is from now on. */
export const signInBy = (page: Page, client: Client): Promise<void> =>
  page.context().addCookies(forBrowser(client.cookies()));

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
