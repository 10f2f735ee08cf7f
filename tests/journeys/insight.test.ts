/// <reference lib="dom" />
/** How a lecture is watched, as its author sees it: from the list of learners, with pointer, keyboard and table. */
import { describe, expect, it } from 'vitest';
import { progress } from '#contracts/progress.ts';
import { pageOf } from '../support/browser.ts';
import { courseBundle, importCourse, smallBundle, withLecture } from '../support/bundle.ts';
import { createSchool, newLearner, type School } from '../support/school.ts';
import { accessiblePlaces } from './accessible.ts';
import type { Place } from './places.ts';

interface Ground {
  school: School;
  /** with a lecture that nobody has watched; without any */
  unwatched: string;
  bare: string;
}

const watching = (courseId: string) => `/courses/${courseId}/watching`;
const places: Place<Ground, 'teacher'>[] = [
  {
    name: 'how a lecture is watched',
    who: 'teacher',
    path: ({ school }) => watching(school.courseId),
    ready: 'main [role=slider]',
  },
  {
    name: 'a lecture too few have watched',
    who: 'teacher',
    path: ({ unwatched }) => watching(unwatched),
    ready: 'main .empty',
  },
  { name: 'a course without lectures', who: 'teacher', path: ({ bare }) => watching(bare), ready: 'main .empty' },
];

const world = accessiblePlaces(places, async () => {
  const school = await createSchool();
  const { teacher, academyId } = school;
  const unwatched = await importCourse(teacher, withLecture(courseBundle('own', 'Нова лекція')), academyId);
  const bare = await importCourse(teacher, smallBundle('Без лекцій'), academyId);
  await Promise.all(Array.from({ length: 12 }, (_, index) => watch(school, index % 2 ? 6 : 3)));
  return { ground: { school, unwatched, bare }, people: { teacher } };
});

/** Somebody new watches the lecture up to a second, and its second and third again. */
async function watch(school: School, seconds: number): Promise<void> {
  const { client } = await newLearner(school);
  const params = { courseId: school.courseId, lessonId: school.lessons.talk, lectureId: school.lectureId };
  const spans: [number, number][] = [[0, seconds]];
  await client.call(progress.reportWatch, {
    params,
    body: { positionSeconds: seconds, spans, again: [[1, 3]], captions: true },
  });
}

describe('an instructor', () => {
  it('goes from the learners to the line, along it by keyboard, to the table and into the lecture', async () => {
    const { school } = world().ground;
    const page = await pageOf(school.teacher);
    await page.goto(`/courses/${school.courseId}/learners`);
    await page.getByRole('link', { name: 'Як дивляться лекції' }).click();
    const line = page.getByRole('slider', { name: 'Місце в лекції' });
    await line.focus();
    await page.keyboard.press('ArrowRight');
    const said = () => line.getAttribute('aria-valuetext');
    expect(await said()).toMatch(/^0:01 – 0:02; .*Дивилися: щонайменше 8 з 12; Дивилися ще раз: щонайменше 8 з 12$/);
    await page.keyboard.press('End');
    expect(await said()).toMatch(/^0:05 – 0:06; Дивилися: 6 з 12; Дивилися ще раз: менше пʼяти$/);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => line.getAttribute('aria-valuenow')).toBe('5');

    const box = (await line.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2);
    await page.getByText('0:03 – 0:04', { exact: true }).first().waitFor();

    await page.locator('summary', { hasText: 'Те саме таблицею' }).click();
    await expect
      .poll(() => page.locator('tbody th').allTextContents())
      .toEqual(['0:00 – 0:01', '0:01 – 0:03', '0:03 – 0:06']);
    await page.getByRole('link', { name: /Відкрити\sлекцію\sз\s0:03/ }).click();
    await page.waitForURL(`**${school.lessonPath('talk')}?at=3`);
  });
});
