/** Made from the contracts: every endpoint, asked by nobody and by each role, of the academy it is about and of another. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '#contracts/endpoint.ts';
import { rooms, type Room } from '#contracts/endpoints.ts';
import type { ErrorCode } from '#contracts/errors.ts';
import { lectures } from '#contracts/lectures.ts';
import { mayAnywhere, roles, type Role } from '#contracts/permissions.ts';
import { courses } from '#contracts/courses.ts';
import { exportColumns, progress, type ExportWords } from '#contracts/progress.ts';
import type { InputOf } from '#contracts/request.ts';
import {
  captions,
  courseBundle,
  importCourse,
  newImport,
  png,
  sha256,
  smallBundle,
  withLecture,
} from '../support/bundle.ts';
import {
  createAcademyTree,
  createPerson,
  newId,
  signIn,
  TestClient,
  until,
  type AcademyTree,
} from '../support/stack.ts';

type Outcome = number | ErrorCode;
/** What to ask, and how it ends for who may ask at all: in the academy it is about, and in another one. */
interface Row<E extends Endpoint> {
  input(): InputOf<E>;
  own: Outcome;
  foreign: Outcome;
}
type RowOf<E> = E extends Endpoint ? Row<E> : never;
/** A new endpoint without a row does not compile. */
type Rows = { [R in Room]: { [Name in keyof (typeof rooms)[R]]: RowOf<(typeof rooms)[R][Name]> } };

let tree: AcademyTree;
/** kept by the academy for itself */
let course: { courseId: string; lessonId: string; lectureId: string };
let toEnrol: string;
let importJob: string;
let exportJob: string;
const askers: { role: Role; place: 'own' | 'foreign'; client: TestClient }[] = [];

const words: ExportWords = {
  columns: Object.fromEntries(exportColumns.map((name) => [name, name])) as ExportWords['columns'],
  statuses: { notBegun: 'a', learning: 'b', completed: 'c' },
};
const exportOrder = () => ({ jobId: newId('job'), organisationId: tree.academyId, language: 'uk' as const, words });

const ofCourse = () => ({ params: { courseId: course.courseId } });
const ofLesson = () => ({ params: { courseId: course.courseId, lessonId: course.lessonId } });
const ofLecture = () => ({ params: { lectureId: course.lectureId } });
const ofLearners = () => ({ ...ofCourse(), query: { organisationId: tree.academyId } });
const forAll = { own: 200, foreign: 200 } as const;
const forOwn = { own: 200, foreign: 'notFound' } as const;
const forOwnOrganisation = { own: 200, foreign: 'notAllowed' } as const;
const forEnrolled = { own: 'notEnrolled', foreign: 'notFound' } as const;
/** of somebody else: as if it did not exist, even for a colleague */
const forOwner = { own: 'notFound', foreign: 'notFound' } as const;

const rows: Rows = {
  identity: {
    signIn: { input: () => ({ query: {} }), own: 302, foreign: 302 },
    callback: { input: () => ({ query: { code: 'x', state: 'y' } }), own: 302, foreign: 302 },
    me: { input: () => ({}), ...forAll },
    changeMe: { input: () => ({ body: { revision: 0 } }), ...forAll },
    listOrganisations: { input: () => ({ query: {} }), ...forAll },
    createOrganisation: {
      input: () => {
        const named = { kind: 'unit' as const, name: { uk: 'Підрозділ' }, timeZone: 'Europe/Kyiv' };
        return { body: { id: newId('organisation'), parentId: tree.academyId, ...named } };
      },
      ...forOwnOrganisation,
    },
    createPerson: {
      input: () => {
        const id = newId('person');
        const named = { givenName: 'Нова', familyName: 'Людина', login: `${id.toLowerCase()}@kurs.test` };
        const memberships = [{ organisationId: tree.unitId, roles: ['learner' as const] }];
        return { body: { id, ...named, locale: 'uk', timeZone: 'Europe/Kyiv', memberships } };
      },
      ...forOwnOrganisation,
    },
    signOut: { input: () => ({}), ...forAll },
  },
  courses: {
    startImport: {
      input: () => ({ body: { ...newImport(tree.academyId), bundle: smallBundle().bundle } }),
      ...forOwnOrganisation,
    },
    runImport: { input: () => ({ params: { jobId: importJob } }), ...forOwner },
    importJob: { input: () => ({ params: { jobId: importJob } }), ...forOwner },
    catalogue: { input: () => ({ query: {} }), ...forAll },
    mine: { input: () => ({ query: {} }), ...forAll },
    course: { input: ofCourse, ...forOwn },
    enrol: { input: () => ({ params: { courseId: toEnrol } }), ...forOwn },
    lesson: { input: () => ({ ...ofLesson(), query: {} }), ...forOwn },
    picture: { input: () => ({ params: { courseId: course.courseId, sha256: sha256(png) } }), ...forOwn },
  },
  lectures: {
    lecture: { input: ofLecture, ...forOwn },
    openPass: { input: ofLecture, ...forEnrolled },
  },
  progress: {
    home: { input: () => ({}), ...forAll },
    course: { input: ofCourse, ...forOwn },
    openLesson: { input: ofLesson, ...forEnrolled },
    readLesson: { input: ofLesson, ...forEnrolled },
    watch: { input: () => ({ params: course }), ...forOwn },
    reportWatch: { input: () => ({ params: course, body: { positionSeconds: 0, spans: [] } }), ...forEnrolled },
    learners: { input: ofLearners, ...forOwnOrganisation },
    startExport: { input: () => ({ ...ofCourse(), body: exportOrder() }), ...forOwnOrganisation },
    exportJob: { input: () => ({ params: { jobId: exportJob } }), ...forOwner },
  },
  operations: { health: { input: () => ({}), ...forAll } },
};

