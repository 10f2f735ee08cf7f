/** What a first visit of home, of a lesson and of a lesson with a lecture brings over the wire, in Chromium. */
import { chromium, type Browser } from 'playwright-core';
import type { Client } from '../../infra/local/client.ts';
import { demoCourseId } from '../../infra/local/demo.ts';
import { launchBrowser } from '../support/browser-server.ts';
import { atEnd } from './closings.ts';
import { demoLessons, freshPlace, run, seed, signInLearners } from './fresh-stack.ts';
import { budgets, reference } from './reference.ts';
import { kB, notes, printTable, rounded } from './report.ts';
import {
  bodyBytes,
  forBrowser,
  inSeries,
  isCode,
  isSegment,
  visit,
  waterfall,
  wireBytes,
  type Exchange,
  type Visit,
  type VisitOptions,
} from './visit.ts';

/** Covers the picture; a click on it plays. */
export const playButton = '.player .cover';

type Figures = ReturnType<typeof figuresOf>;

export async function pages(): Promise<object> {
  const place = await freshPlace();
  const { stack } = await run(place);
  await seed(stack, place);
  const [client] = (await signInLearners(stack, 1)) as [Client];
  const lessons = await demoLessons(client);
  const server = await launchBrowser();
  atEnd(() => server.close());
  const browser = await chromium.connect(server.wsEndpoint());
  const look = async (path: string, options: VisitOptions = {}) => firstVisit(browser, client, path, options);
  const lessonPath = (id: string) => `/courses/${demoCourseId}/lessons/${id}`;

  const home = figuresOf(await look('/'));
  const lesson = figuresOf(await look(lessonPath(lessons.without.id)));
  const lecture = figuresOf(await look(lessonPath(lessons.withLecture.id), { play: playButton }));
  const ratios = {
    homeToBudget: rounded(home.codeKB / budgets.homeKB),
    lessonToBudget: rounded(lesson.codeKB / budgets.lessonKB),
    lectureToLesson: rounded(lecture.codeKB / lesson.codeKB),
    homeBytesToReference: rounded(home.allKB / reference.dashboardKB),
    homeRequestsToReference: rounded(home.requests / reference.dashboardRequests),
  };
  show({ home, lesson, lecture }, ratios);
  const requests = { home: home.requests, lesson: lesson.requests, lecture: lecture.requests };
  return {
    homeKB: home.codeKB,
    lessonKB: lesson.codeKB,
    lectureKB: lecture.codeKB,
    requests,
    home,
    lesson,
    lecture,
    ratios,
  };
}

async function firstVisit(browser: Browser, client: Client, path: string, options: VisitOptions): Promise<Visit> {
  const context = await browser.newContext({ locale: 'uk-UA', timezoneId: 'Europe/Kyiv' });
  try {
    await context.addCookies(forBrowser(client.cookies()));
    return await visit(await context.newPage(), client.origin + path, options);
  } finally {
    await context.close();
  }
}

/** Until the page is usable; with a lecture, until it plays. */
function figuresOf({ document, asked, needed, all, usableMs, playing }: Visit) {
  const counted = playing?.exchanges ?? asked;
  const withoutMedia = [document, ...counted].filter((one) => !isSegment(one));
  const isLong = inSeries(needed) > budgets.inSeries;
  if (isLong)
    console.log(
      `\n${document.path} needs more than ${budgets.inSeries} requests in series:\n${waterfall([document, ...needed])}`,
    );
  const parts = (ending: RegExp) => kB(bodyBytes(counted.filter((one) => ending.test(one.path))));
  return {
    codeKB: kB(bodyBytes(counted.filter(isCode))),
    js: parts(/\.m?js$/),
    css: parts(/\.css$/),
    fonts: parts(/\.woff2?$/),
    apiKB: parts(/^\/api\/(?!.*\/pictures\/)/),
    /** all bytes, headers too, without picture and sound */
    allKB: kB(wireBytes(withoutMedia)),
    mediaKB: kB(wireBytes(counted.filter(isSegment))),
    requests: withoutMedia.length,
    inSeries: inSeries(needed),
    /** until the page was quiet: with what is fetched in advance for later */
    quiet: quietFigures([document, ...all]),
    usableMs: Math.round(usableMs),
    ...(playing && { playingMs: Math.round(playing.ms) }),
  };
}

function quietFigures(all: Exchange[]) {
  const withoutMedia = all.filter((one) => !isSegment(one));
  return {
    codeKB: kB(bodyBytes(withoutMedia.filter(isCode))),
    allKB: kB(wireBytes(withoutMedia)),
    requests: withoutMedia.length,
  };
}

function show(figures: Record<string, Figures>, ratios: Record<string, number>): void {
  printTable(
    'First visits, signed in, empty cache; kB on the wire',
    Object.entries(figures).map(([page, { quiet: later, playingMs = '–', ...one }]) => ({
      page,
      'JS+CSS+fonts': one.codeKB,
      JS: one.js,
      CSS: one.css,
      fonts: one.fonts,
      API: one.apiKB,
      all: one.allKB,
      media: one.mediaKB,
      requests: one.requests,
      'in series': one.inSeries,
      'all until quiet': later.allKB,
      usableMs: one.usableMs,
      playingMs: String(playingMs),
    })),
  );
  printTable(
    'Ratios',
    Object.entries(ratios).map(([ratio, value]) => ({ ratio, value })),
  );
  notes(
    'Until the page is usable (heading and content stand), the lecture until its picture moves. Sizes of JS, CSS, fonts',
    'and API: bodies as sent; all: with headers and the document, without picture and sound. In series: the longest row of',
    'requests after the document, each begun after another had ended, at 200 ms of latency, which is in the times too.',
  );
}
