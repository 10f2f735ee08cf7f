/**
 * The demo service, brought in through the public API: organisations, people, a course, and what learners have done.
 * Every id is derived from the content, so that a seed cut off in the middle goes on where it stopped.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bundle } from '#contracts/bundle.ts';
import { hasEnded, idPrefixes, type IdKind, type Language, type Localised } from '#contracts/common.ts';
import { courses } from '#contracts/courses.ts';
import { organisations, type OrganisationKind } from '#contracts/organisations.ts';
import { people } from '#contracts/people.ts';
import type { Role } from '#contracts/permissions.ts';
import { reviews } from '#contracts/reviews.ts';
import { Client } from './client.ts';
import { importMany } from './many-people.ts';
import { demoPassword } from './provider.ts';
import { seedLearning, seedWatching } from './demo-activity.ts';
import { seedLecture } from './demo-lecture.ts';
import { seedNorms } from './demo-norms.ts';
import { seedOfficerCourse } from './demo-officer.ts';
import { seedQuestions } from './demo-questions.ts';
import { seedQuizzes } from './demo-quizzes.ts';
import type { LocalStack } from './stack.ts';

const content = fileURLToPath(new URL('../../content/', import.meta.url));
const courseFolder = join(content, 'courses/human-rights');

export interface DemoOrganisation {
  key: string;
  parent: string | null;
  kind: OrganisationKind;
  name: Localised;
  timeZone: string;
  languages: Language[];
}
export interface DemoPerson {
  key: string;
  givenName: string;
  familyName: string;
  login: string;
  locale: Language;
  timeZone: string;
  memberships: { organisation: string; roles: Role[] }[];
  demo?: boolean;
}
type Say = (message: string) => void;

const load = <T>(name: string): T => JSON.parse(readFileSync(join(content, 'demo', name), 'utf8')) as T;
export const demoPeople = (): DemoPerson[] => load('people.json');
const demoOrganisations = (): DemoOrganisation[] => load('organisations.json');

/** The same id for the same key on every machine. */
export function demoId(kind: IdKind, key: string): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const bytes = createHash('sha256').update(`demo ${kind} ${key}`).digest();
  const body = Array.from({ length: 26 }, (_, index) => alphabet[bytes[index]! & (index ? 31 : 7)]).join('');
  return `${idPrefixes[kind]}_${body}`;
}
export const demoCourseId = demoId('course', 'human-rights');

/**
 * Seeds what a newcomer needs and answers; the promise in `rest` goes on in the background (watched lectures).
 * A second call on the same data does nothing.
 */
export async function seedDemo(
  stack: LocalStack,
  options: { dataDir: string; say: Say },
): Promise<{ rest: Promise<void> }> {
  const marker = join(options.dataDir, 'demo.json');
  const state = existsSync(marker)
    ? (JSON.parse(readFileSync(marker, 'utf8')) as {
        done: 'learning' | 'all';
        norms?: true;
        officer?: true;
        questions?: true;
        lecture?: true;
        tests?: true;
      })
    : undefined;
  if (!state) await seedPeople(stack, options.say);
  // data of an earlier Kurs has none, and no second course
  if (!state?.norms) await seedNorms(await nationalAdministrator(stack), options.say);
  if (!state) {
    await seedCourse(stack, options.say);
    await seedLearning(stack, options.say);
    writeFileSync(marker, JSON.stringify({ done: 'learning', norms: true }));
  }
  const rest = Promise.all([
    state?.done === 'all' ? undefined : seedWatching(stack, options.say),
    state?.officer ? undefined : seedOfficerCourse(stack, options.say),
    state?.questions ? undefined : seedQuestions(stack, options.say),
  ]);
  const all = { done: 'all', norms: true, officer: true, questions: true };
  const keep = (more: object) => writeFileSync(marker, JSON.stringify({ ...all, ...more }));
  // last of all: they are made of the questions, and 300 attempts are the most work
  const withTests = async () => {
    await rest;
    keep({ lecture: state?.lecture });
    if (!state?.lecture) await seedLecture(stack, options.say);
    keep({ lecture: true });
    if (!state?.tests) await seedQuizzes(stack, options.say);
    keep({ lecture: true, tests: true });
  };
  return { rest: withTests() };
}

async function seedPeople(stack: LocalStack, say: Say): Promise<void> {
  const tree = demoOrganisations();
  const everybody = demoPeople();
  const root = tree.find((each) => each.parent === null)!;
  const first = everybody.find((each) =>
    each.memberships.some((membership) => membership.roles.includes('nationalAdmin')),
  )!;
  await stack.invoke('identity-bootstrap', {
    organisation: { id: demoId('organisation', root.key), name: root.name, timeZone: root.timeZone },
    administrator: {
      id: demoId('person', first.key),
      givenName: first.givenName,
      familyName: first.familyName,
      login: first.login,
    },
    now: stack.clock.now(),
  });
  await stack.accounts.setPassword(first.login, demoPassword, { demo: true });
  const administrator = await new Client(stack.origin).signIn(first.login, demoPassword);
  for (const { key, parent, kind, ...settings } of tree.filter((each) => each.parent !== null)) {
    const body = {
      id: demoId('organisation', key),
      parentId: demoId('organisation', parent!),
      kind: kind as 'academy',
      ...settings,
    };
    await administrator.call(organisations.createOrganisation, { body });
  }
  say(`${tree.length} organisations`);
  for (const person of everybody.filter((each) => each.key !== first.key))
    await createPerson(stack, administrator, person);
  say(`${everybody.length} people`);
}

