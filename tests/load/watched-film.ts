/** How a film plays in Chromium over a link: when there is a picture, and for how long it stands still. */
import { chromium, type Page } from 'playwright-core';
import { browserCommand } from '../support/browser-server.ts';
import { atEnd } from './closings.ts';
import { kB, rounded } from './report.ts';
import { openLink, type LinkSpeed } from './slow-link.ts';
import type { forBrowser } from './visit.ts';

export interface Film {
  /** its page; the host stands for the server at the other end of the link */
  url: string;
  /** selector of what begins it */
  play: string;
  cookies?: ReturnType<typeof forBrowser>;
  /** what the device remembers, by key of local storage */
  remembered?: Record<string, string>;
}
export interface Watched {
  /** from opening the page until one can press play */
  readyMs: number;
  /** from pressing play to the first picture or sound */
  firstFrameMs: number;
  stalls: number;
  stalledSeconds: number;
  /** of the film, in the time it was watched */
  playedSeconds: number;
  watchedSeconds: number;
  /** size of the picture at the end */
  height: number;
  /** over the link, all together */
  kB: number;
}

const patienceMs = 120_000;
/** a picture that stands still for less is not seen to */
const noticedMs = 50;

/** What a page says of its video; the measuring lies in the page, so that it costs nothing while it plays. */
const observe = `(() => {
  const seen = (window.kursFilm = { first: 0, stalls: 0, stalledMs: 0, since: 0 });
  const on = (name, heard) => document.addEventListener(name, heard, { capture: true });
  const begin = () => { seen.first ||= performance.now(); };
  const wait = (video) => (seen.first ? undefined : video.requestVideoFrameCallback?.(begin));
  on('play', ({ target }) => wait(target));
  on('playing', ({ target }) => {
    // asked before there was anything to play, some browsers forget it
    if (target.videoWidth) wait(target);
    else begin();
    const stood = seen.since && performance.now() - seen.since;
    seen.since = 0;
    if (stood < ${noticedMs}) return;
    seen.stalls += 1;
    seen.stalledMs += stood;
  });
  on('waiting', ({ target }) => {
    if (!seen.first || seen.since || target.seeking) return;
    seen.since = performance.now();
  });
})()`;

interface Seen {
  first: number;
  stalls: number;
  stalledMs: number;
  position: number;
  height: number;
}
/** Runs in the page; a stall under way counts. */
const look = `(() => {
  const { first, stalls, stalledMs, since } = window.kursFilm;
  const video = document.querySelector('video');
  const now = since ? performance.now() - since : 0;
  return { first, stalls: stalls + Number(now > ${noticedMs}), stalledMs: stalledMs + now, position: video?.currentTime ?? 0, height: video?.videoHeight ?? 0 };
})()`;

/** As soon as it plays. */
async function begun(page: Page): Promise<Seen> {
  for (let waited = 0; waited < patienceMs; waited += 200) {
    const seen = (await page.evaluate(look)) as Seen;
    if (seen.first > 0) return seen;
    await page.waitForTimeout(200);
  }
  throw new Error(`${page.url()} never showed a picture`);
}

/** Opens the page over a link of its own with a browser that has never been there, presses play, and watches. */
export async function watchFilm(
  film: Film,
  speed: LinkSpeed,
  seconds: number,
  { begins, ends }: { begins?: () => void; ends?: () => void } = {},
): Promise<Watched> {
  const { host, port } = new URL(film.url);
  const link = await openLink(Number(port), speed);
  const { executablePath, env, args } = await browserCommand();
  const mapped = `--host-resolver-rules=MAP ${host} 127.0.0.1:${link.port}`;
  const browser = await chromium.launch({ executablePath, env, args: [...args, mapped], headless: true });
  const closeBrowser = atEnd(() => browser.close());
  const context = await browser.newContext({ locale: 'uk-UA', timezoneId: 'Europe/Kyiv' });
  await context.addCookies(film.cookies ?? []);
  const page = await context.newPage();
  await page.addInitScript({ content: observe });
  for (const [key, value] of Object.entries(film.remembered ?? {}))
    await page.addInitScript({ content: `localStorage.setItem(${JSON.stringify(key)}, ${JSON.stringify(value)})` });
  const opened = performance.now();
  await page.goto(film.url, { waitUntil: 'commit', timeout: patienceMs });
  await page.locator(film.play).waitFor({ timeout: patienceMs });
  const readyMs = performance.now() - opened;
  const pressed = await page.evaluate('performance.now()');
  await page.locator(film.play).click({ timeout: patienceMs });
  const before = await begun(page);
  begins?.();
  await page.waitForTimeout(seconds * 1000);
  ends?.();
  const after = (await page.evaluate(look)) as Seen;
  const bytes = link.bytes();
  await closeBrowser();
  await link.close();
  return {
    readyMs: Math.round(readyMs),
    firstFrameMs: Math.round(after.first - Number(pressed)),
    stalls: after.stalls,
    stalledSeconds: rounded(after.stalledMs / 1000),
    playedSeconds: rounded(after.position - before.position),
    watchedSeconds: seconds,
    height: after.height,
    kB: kB(bytes),
  };
}
