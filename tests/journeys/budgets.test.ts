/** What a first visit may cost: kilobytes, requests in series, and video.js only where there is a lecture. */
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { budgets } from '../load/reference.ts';
import { bodyBytes, forBrowser, inSeries, isCode, visit, waterfall, type Visit } from '../load/visit.ts';
import { newPage, pageOf } from '../support/browser.ts';
import { courseBundle, importCourse, withLecture } from '../support/bundle.ts';
import { bankOf, runOf } from '../support/exam.ts';
import { singleChoice } from '../support/questions.ts';
import { createAcademyTree, signIn } from '../support/stack.ts';
import { learnerOf, sit } from '../support/tests.ts';

/** A class name that only the engine itself writes. */
const engineWord = 'vjs-tech';

let learner: Awaited<ReturnType<typeof signIn>>;
let lessonPath: (key: 'law' | 'talk') => string;

beforeAll(async () => {
  const tree = await createAcademyTree();
  const courseId = await importCourse(await signIn(tree.instructor.login), withLecture(courseBundle()), tree.academyId);
  learner = await signIn(tree.learner.login);
  await learner.call(courses.enrol, { params: { courseId } });
  const { modules } = await learner.call(courses.course, { params: { courseId } });
  const [law, , talk] = modules.flatMap((module) => module.lessons);
  lessonPath = (key) => `/courses/${courseId}/lessons/${(key === 'law' ? law : talk)?.id}`;
});

/** As somebody who is signed in, with a browser that has never been here. */
async function firstVisit(path: string): Promise<Visit> {
  const page = await newPage();
  await page.context().addCookies(forBrowser(learner.cookies()));
  return visit(page, inject('origin') + path);
}

function judge({ document, asked, needed }: Visit, mostKB: number): void {
  const why = waterfall([document, ...asked]);
  expect(
    bodyBytes(asked.filter(isCode)) / 1000,
    `kB of JavaScript, style sheets and fonts\n${why}`,
  ).toBeLessThanOrEqual(mostKB);
  expect(inSeries(needed), `requests in series after the document\n${why}`).toBeLessThanOrEqual(budgets.inSeries);
}

/** Whether any script the page brought, until it was quiet, holds video.js. */
async function bringsEngine({ all }: Visit): Promise<boolean> {
  const scripts = all.filter(({ path }) => path.endsWith('.js'));
  const texts = await Promise.all(scripts.map(async ({ path }) => (await fetch(inject('origin') + path)).text()));
  return texts.some((text) => text.includes(engineWord));
}

describe('a first visit', () => {
  it('of home stays in its budget and brings no player', async () => {
    const home = await firstVisit('/');
    judge(home, budgets.homeKB);
    expect(await bringsEngine(home)).toBe(false);
  });

  it('of a lesson without a lecture stays in its budget and brings no player', async () => {
    const lesson = await firstVisit(lessonPath('law'));
    judge(lesson, budgets.lessonKB);
    expect(await bringsEngine(lesson)).toBe(false);
  });

  it('of a test adds little to what home and lessons bring', async () => {
    const bank = await bankOf([singleChoice()]);
    const sitter = await learnerOf(bank.academyId);
    const { opened } = await sit(sitter, (await runOf(bank, { layout: 'oneQuestion' })).id);
    const page = await pageOf(sitter);
    const { asked } = await visit(page, `${inject('origin')}/attempts/${opened.id}`);
    const others = [await firstVisit('/'), await firstVisit(lessonPath('law'))].flatMap((each) => each.asked);
    const known = new Set(others.map(({ path }) => path));
    const added = asked.filter((each) => isCode(each) && !known.has(each.path));
    expect(bodyBytes(added) / 1000, waterfall(added)).toBeLessThanOrEqual(budgets.attemptAddsKB);
  });

  it('of a lesson with a lecture brings the player', async () => {
    expect(await bringsEngine(await firstVisit(lessonPath('talk')))).toBe(true);
  });
});