async function createPerson(stack: LocalStack, administrator: Client, person: DemoPerson): Promise<void> {
  const { key, memberships, demo, ...rest } = person;
  const placed = memberships.map(({ organisation, roles }) => ({
    organisationId: demoId('organisation', organisation),
    roles,
  }));
  await administrator.call(people.createPerson, {
    body: { ...rest, id: demoId('person', key), memberships: placed },
  });
  await stack.accounts.setPassword(person.login, demoPassword, { demo: demo ?? false });
}

function nationalAdministrator(stack: LocalStack): Promise<Client> {
  const first = demoPeople().find(({ memberships }) =>
    memberships.some(({ roles }) => roles.includes('nationalAdmin')),
  )!;
  return new Client(stack.origin).signIn(first.login, demoPassword);
}

/** Imports made-up people into the demo's organisations, as its national administrator; says how far it is every tenth. */
export async function seedManyPeople(stack: LocalStack, count: number, say: Say): Promise<void> {
  const places = demoOrganisations();
  const root = places.find((each) => each.parent === null)!;
  const client = await nationalAdministrator(stack);
  const started = Date.now();
  let told = 0;
  const job = await importMany(client, count, {
    jobId: demoId('job', `${count} people`),
    homeId: demoId('organisation', root.key),
    organisationIds: places.filter((each) => each !== root).map(({ key }) => demoId('organisation', key)),
    progress({ done, total }) {
      const tenth = Math.floor((done / total) * 10);
      if (tenth <= told) return;
      told = tenth;
      say(`${done} of ${total} people (${Math.round((Date.now() - started) / 1000)} s)`);
    },
  });
  say(
    `import of people: ${job.state} ${Object.entries(job.result ?? job.failure ?? {})
      .map(([name, value]) => `${name} ${String(value)}`)
      .join(', ')}`,
  );
}

/** An instructor brings the course in, the academy's reviewer looks it through and approves: then learners see it. */
async function seedCourse(stack: LocalStack, say: Say): Promise<void> {
  const [instructor, reviewer] = await Promise.all(
    ['instructor@kurs.example', 'reviewer@kurs.example'].map((login) =>
      new Client(stack.origin).signIn(login, demoPassword),
    ),
  );
  const reviewId = await importBundle(instructor!, courseFolder, {
    courseId: demoCourseId,
    organisationId: demoId('organisation', 'naddniprianska'),
  });
  if (reviewId) await approve(reviewer!, { courseId: demoCourseId, reviewId });
  say(`course «${demoCourseTitle()}»`);
}

const demoCourseTitle = (): string => Object.values(bundleIn(courseFolder).title)[0] ?? '';
const bundleIn = (folder: string): Bundle => JSON.parse(readFileSync(join(folder, 'course.json'), 'utf8')) as Bundle;

/** Imports the bundle in a folder: announce, put the files, run, wait. Answers the review that it opens, if it brings anything new. */
export async function importBundle(
  client: Client,
  folder: string,
  options: { courseId: string; organisationId: string; jobId?: string },
): Promise<string | undefined> {
  const bundle = bundleIn(folder);
  const jobId = options.jobId ?? demoId('job', `import ${options.courseId}`);
  const body = { jobId, courseId: options.courseId, organisationId: options.organisationId, bundle };
  const { uploads } = await client.call(courses.startImport, { body });
  for (const { path, url, headers } of uploads) {
    const answer = await fetch(url, { method: 'PUT', headers, body: readFileSync(join(folder, path)) });
    if (!answer.ok) throw new Error(`upload of ${path}: ${answer.status} ${await answer.text()}`);
  }
  await client.call(courses.runImport, { params: { jobId } });
  const job = await until(() => client.call(courses.importJob, { params: { jobId } }), hasEnded);
  if (job.state !== 'succeeded')
    throw new Error(`import ${job.state}: ${job.failure?.code} ${JSON.stringify(job.failure?.details)}`);
  return job.result?.['reviewId'];
}

/** Approves every part of a review that waits, and waits for the release. */
export async function approve(reviewer: Client, params: { courseId: string; reviewId: string }): Promise<void> {
  const { parts } = await reviewer.call(reviews.review, { params });
  for (const { part, state } of parts) {
    const body = { part, decision: 'approve' as const, note: null };
    if (state === 'open') await reviewer.call(reviews.decide, { params, body });
  }
  await until(
    () => reviewer.call(reviews.review, { params }),
    ({ state }) => state === 'released',
  );
}

/** Asks until the answer fits. */
export async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
