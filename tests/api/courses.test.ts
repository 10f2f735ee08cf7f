import { beforeAll, describe, expect, it } from 'vitest';
import { courses, type Course } from '#contracts/courses.ts';
import type { Language } from '#contracts/common.ts';
import { courseBundle, importCourse, png, setFile, sha256, smallBundle } from '../support/bundle.ts';
import {
  createAcademyTree,
  createPerson,
  newId,
  records,
  signIn,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';
import { catalogueOf, createShelf, holds, lessonIds, statusOf } from './shelf.ts';

let tree: AcademyTree;
let instructor: TestClient;
let learner: TestClient;
let stranger: TestClient;
let courseId: string;
let course: Course;

beforeAll(async () => {
  ({ tree, instructor, learner, stranger, courseId } = await createShelf());
  course = await learner.call(courses.course, { params: { courseId } });
});

describe('the catalogue', () => {
  it('shows a course for all with its academy, languages and length', async () => {
    const card = (await catalogueOf(stranger)).find(({ id }) => id === courseId);
    expect(card).toMatchObject({
      version: 1,
      title: { uk: 'Право для всіх', en: 'Право для всіх (en)' },
      languages: ['uk', 'en'],
      topics: ['rights'],
      organisation: { id: tree.academyId },
      lessonsTotal: 3,
      lecturesTotal: 0,
      minutes: 22,
    });
  });

  it('keeps what an academy has for itself from others, at every door', async () => {
    const own = await importCourse(instructor, courseBundle('own'), tree.academyId);
    const { modules } = await learner.call(courses.course, { params: { courseId: own } });
    const unit = await signIn(tree.unitLearner.login);
    expect([await holds(learner, own), await holds(unit, own), await holds(stranger, own)]).toEqual([
      true,
      true,
      false,
    ]);
    const params = { courseId: own, lessonId: modules[0]!.lessons[0]!.id };
    const doors = [
      stranger.reply(courses.course, { params: { courseId: own } }),
      stranger.reply(courses.enrol, { params: { courseId: own } }),
      stranger.reply(courses.lesson, { params, query: {} }),
      stranger.reply(courses.picture, { params: { courseId: own, sha256: sha256(png) } }),
    ];
    const answers = await Promise.all(doors);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  it('is in the order of titles in the asked language', async () => {
    const tree = await createAcademyTree();
    const [author, reader] = [await signIn(tree.instructor.login), await signIn(tree.learner.login)];
    for (const [uk, en] of [
      ['Яма', 'Arrest'],
      ['Їжа', 'Custody'],
      ['Арешт', 'Law'],
    ] as const) {
      const from = smallBundle(uk);
      from.bundle.title = { uk, en };
      await importCourse(author, from, tree.academyId);
    }
    const own = async (language: Language) =>
      (await catalogueOf(reader, language)).filter(({ organisation }) => organisation.id === tree.academyId);
    expect((await own('uk')).map(({ title }) => title.uk)).toEqual(['Арешт', 'Їжа', 'Яма']);
    expect((await own('en')).map(({ title }) => title.en)).toEqual(['Arrest', 'Custody', 'Law']);
  });
});

describe('a course', () => {
  it('shows modules and numbered lessons in order', () => {
    expect(course.modules.map(({ title }) => title.en)).toEqual(['Basics', 'Practice']);
    const lessons = course.modules.flatMap(({ lessons }) => lessons);
    expect(lessons.map(({ number, title, minutes }) => [number, title.en, minutes])).toEqual([
      [1, 'Law', 10],
      [2, 'Duty', 5],
      [3, 'Talk', 7],
    ]);
    expect(course).toMatchObject({ outcomes: [{ en: 'Knows the law' }], enrolledAt: null });
  });

  it('that nobody knows is not found', async () => {
    expect(await statusOf(learner, newId('course'))).toBe(404);
  });
});

describe('a lesson', () => {
  const read = (lessonId: string, language?: Language) =>
    learner.call(courses.lesson, { params: { courseId, lessonId }, query: language ? { language } : {} });

  it('comes in the asked language, else in the first of the course', async () => {
    const [law, duty] = lessonIds(course) as [string, string];
    expect(await read(law, 'en')).toMatchObject({
      language: 'en',
      languages: ['uk', 'en'],
      text: expect.stringMatching(/^# Law/),
    });
    expect(await read(law)).toMatchObject({ language: 'uk', text: expect.stringMatching(/^# Право/) });
    expect(await read(law, 'kk')).toMatchObject({ language: 'uk' });
    expect(await read(duty, 'en')).toMatchObject({ language: 'uk', languages: ['uk'] });
  });

  it('knows its place and its neighbours across modules', async () => {
    const [law, duty, talk] = lessonIds(course) as [string, string, string];
    expect(await read(law)).toMatchObject({ previous: null, next: { id: duty }, moduleNumber: 1, lessonsTotal: 3 });
    expect(await read(duty)).toMatchObject({ previous: { id: law }, next: { id: talk } });
    expect(await read(talk)).toMatchObject({ previous: { id: duty }, next: null, moduleNumber: 2 });
  });

  it('is not found under another course', async () => {
    const elsewhere = await importCourse(instructor, smallBundle(), tree.academyId);
    const params = { courseId: elsewhere, lessonId: lessonIds(course)[0]! };
    expect((await learner.reply(courses.lesson, { params, query: {} })).status).toBe(404);
  });
});

describe('a picture', () => {
  const picture = (client: TestClient, id: string, hash: string) => client.fetch(`/api/courses/${id}/pictures/${hash}`);

  it('is the very bytes, cached for good and never run as a page', async () => {
    const { pictures } = await learner.call(courses.lesson, {
      params: { courseId, lessonId: lessonIds(course)[0]! },
      query: {},
    });
    expect(pictures['law/scheme.png']).toEqual({ sha256: sha256(png), width: 1, height: 1 });
    const answer = await picture(learner, courseId, sha256(png));
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(png);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('has the type it was found to be, whatever its name ends with', async () => {
    const from = smallBundle();
    setFile(from, 'scheme.jpg', 'image/png', png);
    const id = await importCourse(instructor, from, tree.academyId);
    expect((await picture(learner, id, sha256(png))).headers.get('content-type')).toBe('image/png');
  });

  it('is not found in a course that does not have it, and no other content is shown by it', async () => {
    const from = smallBundle();
    const id = await importCourse(instructor, from, tree.academyId);
    for (const hash of [sha256(png), from.bundle.files[0]!.sha256])
      expect((await picture(learner, id, hash)).status).toBe(404);
  });
});

describe('enrolment', () => {
  it('happens once, whether asked twice or at the same moment', async () => {
    const person = await createPerson(tree.academyId, ['learner']);
    const client = await signIn(person.login);
    const enrol = () => client.call(courses.enrol, { params: { courseId } });
    const [first, second] = await Promise.all([enrol(), enrol()]);
    expect([second, await enrol()]).toEqual([first, first]);
    const facts = await records(person.id);
    expect(facts.filter(({ type }) => type === 'courses.enrolled')).toMatchObject([
      { kind: 'fact', objectId: courseId, data: { version: 1 } },
    ]);
    const { items } = await client.call(courses.mine, { query: {} });
    expect(items).toMatchObject([{ course: { id: courseId }, enrolledAt: first.enrolledAt }]);
  });
});
