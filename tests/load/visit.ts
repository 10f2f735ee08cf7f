/**
 * A first visit of a page in Chromium, as the network sees it: what came over the wire, and how many requests had to wait
 * for one another. Every request is made 200 ms slower, so that chance does not put into a row what could go side by side.
 */
import type { CDPSession, Page } from 'playwright-core';

export interface Exchange {
  path: string;
  /** seconds on the browser's clock */
  startedAt: number;
  endedAt: number;
  status: number;
  /** as sent, compressed */
  bodyBytes: number;
  headerBytes: number;
}
export interface Visit {
  document: Exchange;
  /** what the page had asked for when it was usable, without the document */
  asked: Exchange[];
  /** those of them that had ended by then: only for these can it have waited */
  needed: Exchange[];
  /** the same and all it asked for until it was quiet, without the document */
  all: Exchange[];
  usableMs: number;
  /** until a lecture's picture moved, where `play` was asked for */
  playing?: { exchanges: Exchange[]; ms: number };
}
export interface VisitOptions {
  /** selector of what clicks a lecture into motion */
  play?: string;
}

const latencyMs = 200;
const patienceMs = 60_000;
const quietMs = 600;

/** Usable: the heading stands and nothing is left of the shape of what is coming. Looked at after each change of the page. */
const marks = `(() => {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('main h1') || document.querySelector('.bones')) return;
    performance.mark('kurs-usable');
    observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true });
  addEventListener('playing', () => performance.mark('kurs-playing'), { capture: true, once: true });
})()`;

/** The page has to be new in a new context, which may hold cookies and nothing else. */
export async function visit(page: Page, url: string, { play }: VisitOptions = {}): Promise<Visit> {
  const session = await page.context().newCDPSession(page);
  const exchanges = await record(session);
  await session.send('Performance.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: latencyMs,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await page.addInitScript({ content: marks });
  await page.goto(url, { waitUntil: 'commit' });
  const usableMs = await markOf(page, 'kurs-usable');
  if (play) await page.click(play, { timeout: patienceMs });
  const playingMs = play ? await markOf(page, 'kurs-playing') : undefined;
  await quiet(exchanges);
  const begun = await navigationStart(session);
  await session.detach();
  return judged(finished(exchanges), { begun, usableMs, playingMs });
}

type Open = Omit<Exchange, 'endedAt'> & { endedAt?: number; cached?: boolean };

async function record(session: CDPSession): Promise<Map<string, Open>> {
  const exchanges = new Map<string, Open>();
  session.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => {
    const { pathname, protocol } = new URL(request.url);
    if (!protocol.startsWith('http')) return;
    exchanges.set(requestId, { path: pathname, startedAt: timestamp, status: 0, bodyBytes: 0, headerBytes: 0 });
  });
  session.on('Network.requestServedFromCache', ({ requestId }) => void exchanges.delete(requestId));
  session.on('Network.responseReceived', ({ requestId, response }) => {
    const one = exchanges.get(requestId);
    if (one) Object.assign(one, { status: response.status, headerBytes: response.encodedDataLength });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
    const one = exchanges.get(requestId);
    if (one) Object.assign(one, { endedAt: timestamp, bodyBytes: Math.max(0, encodedDataLength - one.headerBytes) });
  });
  // a request the page gave up has no size that could be told
  session.on('Network.loadingFailed', ({ requestId }) => void exchanges.delete(requestId));
  await session.send('Network.enable');
  return exchanges;
}

/** Milliseconds from the navigation to a mark. */
async function markOf(page: Page, name: string): Promise<number> {
  for (let waited = 0; waited < patienceMs; waited += 50) {
    // between two documents there is nothing to ask
    const at = await page
      .evaluate((mark) => performance.getEntriesByName(mark)[0]?.startTime, name)
      .catch(() => undefined);
    if (at !== undefined) return at;
    await pause(50);
  }
  throw new Error(`${page.url()} was never marked ${name}`);
}

