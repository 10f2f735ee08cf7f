/// <reference lib="dom" />
/** Every page for those who learn and teach, as the accessibility journeys visit them; the others: office-places.ts. */
import type { Page } from 'playwright-core';
import { newPage, onAcademyTime, pageOf, type PageOptions } from '../support/browser.ts';
import { courseBundle, setFile } from '../support/bundle.ts';
import { createSchool, newLearner, type School } from '../support/school.ts';
import { newId, type TestClient } from '../support/stack.ts';

export interface Place<Ground = School, Who = 'newcomer' | 'learner' | 'instructor'> {
  name: string;
  /** nobody is signed in where it is left out */
  who?: Who;
  path(ground: Ground): string;
  /** selector of what stands there once the page is complete */
  ready: string;
  /** selector of a button that opens a dialog */
  press?: string;
  allow?: RegExp[];
}

export const places: Place[] = [
  { name: 'sign-in', path: () => '/sign-in', ready: 'main .btn.main' },
  { name: 'the provider’s sign-in', path: () => '/api/identity/sign-in', ready: '#login' },
  { name: 'home, empty', who: 'newcomer', path: () => '/', ready: 'main .empty' },
  { name: 'home', who: 'learner', path: () => '/', ready: '#mine' },
  { name: 'home of an instructor', who: 'instructor', path: () => '/', ready: 'main .note' },
  { name: 'courses', who: 'learner', path: () => '/courses', ready: 'main li .far' },
  { name: 'course', who: 'learner', path: ({ coursePath }) => coursePath, ready: '.far' },
  { name: 'course, not enrolled', who: 'newcomer', path: ({ coursePath }) => coursePath, ready: 'button.main' },
  { name: 'lesson', who: 'learner', path: ({ lessonPath }) => lessonPath('law'), ready: 'main table' },
  { name: 'lesson, not enrolled', who: 'newcomer', path: ({ lessonPath }) => lessonPath('talk'), ready: '.notices' },
  { name: 'lesson with a lecture', who: 'learner', path: ({ lessonPath }) => lessonPath('talk'), ready: '.lines li' },
  {
    name: 'contents beside a lesson',
    who: 'learner',
    path: ({ lessonPath }) => lessonPath('law'),
    ready: '.lesson-notes',
    press: '[aria-keyshortcuts="T"]',
  },
  { name: 'my notes', who: 'learner', path: ({ coursePath }) => `${coursePath}/notes`, ready: 'main .empty' },
  { name: 'my error reports', who: 'learner', path: () => '/reports', ready: 'main .empty' },
  {
    name: 'a course on paper',
    who: 'learner',
    path: ({ coursePath }) => `${coursePath}/print?language=uk`,
    ready: '.sheet-lesson',
  },
  { name: 'learners', who: 'instructor', path: ({ coursePath }) => `${coursePath}/learners`, ready: 'table' },
  { name: 'profile', who: 'learner', path: () => '/profile', ready: '#second-factor' },
  { name: 'invitation, without its link', path: () => '/invitation', ready: 'main .lead' },
  {
    name: 'an invitation that no longer works',
    path: () => `/invitation#${'x'.repeat(43)}`,
    ready: 'main [role=alert]',
    allow: [/status of 410/],
  },
  { name: 'not found', who: 'learner', path: () => '/nowhere', ready: 'main .btn.main' },
  {
    name: 'a course that does not open',
    who: 'learner',
    path: () => `/courses/${newId('course')}`,
    ready: 'main [role=alert]',
    allow: [/status of 404/],
  },
];

/** What the places stand on, and one person of each kind, signed in. */
export interface World<Ground = School, Who extends string = 'newcomer' | 'learner' | 'instructor'> {
  ground: Ground;
  people: Record<Who, TestClient>;
}

const richText = `# Право

Людина має право[^1] на **повагу** і [захист](https://example.org/).

![Схема затримання](law/scheme.png "Схема")

## Порядок дій

1. Представитися
2. Пояснити причину

> [!WARNING]
> Застосування сили записують одразу.

> Усі люди народжуються вільними.

**Строки затримання**

| Випадок | Годин |
|---|---:|
| Звичайний | 3 |
| За рішенням суду | 72 |

\`\`\`
стаття 29
\`\`\`

[^1]: Загальна декларація прав людини, стаття 1.
`;

/** A school, and one person of each kind. */
export async function createWorld(): Promise<World> {
  const made = courseBundle();
  for (const path of ['law/uk.md', 'law/en.md']) setFile(made, path, 'text/markdown', richText);
  const school = await createSchool(made);
  const [newcomer, learner] = [await newLearner(school, { enrolled: false }), await newLearner(school)];
  return { ground: school, people: { newcomer: newcomer.client, learner: learner.client, instructor: school.teacher } };
}

/** A new page at this place. */
export async function arrive<Ground, Who extends string>(
  world: World<Ground, Who>,
  place: Place<Ground, Who>,
  options: PageOptions = {},
): Promise<Page> {
  const page = await pageFor(world, place, options);
  await show(page, world.ground, place);
  return page;
}

/** A new page of whom the place is for, empty as yet. */
export function pageFor<Ground, Who extends string>(
  { people }: World<Ground, Who>,
  { who, allow = [] }: Place<Ground, Who>,
  options: PageOptions = {},
): Promise<Page> {
  const context = { reducedMotion: 'reduce', serviceWorkers: 'block', allow, ...options } as const;
  return who ? pageOf(people[who], context) : newPage(context);
}

export async function show<Ground>(page: Page, ground: Ground, place: Place<Ground, string>): Promise<void> {
  // other tests move the clock of the academy
  await onAcademyTime(page);
  await page.goto(place.path(ground));
  await page.locator(place.ready).first().waitFor();
  if (place.press) {
    await page.locator(place.press).first().click();
    await page.locator('dialog[open], [role=dialog]').first().waitFor();
  }
  await page.locator('.bones').first().waitFor({ state: 'detached' });
}

/**
 * From the next page on every Ukrainian text of the interface is about 40 % longer: each vowel twice, with an accent. By the
 * debugger and not by a route: with a route the browser keeps nothing from one page to the next.
 */
export async function lengthen(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  session.on('Fetch.requestPaused', async ({ requestId, responseHeaders = [] }) => {
    const { body, base64Encoded } = await session.send('Fetch.getResponseBody', { requestId });
    const module = Buffer.from(body, base64Encoded ? 'base64' : 'utf8').toString();
    await session.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: 200,
      responseHeaders: responseHeaders.filter(({ name }) => !/^content-(encoding|length)$/i.test(name)),
      body: Buffer.from(await longerModule(module)).toString('base64'),
    });
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*/assets/uk-*.js', requestStage: 'Response' }] });
}

async function longerModule(text: string): Promise<string> {
  const address = `data:text/javascript,${encodeURIComponent(text)}`;
  const { default: words } = (await import(/* @vite-ignore */ address)) as { default: Record<string, string> };
  const longer = Object.fromEntries(Object.entries(words).map(([key, word]) => [key, longerText(word)]));
  return `export default ${JSON.stringify(longer)}`;
}

const longerText = (text: string) =>
  text.replace(/\{\{\w+\}\}|[аеєиіїоуюя]/gi, (found) => (found.startsWith('{{') ? found : `${found}\u0301${found}`));
