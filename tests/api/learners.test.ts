import { beforeAll, describe, expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { exportColumns, progress, type ExportWords } from '#contracts/progress.ts';
import { courseBundle, importCourse } from '../support/bundle.ts';
import {
  createAcademyTree,
  createOrganisation,
  createPerson,
  nationalAdmin,
  newId,
  records,
  signIn,
  until,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';
import { lessonIds } from './shelf.ts';

let tree: AcademyTree;
let other: AcademyTree;
let instructor: TestClient;
let courseId: string;
let lessons: string[];

const formula = '=HYPERLINK("https://evil.example","Натисни")';
/** by the Ukrainian alphabet */
const named = ['Авраменко', 'Ґудзь', 'Євтушенко', 'Їжак, "молодший"', 'Яременко'];
/** more than one page of the list, together with the named ones */
const crowd = 52;

beforeAll(async () => {
  [tree, other] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  instructor = await signIn(tree.instructor.login);
  courseId = await importCourse(instructor, courseBundle('all', 'Курс для обліку'), tree.academyId);
  lessons = lessonIds(await instructor.call(courses.course, { params: { courseId } }));
  const read = (client: TestClient, ids: string[]) =>
    Promise.all(ids.map((lessonId) => client.call(progress.readLesson, { params: { courseId, lessonId } })));
  await enrol(tree.academyId, formula);
  await read(await enrol(tree.unitId, named[3]!), lessons);
  await read(await enrol(tree.academyId, named[1]!), lessons.slice(0, 1));
  for (const name of [named[4]!, named[0]!, named[2]!]) await enrol(tree.academyId, name);
  await enrol(other.academyId, 'Чужий');
});

async function enrol(organisationId: string, familyName: string): Promise<TestClient> {
  const { login } = await createPerson(organisationId, ['learner'], { familyName, givenName: 'Проба' });
  const client = await signIn(login);
  await client.call(courses.enrol, { params: { courseId } });
  return client;
}

const list = (client: TestClient, organisationId = tree.academyId, cursor?: string) =>
  client.reply(progress.learners, { params: { courseId }, query: { organisationId, ...(cursor ? { cursor } : {}) } });

describe('the list of learners', () => {
  it('is by name, with where each stands, those of units too', async () => {
    const { body } = await list(instructor);
    expect(body.items.map(({ familyName }) => familyName)).toEqual([...named, formula]);
    expect(body).toMatchObject({ total: 6, next: null });
    const [first, second, , done] = body.items;
    expect(first).toMatchObject({ status: 'notBegun', lessonsCompleted: 0, lessonsTotal: 3, lastAt: null });
    expect(second).toMatchObject({ status: 'learning', lessonsCompleted: 1, completedAt: null });
    expect(done).toMatchObject({ status: 'completed', lessonsCompleted: 3, completedAt: expect.any(String) });
    expect(done!.organisationName.uk).not.toBe(first!.organisationName.uk);
  });

  it('is for those who look after learners there, not for learners or another academy', async () => {
    const [admin, learner, stranger] = [tree.admin, tree.learner, other.instructor];
    const ask = async (login: string, organisationId?: string) => {
      const { status, body } = await list(await signIn(login), organisationId);
      return body.error?.code ?? status;
    };
    expect(await ask(admin.login)).toBe(200);
    expect(await ask(learner.login)).toBe('notAllowed');
    expect(await ask(stranger.login)).toBe('notAllowed');
    expect((await list(await nationalAdmin())).body.total).toBe(6);
    const { body } = await list(await signIn(stranger.login), other.academyId);
    expect(body.items.map(({ familyName }) => familyName)).toEqual(['Чужий']);
  });

  it('is one of an academy or region, not of a unit or of nobody', async () => {
    expect((await list(instructor, tree.unitId)).body.error).toMatchObject({
      code: 'invalid',
      details: { reason: 'branch' },
    });
    expect((await list(instructor, newId('organisation'))).status).toBe(404);
  });
});

describe('the export', () => {
  const words: ExportWords = {
    columns: Object.fromEntries(exportColumns.map((name) => [name, `=${name}`])) as ExportWords['columns'],
    statuses: { notBegun: 'не почав', learning: 'вчиться', completed: 'закінчив' },
  };
  const order = (organisationId = tree.academyId) => ({
    jobId: newId('job'),
    organisationId,
    language: 'uk' as const,
    words,
  });
  const start = (client: TestClient, body: ReturnType<typeof order>) =>
    client.reply(progress.startExport, { params: { courseId }, body });
  const ended = (client: TestClient, jobId: string) =>
    until(
      () => client.call(progress.exportJob, { params: { jobId } }),
      ({ state }) => state === 'succeeded' || state === 'failed',
    );

  it('is a job whose link gives the file to its holder for five minutes', async () => {
    const body = order();
    expect((await start(instructor, body)).body).toMatchObject({ id: body.jobId, kind: 'learnersExport', total: 6 });
    const job = await ended(instructor, body.jobId);
    expect(job).toMatchObject({ state: 'succeeded', done: 6, total: 6 });
    const url = new URL(job.result!.url!);
    expect(url.searchParams.get('X-Amz-Expires')).toBe('300');
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="kurs-learners.csv"');
    const unsigned = await fetch(url.origin + url.pathname);
    const another = await fetch(url.href.replace(body.jobId, newId('job')));
    expect([unsigned.status, another.status]).toEqual([403, 403]);
  });

  it('is a table that a spreadsheet reads and does not run', async () => {
    const body = order();
    await start(instructor, body);
    const { result } = await ended(instructor, body.jobId);
    const bytes = Buffer.from(await (await fetch(result!.url!)).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.subarray(3).toString().split('\r\n');
    expect(lines[0]).toBe(exportColumns.map((name) => `'=${name}`).join(','));
    expect(lines[6]).toMatch(
      /^"'=HYPERLINK\(""https:\/\/evil\.example"",""Натисни""\)",Проба,Заклад \w+,1,не почав,0,3,/,
    );
    expect(lines[4]).toMatch(/^"Їжак, ""молодший""",Проба,Заклад \w+,1,закінчив,3,3(,\d{4}-\d\d-\d\d \d\d:\d\d){3}$/);
    expect([lines.length, lines.at(-1)]).toEqual([8, '']);
  });

  it('is on record, and made once when asked twice', async () => {
    const organisation = await createOrganisation('academy');
    const admin = await nationalAdmin();
    const body = order(organisation);
    await Promise.all([start(admin, body), start(admin, body)]);
    await ended(admin, body.jobId);
    const exported = (await records(organisation)).filter(({ type }) => type === 'progress.exported');
    expect(exported).toMatchObject([{ kind: 'fact', objectId: courseId }]);
    const reused = await start(admin, { ...body, organisationId: tree.academyId });
    expect([reused.status, reused.body.error.code]).toEqual([409, 'idTaken']);
  });

  it('is for who asked for it, within what they may see', async () => {
    const body = order();
    await start(instructor, body);
    const colleague = await signIn(tree.admin.login);
    expect((await colleague.reply(progress.exportJob, { params: { jobId: body.jobId } })).status).toBe(404);
    expect((await start(colleague, body)).body.error.code).toBe('idTaken');
    for (const login of [tree.learner.login, other.instructor.login])
      expect((await start(await signIn(login), order())).body.error.code).toBe('notAllowed');
  });
});

describe('a list longer than a page', () => {
  beforeAll(async () => {
    for (let made = 0; made < crowd; made += 4)
      await Promise.all(Array.from({ length: 4 }, (_, index) => enrol(other.academyId, `Юрба ${made + index}`)));
  });

  it('comes in pages, each learner once, and not to another reader', async () => {
    const client = await signIn(other.instructor.login);
    const first = (await list(client, other.academyId)).body;
    expect([first.items.length, first.total]).toEqual([50, 53]);
    const second = (await list(client, other.academyId, first.next ?? '')).body;
    const ids = [...first.items, ...second.items].map(({ personId }) => personId);
    expect([ids.length, new Set(ids).size, second.next]).toEqual([53, 53, null]);
    const admin = await signIn(other.admin.login);
    expect((await list(admin, other.academyId, first.next ?? '')).body.error.code).toBe('cursorInvalid');
  });
});