async function quiet(exchanges: Map<string, Open>): Promise<void> {
  let since = Date.now();
  let seen = -1;
  for (let waited = 0; waited < patienceMs && Date.now() - since < quietMs; waited += 50) {
    const busy = [...exchanges.values()].some((one) => one.endedAt === undefined && !isSegment(one));
    if (busy || exchanges.size !== seen) since = Date.now();
    seen = exchanges.size;
    await pause(50);
  }
}

async function navigationStart(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const found = metrics.find(({ name }) => name === 'NavigationStart');
  if (!found) throw new Error('the browser tells no start of the navigation');
  return found.value;
}

const finished = (exchanges: Map<string, Open>): Exchange[] =>
  [...exchanges.values()]
    .filter((one): one is Exchange => one.endedAt !== undefined)
    .sort((a, b) => a.startedAt - b.startedAt);

function judged(
  exchanges: Exchange[],
  times: { begun: number; usableMs: number; playingMs: number | undefined },
): Visit {
  const [document, ...all] = exchanges;
  if (!document) throw new Error('the browser asked for nothing');
  const wrong = exchanges.find((one) => one.status >= 400);
  if (wrong) throw new Error(`${wrong.path} was answered with ${wrong.status}`);
  const until = (ms: number) => all.filter((one) => one.startedAt <= times.begun + ms / 1000);
  const { usableMs, playingMs } = times;
  const asked = until(usableMs);
  const needed = asked.filter((one) => one.endedAt <= times.begun + usableMs / 1000 && !isOfBrowser(one));
  const visit = { document, asked, needed, all, usableMs };
  return playingMs === undefined ? visit : { ...visit, playing: { exchanges: until(playingMs), ms: playingMs } };
}

/** The longest row of requests each of which began only after another had ended. */
export function inSeries(exchanges: Exchange[]): number {
  const depths: { endedAt: number; depth: number }[] = [];
  for (const { startedAt, endedAt } of [...exchanges].sort((a, b) => a.startedAt - b.startedAt)) {
    const before = depths.filter((one) => one.endedAt <= startedAt).map((one) => one.depth);
    depths.push({ endedAt, depth: 1 + Math.max(0, ...before) });
  }
  return Math.max(0, ...depths.map((one) => one.depth));
}

/** What came when, one line per request, for people who ask why. */
export function waterfall(exchanges: Exchange[]): string {
  const begun = exchanges[0]?.startedAt ?? 0;
  const ms = (at: number) => String(Math.round((at - begun) * 1000)).padStart(5);
  return exchanges
    .map((one) => `${ms(one.startedAt)} –${ms(one.endedAt)} ms ${String(one.bodyBytes).padStart(7)} B  ${one.path}`)
    .join('\n');
}

/** What the browser asks for on its own account, beside the page. */
const isOfBrowser = ({ path }: Exchange): boolean => /^\/(icon|favicon|manifest)[^/]*$/.test(path);
/** JavaScript, style sheets and fonts: what a budget is about. */
export const isCode = ({ path }: Exchange): boolean => /\.(m?js|css|woff2?)$/.test(path);
/** Picture and sound of a lecture; playlists and captions are not. */
export const isSegment = ({ path }: { path: string }): boolean => /\.(m4s|mp4|m4a|aac|ts|cmf[avt])$/.test(path);
export const bodyBytes = (exchanges: Exchange[]): number => exchanges.reduce((sum, one) => sum + one.bodyBytes, 0);
export const wireBytes = (exchanges: Exchange[]): number =>
  exchanges.reduce((sum, one) => sum + one.bodyBytes + one.headerBytes, 0);

/** Cookies of the app's origin as Chromium takes a `__Host-` one: of the host alone, and secure, which localhost counts as. */
export const forBrowser = (cookies: { name: string; value: string }[]) =>
  cookies.map(({ name, value }) => ({ name, value, domain: 'localhost', path: '/', secure: true }));

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