beforeAll(async () => {
  const [own, other] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  tree = own;
  const author = await signIn(tree.instructor.login);
  const courseId = await importCourse(author, withLecture(courseBundle()), tree.academyId);
  const { modules } = await author.call(courses.course, { params: { courseId } });
  const lesson = modules.at(-1)!.lessons.at(-1)!;
  course = { courseId, lessonId: lesson.id, lectureId: lesson.lectures.uk! };
  toEnrol = await importCourse(author, smallBundle(), tree.academyId);
  const waiting = newImport(tree.academyId);
  await author.call(courses.startImport, { body: { ...waiting, bundle: smallBundle().bundle } });
  importJob = waiting.jobId;
  exportJob = (await author.call(progress.startExport, { params: { courseId }, body: exportOrder() })).id;
  for (const role of roles) {
    for (const [place, { academyId }] of [
      ['own', own],
      ['foreign', other],
    ] as const) {
      askers.push({ role, place, client: await signIn((await createPerson(academyId, [role])).login) });
    }
  }
  const look = () => author.reply(lectures.lecture, ofLecture());
  await until(look, ({ body }) => body.state === 'ready');
});

async function ask(client: TestClient, endpoint: Endpoint, input: unknown): Promise<Outcome> {
  const { status, body } = await client.reply(endpoint, input as InputOf<Endpoint>);
  return body?.error?.code ?? status;
}

const table = Object.entries(rooms)
  .flatMap(([room, endpoints]) =>
    Object.entries(endpoints as Record<string, Endpoint>).map(([name, endpoint]) => {
      const row = (rows[room as Room] as unknown as Record<string, Row<Endpoint>>)[name]!;
      return [`${room}.${name}`, endpoint, row] as const;
    }),
  )
  // it ends the sessions that the others need
  .sort(([a], [b]) => Number(a === 'identity.signOut') - Number(b === 'identity.signOut'));

describe('every endpoint', () => {
  it.each(table)('%s answers each as their role allows', async (_, endpoint, row) => {
    const { permission } = endpoint;
    const mayAsk = (role: Role) =>
      permission === 'public' ||
      permission === 'signedIn' ||
      mayAnywhere([{ organisationId: 'any', roles: [role] }], permission);
    const expected: Record<string, Outcome> = { nobody: permission === 'public' ? row.own : 'signInNeeded' };
    const answered: Record<string, Outcome> = { nobody: await ask(new TestClient(), endpoint, row.input()) };
    for (const { role, place, client } of askers) {
      expected[`${role}, ${place}`] = mayAsk(role) ? row[place] : 'notAllowed';
      answered[`${role}, ${place}`] = await ask(client, endpoint, row.input());
    }
    expect(answered).toEqual(expected);
  });
});

describe('a role', () => {
  it('reaches down the tree, not up', async () => {
    const above = await signIn(tree.admin.login);
    const below = await signIn((await createPerson(tree.unitId, ['instructor', 'academyAdmin'])).login);
    const { input } = rows.identity.createPerson;
    expect(await ask(above, rooms.identity.createPerson, input())).toBe(200);
    expect(await ask(below, rooms.identity.createPerson, input())).toBe(200);
    const { body } = input();
    const memberships = [{ organisationId: tree.academyId, roles: ['learner' as const] }];
    expect(await ask(below, rooms.identity.createPerson, { body: { ...body, memberships } })).toBe('notAllowed');
    expect(await ask(below, progress.learners, ofLearners())).toBe('notAllowed');
  });
});

describe('media', () => {
  it('of a lecture are closed to who holds a session alone', async () => {
    const learner = await signIn(tree.learner.login);
    const { captions: listed } = await learner.call(lectures.lecture, ofLecture());
    expect(listed).toHaveLength(1);
    const answer = await learner.fetch(listed[0]!.url);
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain(captions.toString().split('\n')[3]);
  });
});
